// Shapes of answers that several features of the patient's side read.
export type EnrollmentStatus = 'pending_approval' | 'active' | 'paused' | 'completed' | 'expired' | 'cancelled' | 'rejected';

export interface Timer {
  readonly kind: string;
  readonly due_at: string;
  readonly why_code: string;
  readonly why_params: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Week {
  readonly index: number;
  readonly monday: string;
  readonly expected: number;
  readonly done: number;
  readonly skipped: number;
  readonly neutral: boolean;
  readonly met: boolean;
  readonly closed: boolean;
  readonly entries?: readonly { readonly local_date: string; readonly outcome: 'completed' | 'skipped' }[];
}

export interface NextSession {
  readonly session_key: string;
  readonly title: string;
  readonly number: number;
  readonly minutes: number;
  readonly exercise_count: number;
  readonly equipment: readonly string[];
  readonly cover_slug: string | null;
  /** Absent = may be started now. */
  readonly blocked?: { readonly code: 'day_full' | 'week_full' | 'not_active'; readonly next_free_day?: string | null } | null;
}

export interface OpenSession {
  readonly id: number;
  readonly started_at: string;
  readonly sets_done: number;
  readonly device_id: string | null;
}

export interface Enrollment {
  readonly id: number;
  readonly treatment_plan_id: number;
  readonly plan_name: string;
  readonly version: number;
  readonly status: EnrollmentStatus;
  readonly self_assigned: boolean;
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
  readonly sessions_total: number;
  readonly sessions_completed: number;
  readonly sessions_skipped: number;
  readonly start_date: string;
  readonly end_date: string;
  readonly time_zone: string;
  readonly preferred_weekdays: readonly number[];
  readonly reminder_time: string;
  readonly week_streak: number;
  readonly day_streak: number;
  readonly freezes: number;
  readonly adherence: { readonly met: number; readonly expected: number } | null;
  readonly stop_reason: string | null;
  readonly stop_note: string | null;
  readonly responsible_specialist: { readonly id: number; readonly display_name: string } | null;
  readonly rev: number;
}

export interface EnrollmentDetail extends Enrollment {
  readonly week: Week | null;
  readonly next_session: NextSession | null;
  readonly open_session: OpenSession | null;
  readonly timers: readonly Timer[];
}

export interface PlanExercise {
  readonly position: number;
  readonly exercise_id: number;
  readonly name: string;
  readonly slug: string | null;
  readonly params: ExerciseParamsWire;
}

export interface ExerciseParamsWire {
  readonly mode: 'reps' | 'duration';
  readonly sets: number;
  readonly reps?: number | null;
  readonly hold_seconds?: number | null;
  readonly rest_between_sets_seconds: number;
  readonly side?: 'left' | 'right' | 'both' | 'alternating' | null;
  readonly note_to_patient?: string | null;
}

export interface PlanSession {
  readonly key: string;
  readonly title: string;
  readonly from_week: number | null;
  readonly to_week: number | null;
  readonly minutes: number;
  readonly exercises: readonly PlanExercise[];
}
