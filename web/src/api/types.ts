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
  readonly adherence: { readonly met: number; readonly expected: number } | null;
  readonly stop_reason: string | null;
  readonly responsible_specialist_id: number | null;
  readonly rev: number;
}

export interface Week {
  readonly week: number;
  readonly monday: string;
  readonly sunday: string;
  readonly expected: number;
  readonly done: number;
  readonly skipped: number;
  readonly neutral: boolean;
  readonly met: boolean;
  readonly closed: boolean;
  readonly done_on: readonly string[];
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

export type InstructionPhase = 'start' | 'move' | 'feel' | 'avoid';

export interface GuideExercise {
  readonly position: number;
  readonly exercise_id: number;
  readonly name: string;
  readonly demo_slug: string | null;
  readonly video_url: string | null;
  readonly poster_url: string | null;
  readonly equipment: readonly string[];
  readonly params: ExerciseParams;
  readonly instructions: readonly { readonly phase: InstructionPhase; readonly text: string }[];
  readonly easier_exercise_id: number | null;
  readonly easier_name: string | null;
}

/** A session of the plan with the live content of its exercises: everything the player shows. */
export interface GuideSession {
  readonly key: string;
  readonly title: string;
  readonly place: 'home' | 'clinic';
  readonly estimated_seconds: number;
  readonly exercises: readonly GuideExercise[];
}

export interface EnrollmentProgress {
  readonly enrollment: Enrollment;
  readonly today: string;
  readonly phase: 'before_start' | 'lead_in' | 'running' | 'grace' | 'over';
  readonly weeks: readonly Week[];
  readonly current_week: number | null;
  readonly left: number;
  readonly days_left: number;
  readonly next_free_day: string | null;
  readonly next_session: GuideSession | null;
  readonly open_session_id: number | null;
  readonly timeline: readonly TimelineStep[];
}

/** A session as a plan of the library shows it. */
export interface PlanSession {
  readonly key: string;
  readonly title: string;
  readonly from_week: number | null;
  readonly to_week: number | null;
  readonly seconds: number;
  readonly exercises: readonly { readonly name: string; readonly demo_slug: string | null; readonly params: ExerciseParams }[];
}

export interface ScreeningQuestion {
  readonly key: string;
  readonly text: string;
}

export interface PlanContent {
  readonly description: string | null;
  readonly red_flag_questions: readonly ScreeningQuestion[];
  readonly contraindication_questions: readonly ScreeningQuestion[];
  readonly sessions: readonly PlanSession[];
}

/** Where an enrollment stands after an act. */
export interface Standing {
  readonly enrollment_id: number;
  readonly status: EnrollmentStatus;
  readonly rev: number;
  readonly completion_id: number | null;
}

export interface Exercise {
  readonly id: number;
  readonly name: string;
  readonly demo_slug: string | null;
  readonly video_url: string | null;
  readonly poster_url: string | null;
  readonly instructions: readonly { readonly locale: string; readonly phase: InstructionPhase; readonly text: string }[];
  readonly easier: { readonly id: number; readonly name: string } | null;
}
