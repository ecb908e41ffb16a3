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

export interface EnrollmentFilter {
  patientId: number | null;
  specialistId: number | null;
  planId: number | null;
  statuses: readonly EnrollmentStatus[];
  /** Ids below this one; null starts at the newest. */
  beforeId: number | null;
  limit: number;
}
