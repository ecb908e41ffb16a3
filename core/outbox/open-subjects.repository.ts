import type { Tx } from '#core/kernel/tx';

export interface OpenSubject {
  kind: 'enrollment' | 'approval' | 'patient_service_plan';
  subject_id: number;
}

/** Enrollments, approvals and granted services of one organization whose processes still run. */
export async function openSubjects(tx: Tx, orgId: number): Promise<OpenSubject[]> {
  return tx.query(
    `select kind, subject_id from processes where organization_id = $1 and status <> 'closed' and kind in ('enrollment', 'approval', 'patient_service_plan') order by id`,
    [orgId],
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
