import type { Enrollment as PatientEnrollment, GuideSession, SessionRow } from '../../api/types';

export interface PatientSummary {
  readonly id: number;
  readonly display_name: string;
  readonly birth_date: string | null;
  readonly responsible_specialist_id: number | null;
  readonly responsible_specialist_name: string | null;
  readonly status: 'active' | 'archived';
  readonly onboarding: 'none' | 'invited' | 'onboarded';
  readonly created_at: string;
}

export interface Patient extends PatientSummary {
  readonly user_id: number | null;
  readonly email: string | null;
  readonly phone: string;
  readonly time_zone: string;
  readonly locale: string;
  readonly preferred_weekdays: readonly number[];
  readonly reminder_time: string;
  readonly onboarded_at: string | null;
  readonly rev: number;
}

export interface NewPatient {
  readonly display_name: string;
  readonly email: string | null;
  readonly phone: string;
  readonly birth_date: string | null;
  readonly responsible_specialist_id: number | null;
  readonly invite?: boolean;
}

export interface Specialist {
  readonly id: number;
  readonly display_name: string;
  readonly title: string;
}

/** What the console reads of an enrollment besides what its patient does. */
export interface Enrollment extends PatientEnrollment {
  readonly patient_name: string;
  readonly approval_id: number | null;
  readonly silent_since: string | null;
  readonly last_activity_at: string | null;
  readonly ended_at: string | null;
}

export interface HurtReport {
  readonly id: number;
  readonly completion_id: number;
  readonly exercise_id: number;
  readonly exercise_name: string;
  readonly body_area: string;
  readonly severity: number;
  readonly action: string;
  readonly note: string | null;
  readonly reported_at: string;
}

export interface SetLog {
  readonly id: number;
  readonly exercise_id: number;
  readonly exercise_position: number;
  readonly set_number: number;
  readonly side: 'both' | 'left' | 'right';
  readonly amends_id: number | null;
  readonly actual_reps: number | null;
  readonly actual_seconds: number | null;
  readonly skipped: boolean;
  readonly skip_reason: string | null;
}

export interface SessionDetail {
  readonly session: SessionRow;
  readonly guide: GuideSession | null;
  readonly logs: readonly SetLog[];
}

export interface PlanChoice {
  readonly id: number;
  readonly name: string;
  readonly condition: string | null;
  readonly scope: string;
  readonly patient: { readonly id: number; readonly name: string } | null;
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
  readonly requires_approval: boolean;
  readonly status: string;
  readonly version: number | null;
}

export interface Service {
  readonly id: number;
  readonly name: string;
  readonly telerehab_access: boolean;
  readonly library_access: boolean;
  readonly duration_days: number | null;
  readonly session_count: number | null;
}

export interface Grant {
  readonly id: number;
  readonly service_plan: {
    readonly id: number;
    readonly name: string;
    readonly telerehab_access: boolean;
    readonly library_access: boolean;
    readonly session_count: number | null;
  };
  readonly status: string;
  readonly starts_at: string;
  readonly ends_at: string | null;
  readonly sessions_used: number;
  readonly cancel_reason: string | null;
}

export interface AccessEntry {
  readonly id: number;
  readonly at: string;
  readonly actor_name: string | null;
  readonly on_behalf_by_name: string | null;
  readonly roles: readonly string[];
  readonly action: string;
  readonly entity: string;
}
