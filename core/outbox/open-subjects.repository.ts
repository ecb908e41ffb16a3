import type { Tx } from '#core/kernel/tx';

/** Enrollments and approvals of one organization whose processes still run. */
export async function openSubjects(tx: Tx, orgId: number): Promise<{ kind: 'enrollment' | 'approval'; subject_id: number }[]> {
  return tx.query(`select kind, subject_id from processes where organization_id = $1 and status <> 'closed' and kind in ('enrollment', 'approval') order by id`, [orgId]);
}
