import type { Tx } from '#core/kernel/tx';

export interface OidcPayloadRow {
  payload: Record<string, unknown>;
  consumed_at: Date | null;
}

export interface NewOidcPayload {
  model: string;
  id: string;
  payload: Record<string, unknown>;
  grantId: string | null;
  userCode: string | null;
  uid: string | null;
  expiresAt: Date | null;
}

export async function upsertOidcPayload(tx: Tx, row: NewOidcPayload): Promise<void> {
  await tx.execute(
    `insert into oidc_payloads (model, id, payload, grant_id, user_code, uid, expires_at) values ($1, $2, $3::jsonb, $4, $5, $6, $7)
     on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, user_code = excluded.user_code,
       uid = excluded.uid, expires_at = excluded.expires_at`,
    [row.model, row.id, JSON.stringify(row.payload), row.grantId, row.userCode, row.uid, row.expiresAt],
  );
}

/** Expired rows do not exist. `column` is one of three fixed names. */
export async function findOidcPayload(
  tx: Tx,
  model: string,
  column: 'id' | 'uid' | 'user_code',
  value: string,
  now: Date,
): Promise<OidcPayloadRow | null> {
  return tx.maybeOne<OidcPayloadRow>(
    `select payload, consumed_at from oidc_payloads where model = $1 and ${column} = $2 and (expires_at is null or expires_at > $3)`,
    [model, value, now],
  );
}

export async function consumeOidcPayload(tx: Tx, model: string, id: string, now: Date): Promise<void> {
  await tx.execute('update oidc_payloads set consumed_at = $3 where model = $1 and id = $2', [model, id, now]);
}

export async function deleteOidcPayload(tx: Tx, model: string, id: string): Promise<number> {
  return tx.execute('delete from oidc_payloads where model = $1 and id = $2', [model, id]);
}

export async function deleteOidcGrant(tx: Tx, grantId: string): Promise<void> {
  await tx.execute('delete from oidc_payloads where grant_id = $1', [grantId]);
}

export async function listOidcPayloads(tx: Tx, model: string): Promise<OidcPayloadRow[]> {
  return tx.query<OidcPayloadRow>('select payload, consumed_at from oidc_payloads where model = $1 order by id limit 100', [
    model,
  ]);
}

export async function deleteExpiredOidcPayloads(tx: Tx, before: Date): Promise<number> {
  return tx.execute('delete from oidc_payloads where expires_at < $1', [before]);
}
