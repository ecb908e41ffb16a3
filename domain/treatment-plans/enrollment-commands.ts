import type { WhyParams } from '#domain/shared/armed-timer';
import type { LocalDate } from '#domain/shared/local-date';
import type { Instant } from '#domain/shared/zoned-time';
import type { ClosedWeek } from './outlook.types';
import type {
  EnrollmentFacts,
  EnrollmentPolicies,
  ReminderPreferences,
  SkipReason,
  StopReason,
  TemplateRange,
} from './enrollment-facts';

/** What may be asked of an enrollment. Each carries only what its verdict needs; who asked is the caller's matter. */
export type EnrollmentCommand =
  | { readonly kind: 'approve' }
  | { readonly kind: 'reject'; readonly reason: string; readonly expired?: boolean }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'pause'; readonly reason: string | null; readonly from?: Instant; readonly until?: Instant | null }
  | { readonly kind: 'resume' }
  | { readonly kind: 'complete'; readonly reason: StopReason; readonly note: string | null }
  | { readonly kind: 'cancel'; readonly reason: StopReason; readonly note: string | null }
  | { readonly kind: 'start_session'; readonly session_id: number; readonly device_id: string | null }
  | { readonly kind: 'take_over_session'; readonly session_id: number; readonly device_id: string | null }
  | { readonly kind: 'touch_session'; readonly session_id: number }
  | { readonly kind: 'complete_session'; readonly session_id: number }
  | { readonly kind: 'skip_session'; readonly session_id: number; readonly reason: SkipReason }
  | { readonly kind: 'abandon_session'; readonly session_id: number }
  | { readonly kind: 'message' }
  | { readonly kind: 'change_preferences'; readonly preferences: ReminderPreferences }
  | { readonly kind: 'change_zone'; readonly zone: string }
  | { readonly kind: 'change_policies'; readonly policies: EnrollmentPolicies };

/** What must be known to open an enrollment. */
export interface OpenEnrollment {
  readonly enrollment_id: number;
  readonly start_date: LocalDate;
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
  readonly templates: readonly TemplateRange[];
  readonly zone: string;
  readonly preferences: ReminderPreferences | null;
  readonly policies: EnrollmentPolicies;
  readonly needs_approval: boolean;
}

/** Events an enrollment raises (TP-25); names are those of the event catalogue. Payloads hold ids and numbers only. */
export type EnrollmentEvent =
  | { readonly name: 'treatment_plan.assigned'; readonly start_date: LocalDate }
  | { readonly name: 'treatment_plan.approval_requested' }
  | { readonly name: 'treatment_plan.activated' }
  | { readonly name: 'treatment_plan.rejected'; readonly reason: 'rejected' | 'approval_expired' }
  | { readonly name: 'treatment_plan.paused'; readonly until: Instant | null }
  | { readonly name: 'treatment_plan.resumed' }
  | { readonly name: 'treatment_plan.session_started'; readonly session_id: number; readonly template_key: string }
  | {
      readonly name: 'treatment_plan.session_completed';
      readonly session_id: number;
      readonly template_key: string;
      readonly local_date: LocalDate;
      readonly late: boolean;
      readonly number: number;
    }
  | {
      readonly name: 'treatment_plan.session_skipped';
      readonly session_id: number;
      readonly template_key: string;
      readonly reason: SkipReason;
    }
  | ({ readonly name: 'treatment_plan.week_closed' } & ClosedWeek)
  | { readonly name: 'treatment_plan.silent'; readonly silent_since: Instant; readonly alert: number }
  | { readonly name: 'treatment_plan.completed'; readonly reason: string; readonly completed: number; readonly total: number }
  | { readonly name: 'treatment_plan.expired'; readonly completed: number; readonly total: number }
  | { readonly name: 'treatment_plan.cancelled'; readonly reason: string };

/** Why a command was refused; each is also a problem code of the API. */
export type RefusalCode =
  | 'illegal_transition'
  | 'day_full'
  | 'week_full'
  | 'session_already_started'
  | 'session_not_started'
  | 'already_decided'
  | 'reason_required'
  | 'not_active'
  | 'invalid_preferences'
  | 'invalid_zone'
  | 'invalid_pause';

/** A refusal says why and what to do next; `extra` becomes problem+json members (`next_free_day`, `status`, …). */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly detail: string;
  readonly extra: WhyParams;
}

/** The answer to a command: the next facts with the events to raise, or a refusal that changes nothing. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly facts: EnrollmentFacts; readonly events: readonly EnrollmentEvent[] }
  | Refusal;
