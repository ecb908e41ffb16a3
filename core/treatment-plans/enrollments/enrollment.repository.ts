import type { Tx } from '#core/kernel/tx';
import type { IsoWeekday } from '#domain/shared/local-date';
import type { EnrollmentStatus } from '#domain/treatment-plans/enrollment-facts';

/** One enrollment as lists and pages show it: the projection its process wrote. */
export interface EnrollmentRow {
  id: number;
  patient_id: number;
  patient_name: string;
  treatment_plan_id: number;
  version: number;
  plan_name: string;
  content_hash: string;
  assigned_by: number | null;
  self_assigned: boolean;
  responsible_specialist_id: number | null;
  previous_enrollment_id: number | null;
  approval_id: number | null;
  frequency_per_week: number;
  duration_weeks: number;
  sessions_total: number;
  start_date: string;
  end_date: string;
  time_zone: string;
  preferred_weekdays: IsoWeekday[];
  reminder_time: string;
  status: EnrollmentStatus;
  stop_reason: string | null;
  sessions_completed: number;
  sessions_skipped: number;
  week_streak: number;
  day_streak: number;
  freezes: number;
  adherence_met: number | null;
  adherence_expected: number | null;
  last_activity_at: Date | null;
  silent_since: Date | null;
  rev: number;
  created_at: Date;
  activated_at: Date | null;
  ended_at: Date | null;
}

const columns = `e.id, e.patient_id, p.display_name as patient_name, e.treatment_plan_id, e.version, e.plan_name, e.content_hash, e.assigned_by, e.self_assigned,
  e.responsible_specialist_id, e.previous_enrollment_id, e.approval_id, e.frequency_per_week, e.duration_weeks, e.sessions_total, e.start_date, e.end_date, e.time_zone,
  e.preferred_weekdays, to_char(e.reminder_time, 'HH24:MI') as reminder_time, e.status, e.stop_reason, e.sessions_completed, e.sessions_skipped, e.week_streak,
  e.day_streak, e.freezes, e.adherence_met, e.adherence_expected, e.last_activity_at, e.silent_since, e.rev, e.created_at, e.activated_at, e.ended_at`;
const source = 'from patient_treatment_plans e join patients p on p.organization_id = e.organization_id and p.id = e.patient_id';

export async function findEnrollmentRow(tx: Tx, orgId: number, enrollmentId: number): Promise<EnrollmentRow | null> {
  return tx.maybeOne<EnrollmentRow>(`select ${columns} ${source} where e.organization_id = $1 and e.id = $2`, [orgId, enrollmentId]);
}

export interface EnrollmentFilter {
  patientId: number | null;
  specialistId: number | null;
  planId: number | null;
  statuses: readonly EnrollmentStatus[];
  /** Ids below this one; null starts at the newest. */
  beforeId: number | null;
  limit: number;
}

/** Newest first, keyset by id. */
export async function listEnrollmentRows(tx: Tx, orgId: number, filter: EnrollmentFilter): Promise<EnrollmentRow[]> {
  return tx.query<EnrollmentRow>(
    `select ${columns} ${source} where e.organization_id = $1
       and ($2::bigint is null or e.patient_id = $2) and ($3::bigint is null or e.responsible_specialist_id = $3)
       and ($4::bigint is null or e.treatment_plan_id = $4) and (cardinality($5::text[]) = 0 or e.status = any ($5))
       and ($6::bigint is null or e.id < $6) order by e.id desc limit $7`,
    [orgId, filter.patientId, filter.specialistId, filter.planId, [...filter.statuses], filter.beforeId, filter.limit],
  );
}
