import type { AuditRow, SealHead } from '#domain/audit/row-text';
import type { Tx } from '#core/kernel/tx';

/** Rows of the platform itself belong to no organization; their chain has this number. */
export const PLATFORM_CHAIN = 0;

export interface AuditFilter {
  actorUserId: number | null;
  patientId: number | null;
  action: string | null;
  entity: string | null;
  from: Date | null;
  to: Date | null;
}

export interface AuditEntryRow {
  id: number;
  at: Date;
  actor_kind: 'user' | 'api_key' | 'system';
  actor_user_id: number | null;
  actor_name: string | null;
  impersonator_user_id: number | null;
  impersonator_name: string | null;
  role: string;
  action: string;
  entity: string;
  entity_id: number | null;
  patient_id: number | null;
  fields: string[];
  request_id: string;
  sealed: boolean;
}

/** Newest first, below the id. */
export async function listAudit(
  tx: Tx,
  organizationId: number,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditEntryRow[]> {
  return tx.query<AuditEntryRow>(
    `select a.id, a.at, a.actor_kind, a.actor_user_id, u.display_name as actor_name, a.impersonator_user_id, b.display_name as impersonator_name,
       a.role, a.action, a.entity, a.entity_id, a.patient_id, a.fields, a.request_id,
       a.id <= coalesce((select max(s.last_id) from audit_seals s where s.organization_id = a.organization_id), 0) as sealed
     from audit_log a left join users u on u.id = a.actor_user_id left join users b on b.id = a.impersonator_user_id
     where a.organization_id = $1
       and ($2::bigint is null or a.actor_user_id = $2 or a.impersonator_user_id = $2)
       and ($3::bigint is null or a.patient_id = $3)
       and ($4::text is null or a.action = $4)
       and ($5::text is null or a.entity = $5)
       and ($6::timestamptz is null or a.at >= $6)
       and ($7::timestamptz is null or a.at < $7)
       and ($8::bigint is null or a.id < $8)
     order by a.id desc limit $9`,
    [organizationId, filter.actorUserId, filter.patientId, filter.action, filter.entity, filter.from, filter.to, before, limit],
  );
}

export interface SealStateRow {
  seals: number;
  sealed_rows: number;
  last_sealed_at: Date | null;
}

export async function sealState(tx: Tx, organizationId: number): Promise<SealStateRow> {
  return tx.one<SealStateRow>(
    'select count(*) as seals, coalesce(sum(row_count), 0)::bigint as sealed_rows, max(sealed_at) as last_sealed_at from audit_seals where organization_id = $1',
    [organizationId],
  );
}

const rowColumns = `id, organization_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind, actor_user_id, impersonator_user_id,
  role, action, entity, entity_id, patient_id, fields, request_id`;

export interface Horizon {
  /** Highest visible row id. */
  max_id: number;
  /** Transactions below are over. */
  xmin: number;
  /** Number of this transaction: every one that has written so far has a lower one. A snapshot's xmax would not do, it only passes those that have ended. */
  own: number;
}

export async function readHorizon(tx: Tx): Promise<Horizon> {
  return tx.one<Horizon>(
    `select coalesce((select max(id) from audit_log), 0) as max_id,
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint as xmin, pg_current_xact_id()::text::bigint as own`,
  );
}

/** One sealer at a time, whichever process it runs in. Released at the end of the transaction. */
export async function takeSealLock(tx: Tx): Promise<boolean> {
  const row = await tx.one<{ taken: boolean }>('select pg_try_advisory_xact_lock(7284511905) as taken');
  return row.taken;
}

export async function rowsBetween(tx: Tx, after: number, upTo: number, limit: number): Promise<AuditRow[]> {
  return tx.query<AuditRow>(`select ${rowColumns} from audit_log where id > $1 and id <= $2 order by id limit $3`, [
    after,
    upTo,
    limit,
  ]);
}

export interface SealRow extends SealHead {
  hash: string;
  signature: string;
  row_hashes: Buffer;
}

const sealColumns =
  'organization_id, seal_number, first_id, last_id, row_count, root, previous_hash, hash, signature, row_hashes';

export async function lastSeal(tx: Tx, chain: number): Promise<SealRow | null> {
  return tx.maybeOne<SealRow>(
    `select ${sealColumns} from audit_seals where organization_id = $1 order by seal_number desc limit 1`,
    [chain],
  );
}

export async function findSeal(tx: Tx, chain: number, sealNumber: number): Promise<SealRow | null> {
  return tx.maybeOne<SealRow>(`select ${sealColumns} from audit_seals where organization_id = $1 and seal_number = $2`, [
    chain,
    sealNumber,
  ]);
}

export async function highestSealedId(tx: Tx): Promise<number> {
  const row = await tx.one<{ id: number }>('select coalesce(max(last_id), 0) as id from audit_seals');
  return row.id;
}

export async function insertSeal(tx: Tx, seal: SealRow): Promise<void> {
  await tx.execute(`insert into audit_seals (${sealColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
    seal.organization_id,
    seal.seal_number,
    seal.first_id,
    seal.last_id,
    seal.row_count,
    seal.root,
    seal.previous_hash,
    seal.hash,
    seal.signature,
    seal.row_hashes,
  ]);
}

/** Chains that exist, sealed or not. */
export async function listChains(tx: Tx): Promise<number[]> {
  const rows = await tx.query<{ chain: number }>(
    'select organization_id as chain from audit_seals union select coalesce(organization_id, 0) from audit_log order by 1',
  );
  return rows.map((row) => row.chain);
}

export async function sealsAfter(tx: Tx, chain: number, sealNumber: number, limit: number): Promise<SealRow[]> {
  return tx.query<SealRow>(
    `select ${sealColumns} from audit_seals where organization_id = $1 and seal_number > $2 order by seal_number limit $3`,
    [chain, sealNumber, limit],
  );
}

export async function chainRows(tx: Tx, chain: number, from: number, to: number): Promise<AuditRow[]> {
  return tx.query<AuditRow>(
    `select ${rowColumns} from audit_log where organization_id is not distinct from nullif($1::bigint, 0) and id between $2 and $3 order by id`,
    [chain, from, to],
  );
}

/** Ids of rows of a chain that lie between its seals, where nothing may lie. */
export async function firstRowBetween(tx: Tx, chain: number, after: number, before: number): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>(
    `select id from audit_log where organization_id is not distinct from nullif($1::bigint, 0) and id > $2 and id < $3 order by id limit 1`,
    [chain, after, before],
  );
  return row?.id ?? null;
}

export async function countUnsealed(tx: Tx, chain: number, after: number): Promise<number> {
  const row = await tx.one<{ n: number }>(
    'select count(*) as n from audit_log where organization_id is not distinct from nullif($1::bigint, 0) and id > $2',
    [chain, after],
  );
  return row.n;
}
