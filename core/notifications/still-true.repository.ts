import type { Tx } from '#core/kernel/tx';
import type { DeliveryRow } from './message.types';

const approvalTemplates = [
  'approval_waiting',
  'approval_reminder',
  'approval_escalated',
  'approval_delegated',
  'approval_stand_in',
];

/** False when what a message speaks of was settled between its cause and its sending: the session was done, the request decided. */
export async function stillTrue(tx: Tx, orgId: number, message: DeliveryRow, now: Date): Promise<boolean> {
  if (message.template === 'session_reminder') return sessionStillOpen(tx, orgId, message, now);
  if (approvalTemplates.includes(message.template)) {
    return (
      (await tx.maybeOne(`select 1 from approvals where organization_id = $1 and id = $2 and status = 'pending'`, [
        orgId,
        message.subject_id,
      ])) !== null
    );
  }
  if (message.template === 'patient_silent') {
    return (
      (await tx.maybeOne(
        `select 1 from patient_treatment_plans where organization_id = $1 and id = $2 and status = 'active' and silent_since is not null`,
        [orgId, message.subject_id],
      )) !== null
    );
  }
  return true;
}

async function sessionStillOpen(tx: Tx, orgId: number, message: DeliveryRow, now: Date): Promise<boolean> {
  const row = await tx.maybeOne(
    `select 1 from patient_treatment_plans e where e.organization_id = $1 and e.id = $2 and e.status = 'active'
       and not exists (select 1 from patient_session_completions c where c.organization_id = e.organization_id and c.enrollment_id = e.id
         and c.status in ('completed', 'skipped') and c.local_date = ($3::timestamptz at time zone e.time_zone)::date)`,
    [orgId, message.subject_id, now],
  );
  return row !== null;
}
