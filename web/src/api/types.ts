import type { ExerciseParams } from '#domain/treatment-plans/prescription';

// Shapes of answers that several features of the patient's side read.
export type EnrollmentStatus = 'pending_approval' | 'active' | 'paused' | 'completed' | 'expired' | 'cancelled' | 'rejected';

export interface Enrollment {
  readonly id: number;
  readonly patient_id: number;
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
  readonly stop_reason: string | null;
  readonly stop_note?: string | null;
  readonly responsible_specialist_name?: string | null;
  readonly rev: number;
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
  readonly left_out?: boolean;
}

/** One step of "why, and what next": what happened, or what will happen and why. */
export interface TimelineStep {
  readonly at: string;
  readonly tense: 'past' | 'future';
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly actor_name: string | null;
}

/** A session that was begun, finished or skipped. */
export interface SessionRow {
  readonly id: number;
  readonly enrollment_id: number;
  readonly client_id: string;
  readonly session_key: string;
  readonly session_title: string;
  readonly status: 'started' | 'completed' | 'partial' | 'skipped';
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly local_date: string;
  readonly week: number;
  readonly late: boolean;
  readonly pain_before: number | null;
  readonly pain_after: number | null;
  readonly difficulty: string | null;
  readonly notes: string | null;
  readonly skip_reason: string | null;
  readonly device_id: string | null;
}

export interface EnrollmentProgress {
  readonly today: string;
  readonly sessions_total: number;
  readonly completed: number;
  readonly skipped: number;
  readonly weeks: readonly Week[];
  readonly current_week: Week | null;
  readonly phase: 'before_start' | 'lead_in' | 'running' | 'grace' | 'over';
  readonly end_date: string;
  readonly adherence: { readonly met: number; readonly expected: number } | null;
  readonly week_streak: number;
  readonly freezes: number;
  readonly day_streak: number;
  readonly left: number;
  readonly next_session_key: string | null;
  readonly next_free_day: string | null;
  readonly open_session: SessionRow | null;
  readonly timeline: readonly TimelineStep[];
}

export interface PlanExercise {
  readonly exercise_id: number;
  readonly exercise_revision: number;
  readonly name: string;
  readonly params: ExerciseParams;
  readonly seconds: number;
  readonly demo_slug: string | null;
  readonly video_url: string | null;
  readonly poster_url: string | null;
}

export interface PlanSession {
  readonly key: string;
  readonly title: string;
  readonly place: 'home' | 'clinic';
  readonly from_week: number | null;
  readonly to_week: number | null;
  readonly seconds: number;
  readonly exercises: readonly PlanExercise[];
}

export interface ScreeningQuestion {
  readonly key: string;
  readonly text: string;
}

export interface PlanContent {
  readonly name: string;
  readonly description: string | null;
  readonly condition: string | null;
  readonly body_regions: readonly string[];
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
  readonly sessions_total: number;
  readonly red_flag_questions: readonly ScreeningQuestion[];
  readonly contraindication_questions: readonly ScreeningQuestion[];
  readonly sessions: readonly PlanSession[];
}

export interface Exercise {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly equipment: readonly string[];
  readonly demo_slug: string | null;
  readonly video_url: string | null;
  readonly poster_url: string | null;
  readonly instructions: readonly { readonly locale: string; readonly phase: 'start' | 'move' | 'feel' | 'avoid'; readonly text: string }[];
  readonly easier: { readonly id: number; readonly name: string } | null;
}
