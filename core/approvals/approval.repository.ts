import type { Tx } from '#core/kernel/tx';
import type { ApprovalStatus } from '#workflows/approvals/approval.contract';
import type { ApprovalListRow, ApprovalRow, ApproverRow } from './approval.types';
import type { ApprovalWish } from './request-approval';

/** Inserts a pending request. A second open one for the same subject is refused by the unique index. */
export async function insertApproval(
  tx: Tx,
  wish: ApprovalWish & { orgId: number; requestedBy: number | null; requestedAt: Date },
): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `insert into approvals (organization_id, kind, subject_id, patient_id, title, treatment_plan_id, version, base_plan_id, base_version, content_hash, requested_by, requested_at, author_user_id, status)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'pending') returning id`,
    [
      wish.orgId,
      wish.kind,
      wish.subjectId,
      wish.patientId,
      wish.title,
      wish.planId,
      wish.version,
      wish.base?.planId ?? null,
      wish.base?.version ?? null,
      wish.contentHash,
      wish.requestedBy,
      wish.requestedAt,
      wish.authorUserId,
    ],
  );
  return row.id;
}

/** The row, locked for the rest of the transaction when its process writes. */
export async function findApproval(tx: Tx, orgId: number, approvalId: number, lock = false): Promise<ApprovalRow | null> {
  return tx.maybeOne<ApprovalRow>(`select * from approvals where organization_id = $1 and id = $2${lock ? ' for update' : ''}`, [
    orgId,
    approvalId,
  ]);
}

/** Everybody who may decide in the organization: active members with a deciding role, one row each under their strongest role. */
export async function listApprovers(tx: Tx, orgId: number, now: Date): Promise<ApproverRow[]> {
  const rows = await tx.query<Omit<ApproverRow, 'away_until'> & { away_until: Date | null }>(
    `select m.user_id, u.display_name, case when 'medical_director' = any (m.roles) then 'medical_director' when 'admin' = any (m.roles) then 'admin' else 'specialist' end as role,
       (m.away_until is not null and m.away_until > $2) as away, case when m.away_until > $2 then m.away_until end as away_until, m.fallback_user_id as stand_in_user_id
     from user_organizations m join users u on u.id = m.user_id
     where m.organization_id = $1 and m.status = 'active' and u.status = 'active' and m.roles && array['specialist', 'medical_director', 'admin'] order by m.user_id`,
    [orgId, now],
  );
  return rows.map((row) => ({ ...row, away_until: row.away_until?.getTime() ?? null }));
}

export interface ApprovalChange {
  status: ApprovalStatus;
  decidedBy: number | null;
  decidedAt: Date | null;
  reason: string | null;
  delegatedTo: number | null;
  standInId: number | null;
  escalatedAt: Date | null;
  reminders: number;
  expiresAt: Date;
  ledger: Record<string, unknown>;
}

/** Writes where an approval stands; returns the new revision. Called by its process alone. */
export async function saveApproval(tx: Tx, orgId: number, approvalId: number, change: ApprovalChange): Promise<number> {
  const row = await tx.one<{ rev: number }>(
    `update approvals set status = $3, decided_by = $4, decided_at = $5, reason = $6, delegated_to = $7, escalated_at = $8, reminders_sent = $9, expires_at = $10, ledger = $11, stand_in_id = $12, rev = rev + 1
     where organization_id = $1 and id = $2 returning rev`,
    [
      orgId,
      approvalId,
      change.status,
      change.decidedBy,
      change.decidedAt,
      change.reason,
      change.delegatedTo,
      change.escalatedAt,
      change.reminders,
      change.expiresAt,
      JSON.stringify(change.ledger),
      change.standInId,
    ],
  );
  return row.rev;
}

const listSql = `select a.*, p.display_name as patient_name, r.display_name as requested_by_name, d.display_name as decided_by_name, g.display_name as delegated_to_name,
    coalesce(away.away_until > now(), false) as delegated_away, case when away.away_until > now() then stand.display_name end as stand_in_name
  from approvals a left join patients p on p.organization_id = a.organization_id and p.id = a.patient_id
  left join users r on r.id = a.requested_by left join users d on d.id = a.decided_by left join users g on g.id = a.delegated_to
  left join user_organizations away on away.organization_id = a.organization_id and away.user_id = a.delegated_to left join users stand on stand.id = a.stand_in_id`;

/** Newest first, keyset by id. */
export async function listApprovals(
  tx: Tx,
  orgId: number,
  filter: { statuses: readonly ApprovalStatus[]; beforeId: number | null; limit: number },
): Promise<ApprovalListRow[]> {
  return tx.query<ApprovalListRow>(
    `${listSql} where a.organization_id = $1 and (cardinality($2::text[]) = 0 or a.status = any ($2)) and ($3::bigint is null or a.id < $3) order by a.id desc limit $4`,
    [orgId, [...filter.statuses], filter.beforeId, filter.limit],
  );
}

export async function findApprovalForPage(tx: Tx, orgId: number, approvalId: number): Promise<ApprovalListRow | null> {
  return tx.maybeOne<ApprovalListRow>(`${listSql} where a.organization_id = $1 and a.id = $2`, [orgId, approvalId]);
}

/** The hash of the content a request asks for as it is now; null when that content is gone. */
export async function currentContentHash(tx: Tx, planId: number, version: number): Promise<string | null> {
  const row = await tx.maybeOne<{ content_hash: string }>(
    'select content_hash from treatment_plan_versions where treatment_plan_id = $1 and version = $2',
    [planId, version],
  );
  return row?.content_hash ?? null;
}
