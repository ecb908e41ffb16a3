/** One audit row as the seal covers it. Instants are ISO 8601 in UTC with microseconds, exactly as Postgres keeps them. */
export interface AuditRow {
  id: number;
  organization_id: number | null;
  at: string;
  actor_kind: string;
  actor_user_id: number | null;
  impersonator_user_id: number | null;
  role: string;
  action: string;
  entity: string;
  entity_id: number | null;
  patient_id: number | null;
  fields: readonly string[];
  request_id: string;
}

/**
 * The text that is hashed for one row: every column in a fixed order as JSON, so no two different rows share a text.
 * Must never change for rows already sealed. O(fields).
 */
export function auditRowText(row: AuditRow): string {
  return JSON.stringify([
    row.id,
    row.organization_id,
    row.at,
    row.actor_kind,
    row.actor_user_id,
    row.impersonator_user_id,
    row.role,
    row.action,
    row.entity,
    row.entity_id,
    row.patient_id,
    row.fields,
    row.request_id,
  ]);
}

/** What a seal's hash covers: its place in the chain, its range and the root over the row hashes. */
export interface SealHead {
  organization_id: number;
  seal_number: number;
  first_id: number;
  last_id: number;
  row_count: number;
  root: string;
  previous_hash: string;
}

/** The text that is hashed and signed for one seal. Must never change for seals already written. */
export function sealText(seal: SealHead): string {
  return JSON.stringify([
    'pathwell-seal-1',
    seal.organization_id,
    seal.seal_number,
    seal.first_id,
    seal.last_id,
    seal.row_count,
    seal.root,
    seal.previous_hash,
  ]);
}
