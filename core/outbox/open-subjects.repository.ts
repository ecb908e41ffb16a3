import type { Tx } from '#core/kernel/tx';
import { wakeableKinds, type WakeableSubject } from '#core/ops/wakeable.types';

/** Enrollments, approvals and granted services of one organization whose processes still run. */
export async function openSubjects(tx: Tx, orgId: number): Promise<WakeableSubject[]> {
  return tx.query(
    `select kind, subject_id from processes where organization_id = $1 and status <> 'closed' and kind = any($2) order by id`,
    [orgId, wakeableKinds],
  );
}

/** The request for approval an enrollment still waits for; null when it is decided or there is none. */
export async function pendingRequestOf(tx: Tx, orgId: number, enrollmentId: number): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>(
    `select id from approvals where organization_id = $1 and kind = 'plan_assignment' and subject_id = $2 and status = 'pending'`,
    [orgId, enrollmentId],
  );
  return row?.id ?? null;
}

/** Pending requests handed to a person, or to somebody for whom they may stand in. */
export async function requestsHandedTo(tx: Tx, orgId: number, userId: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `select a.id from approvals a join user_organizations m on m.organization_id = a.organization_id and m.user_id = a.delegated_to
     where a.organization_id = $1 and a.status = 'pending' and $2 in (m.user_id, m.fallback_user_id) order by a.id`,
    [orgId, userId],
  );
  return rows.map((row) => row.id);
}
