import type { Ctx } from '#core/kernel/ctx';
import type { Tx } from '#core/kernel/tx';
import { visiblePatients } from '#core/patients/patients.policy';
import type { EnrollmentFilter, EnrollmentRow } from './enrollment.types';

const columns = `e.id, e.patient_id, p.display_name as patient_name, e.treatment_plan_id, e.version, e.plan_name, e.content_hash, e.assigned_by, e.self_assigned,
  e.responsible_specialist_id, e.previous_enrollment_id, e.approval_id, e.frequency_per_week, e.duration_weeks, e.sessions_total, e.start_date, e.end_date, e.time_zone,
  e.preferred_weekdays, to_char(e.reminder_time, 'HH24:MI') as reminder_time, e.status, e.stop_reason, e.sessions_completed, e.sessions_skipped, e.week_streak,
  e.day_streak, e.freezes, e.adherence_met, e.adherence_expected, e.last_activity_at, e.silent_since, e.rev, e.created_at, e.activated_at, e.ended_at`;
const source = 'from patient_treatment_plans e join patients p on p.organization_id = e.organization_id and p.id = e.patient_id';

export async function findEnrollmentRow(tx: Tx, orgId: number, enrollmentId: number): Promise<EnrollmentRow | null> {
  return tx.maybeOne<EnrollmentRow>(`select ${columns} ${source} where e.organization_id = $1 and e.id = $2`, [
    orgId,
    enrollmentId,
  ]);
}

/** The same, walled to the patients the caller may see: one statement for the hottest read. */
export async function findVisibleEnrollmentRow(
  tx: Tx,
  ctx: Ctx,
  orgId: number,
  enrollmentId: number,
): Promise<EnrollmentRow | null> {
  const wall = visiblePatients(ctx, 'p', 3);
  return tx.maybeOne<EnrollmentRow>(`select ${columns} ${source} where e.organization_id = $1 and e.id = $2 and ${wall.sql}`, [
    orgId,
    enrollmentId,
    ...wall.params,
  ]);
}

/** Newest first, keyset by id; walled to the patients the caller may see. */
export async function listEnrollmentRows(tx: Tx, ctx: Ctx, orgId: number, filter: EnrollmentFilter): Promise<EnrollmentRow[]> {
  const wall = visiblePatients(ctx, 'p', 8);
  return tx.query<EnrollmentRow>(
    `select ${columns} ${source} where e.organization_id = $1
       and ($2::bigint is null or e.patient_id = $2) and ($3::bigint is null or e.responsible_specialist_id = $3)
       and ($4::bigint is null or e.treatment_plan_id = $4) and (cardinality($5::text[]) = 0 or e.status = any ($5))
       and ($6::bigint is null or e.id < $6) and ${wall.sql} order by e.id desc limit $7`,
    [
      orgId,
      filter.patientId,
      filter.specialistId,
      filter.planId,
      [...filter.statuses],
      filter.beforeId,
      filter.limit,
      ...wall.params,
    ],
  );
}
