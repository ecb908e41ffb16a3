import { openField, sealField } from './crypto';
import type { Kernel } from './ctx';

/** Primary key of a stored reply. `orgId` 0 stands for platform work outside every organization. */
export interface KeyIdentity {
  orgId: number;
  principal: string;
  route: string;
  key: string;
}

/** What a repeat gets. `body` is the JSON text that was sent. */
export interface StoredReply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export type Claim =
  /** The caller may execute; `lease` must be shown again to renew, store or release. */
  | { outcome: 'mine'; lease: string; reservedId: number | null }
  | { outcome: 'running'; retryAfterSeconds: number }
  | { outcome: 'replay'; reply: StoredReply }
  | { outcome: 'reused' };

interface Row {
  fingerprint: string;
  status: 'in_progress' | 'done';
  wait_seconds: number;
  response_status: number | null;
  response_headers: Record<string, string> | null;
  response_body: string | null;
}

const mine = 'organization_id = $1 and principal = $2 and route = $3 and key = $4';
const underLease = `${mine} and status = 'in_progress' and leased_until = $5::timestamptz`;

const claimSql = `insert into idempotency_keys as k (organization_id, principal, route, key, fingerprint, status, leased_until)
values ($1, $2, $3, $4, $5, 'in_progress', clock_timestamp() + make_interval(secs => $6))
on conflict (organization_id, principal, route, key) do update set
  leased_until = excluded.leased_until, status = 'in_progress', fingerprint = excluded.fingerprint,
  reserved_id = case when k.expires_at < now() then null else k.reserved_id end,
  expires_at = case when k.expires_at < now() then excluded.expires_at else k.expires_at end,
  response_status = null, response_headers = null, response_body = null
where k.expires_at < now() or (k.status = 'in_progress' and k.leased_until < clock_timestamp() and k.fingerprint = excluded.fingerprint)
returning leased_until::text as lease, reserved_id`;

const readSql = `select fingerprint, status, greatest(1, ceil(extract(epoch from leased_until - clock_timestamp())))::int as wait_seconds,
  response_status, response_headers, response_body #>> '{}' as response_body
from idempotency_keys where ${mine}`;

/**
 * Takes the key, or says why not. One statement decides, so two callers can never both get `mine`.
 * A lease that ran out (the process died) is taken over with the reserved id it left behind.
 */
export async function claimKey(kernel: Kernel, identity: KeyIdentity, fingerprint: string, leaseSeconds: number): Promise<Claim> {
  for (;;) {
    const taken = await rows<{ lease: string; reserved_id: number | null }>(kernel, claimSql, [
      ...keyOf(identity),
      fingerprint,
      leaseSeconds,
    ]);
    if (taken[0] !== undefined) return { outcome: 'mine', lease: taken[0].lease, reservedId: taken[0].reserved_id };
    const [row] = await rows<Row>(kernel, readSql, keyOf(identity));
    if (row === undefined) continue; // expired and swept between the two statements: claim again
    if (row.fingerprint !== fingerprint) return { outcome: 'reused' };
    if (row.status === 'in_progress') return { outcome: 'running', retryAfterSeconds: row.wait_seconds };
    const body = openField(kernel.keys, aad(identity), row.response_body ?? '');
    return { outcome: 'replay', reply: { status: row.response_status ?? 200, headers: row.response_headers ?? {}, body } };
  }
}

/** Prolongs the lease. @returns the new lease, or null when somebody took over. */
export async function renewLease(
  kernel: Kernel,
  identity: KeyIdentity,
  lease: string,
  leaseSeconds: number,
): Promise<string | null> {
  const sql = `update idempotency_keys set leased_until = clock_timestamp() + make_interval(secs => $6) where ${underLease} returning leased_until::text as lease`;
  const [row] = await rows<{ lease: string }>(kernel, sql, [...keyOf(identity), lease, leaseSeconds]);
  return row?.lease ?? null;
}

/** Keeps `id` for this key unless one is kept already. @returns the id to use, or null when the lease was lost. */
export async function keepReservedId(kernel: Kernel, identity: KeyIdentity, lease: string, id: number): Promise<number | null> {
  const sql = `update idempotency_keys set reserved_id = coalesce(reserved_id, $6) where ${underLease} returning reserved_id`;
  const [row] = await rows<{ reserved_id: number }>(kernel, sql, [...keyOf(identity), lease, id]);
  return row?.reserved_id ?? null;
}

/** Stores the reply, sealed: it may hold what a presenter shows to this one caller. No effect when the lease was lost. */
export async function storeReply(kernel: Kernel, identity: KeyIdentity, lease: string, reply: StoredReply): Promise<void> {
  const sealed = sealField(kernel.keys, aad(identity), reply.body);
  const sql = `update idempotency_keys set status = 'done', response_status = $6, response_headers = $7::jsonb, response_body = to_jsonb($8::text) where ${underLease}`;
  await rows(kernel, sql, [...keyOf(identity), lease, reply.status, JSON.stringify(reply.headers), sealed]);
}

/** Gives the key back after an operational failure: the next attempt may start at once and keeps the reserved id. */
export async function releaseKey(kernel: Kernel, identity: KeyIdentity, lease: string): Promise<void> {
  await rows(
    kernel,
    `update idempotency_keys set leased_until = clock_timestamp() - interval '1 millisecond' where ${underLease}`,
    [...keyOf(identity), lease],
  );
}

/** Deletes replies past their 48 hours. @returns how many. */
export async function sweepExpiredKeys(kernel: Kernel): Promise<number> {
  const gone = await rows<{ key: string }>(kernel, 'delete from idempotency_keys where expires_at < now() returning key', []);
  return gone.length;
}

function keyOf(identity: KeyIdentity): readonly (string | number)[] {
  return [identity.orgId, identity.principal, identity.route, identity.key];
}

/** Binds a sealed reply to its row, so it cannot be served for another key. */
function aad(identity: KeyIdentity): string {
  return `idempotency_keys|response_body|${keyOf(identity).join('|')}`;
}

/** System role, one statement, no explicit transaction: the statement is the unit. TypeORM answers `[rows, count]` for updates and deletes. */
async function rows<R>(kernel: Kernel, sql: string, params: readonly unknown[]): Promise<R[]> {
  const answer: unknown = await kernel.db.system.query(sql, [...params]);
  const list: unknown =
    Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number'
      ? answer[0]
      : answer;
  return list as R[]; // the row shape is the statement's
}
