import type { Role } from '#domain/auth/roles';
import type { Tx } from '#core/kernel/tx';

export interface ApiKeyRow {
  id: number;
  organization_id: number;
  name: string;
  prefix: string;
  secret_hash: string;
  roles: Role[];
  created_by: number;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const columns =
  'k.id, k.organization_id, k.name, k.prefix, k.secret_hash, k.roles, k.created_by, k.created_at, k.expires_at, k.last_used_at, k.revoked_at';

/** With the state of its organization and its maker, who must still be an active member. */
export async function findApiKeyByPrefix(tx: Tx, prefix: string): Promise<(ApiKeyRow & { usable: boolean }) | null> {
  return tx.maybeOne<ApiKeyRow & { usable: boolean }>(
    `select ${columns}, (o.status = 'active' and m.status = 'active' and u.status = 'active') is true as usable
     from api_keys k join organizations o on o.id = k.organization_id join users u on u.id = k.created_by
       left join user_organizations m on m.organization_id = k.organization_id and m.user_id = k.created_by
     where k.prefix = $1`,
    [prefix],
  );
}

export async function touchApiKey(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.execute(
    `update api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
    [id, now],
  );
}

export async function listApiKeys(tx: Tx, organizationId: number): Promise<ApiKeyRow[]> {
  return tx.query<ApiKeyRow>(`select ${columns} from api_keys k where k.organization_id = $1 order by k.id desc limit 100`, [
    organizationId,
  ]);
}

export async function findApiKey(tx: Tx, organizationId: number, id: number): Promise<ApiKeyRow | null> {
  return tx.maybeOne<ApiKeyRow>(`select ${columns} from api_keys k where k.organization_id = $1 and k.id = $2`, [
    organizationId,
    id,
  ]);
}

export interface NewApiKey {
  organizationId: number;
  name: string;
  prefix: string;
  secretHash: string;
  roles: readonly Role[];
  createdBy: number;
  expiresAt: Date | null;
}

export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<ApiKeyRow> {
  return tx.one<ApiKeyRow>(
    `insert into api_keys as k (organization_id, name, prefix, secret_hash, roles, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [key.organizationId, key.name, key.prefix, key.secretHash, key.roles, key.createdBy, key.expiresAt],
  );
}

/** Ends a key now or, for a rotation, a little later. @returns rows changed */
export async function endApiKey(
  tx: Tx,
  organizationId: number,
  id: number,
  end: { revokedAt: Date | null; expiresAt: Date | null },
): Promise<number> {
  return tx.execute(
    `update api_keys set revoked_at = coalesce(revoked_at, $3), expires_at = least(expires_at, $4) where organization_id = $1 and id = $2 and revoked_at is null`,
    [organizationId, id, end.revokedAt, end.expiresAt],
  );
}
