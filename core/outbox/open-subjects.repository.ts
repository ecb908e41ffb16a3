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
