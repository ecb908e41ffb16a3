import type { IsoWeekday, LocalDate } from '#domain/shared/local-date';
import type { Instant, WallTime } from '#domain/shared/zoned-time';

/*
 * Shapes that are stored or sent are snake_case, as in SQL and JSON; instants are epoch milliseconds, dates `YYYY-MM-DD`.
 * Source of every rule here: plan-semantics §1–4.
 */

/** The lifecycle states of an enrollment. The last four are final. */
export const ENROLLMENT_STATUSES = [
  'pending_approval',
  'active',
  'paused',
  'completed',
  'expired',
  'cancelled',
  'rejected',
] as const;
/** A lifecycle state. */
export type EnrollmentStatus = (typeof ENROLLMENT_STATUSES)[number];

/** Whether nothing can change the status any more. */
export function isFinal(status: EnrollmentStatus): boolean {
  return status === 'completed' || status === 'expired' || status === 'cancelled' || status === 'rejected';
}

/** Why somebody ended an enrollment by hand. */
export type StopReason = 'graduated' | 'better' | 'unsuitable' | 'lapsed' | 'other';

/** Why a session was skipped. */
export const SKIP_REASONS = ['pain', 'time', 'equipment', 'other'] as const;
/** A reason to skip. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** From `since` on the patient lives in `zone`. The first period also holds for everything before it. */
export interface ZonePeriod {
  readonly since: Instant;
  readonly zone: string;
}

/** Paused from `from` up to, not including, `until`; null is open. `from` may lie ahead (a planned pause). */
export interface PausePeriod {
  readonly from: Instant;
  readonly until: Instant | null;
}

/** A completion or skip, with the zone and local date it had when made; both stay when the zone changes later. */
export interface SessionEntry {
  readonly session_id: number;
  readonly template_key: string;
  readonly outcome: 'completed' | 'skipped';
  readonly at: Instant;
  readonly zone: string;
  readonly local_date: LocalDate;
  /** Made in the grace after the end date. */
  readonly late: boolean;
}

/** The session in progress. At most one exists per enrollment. */
export interface OpenSession {
  readonly session_id: number;
  readonly template_key: string;
  readonly started_at: Instant;
  /** Last saved set, hand-over or start: the abandon clock runs from here. */
  readonly last_activity_at: Instant;
  readonly device_id: string | null;
}

/** Order and week range of a template session; a null bound is open. */
export interface TemplateRange {
  readonly key: string;
  readonly from_week: number | null;
  readonly to_week: number | null;
}

/** When the patient wants to be reminded. */
export interface ReminderPreferences {
  readonly weekdays: readonly IsoWeekday[];
  readonly time: WallTime;
}

/** The organization policies an enrollment reads; durations are ISO 8601. See `domain/organizations/policies`. */
export interface EnrollmentPolicies {
  /** Null means ⌈f / 7⌉. */
  readonly max_per_day: number | null;
  readonly extra_per_week: number;
  readonly abandon_after: string;
  readonly completion_threshold: number;
  readonly grace: string;
  readonly follow_up_after: string;
  readonly silence_after: string;
  readonly silence_repeat: string;
  readonly silence_repeat_max: number;
  readonly quiet_start: WallTime;
  readonly quiet_end: WallTime;
}

/** How the enrollment ended. */
export interface Ending {
  readonly at: Instant;
  readonly reason: StopReason | 'total_reached' | 'end_date' | 'rejected' | 'withdrawn' | 'approval_expired';
  readonly note: string | null;
}

/** What was already done about timers, so that nothing happens twice. Must be changed through `settle` only. */
export interface TimerLedger {
  /** How many weeks W1…Wk have raised `week_closed`. */
  readonly weeks_closed: number;
  /** Last local date for which a reminder was sent or dropped. */
  readonly reminded_on: LocalDate | null;
  /** Alerts raised for the silence that began at `since`. */
  readonly silence: { readonly since: Instant; readonly alerts: number };
  /** The start of a course that lay ahead was announced. */
  readonly started: boolean;
  readonly followed_up: boolean;
}

/** Everything the rules need to know about one enrollment. The enrollment workflow holds it; it is plain JSON. */
export interface EnrollmentFacts {
  readonly enrollment_id: number;
  readonly status: EnrollmentStatus;
  readonly created_at: Instant;
  /** First moment it was active; null while it waits for approval. */
  readonly activated_at: Instant | null;
  readonly start_date: LocalDate;
  /** f: sessions per week, 1 to 14. */
  readonly frequency_per_week: number;
  /** n: weeks, 1 to 52. */
  readonly duration_weeks: number;
  readonly templates: readonly TemplateRange[];
  /** In order of `since`, never empty. */
  readonly zones: readonly [ZonePeriod, ...ZonePeriod[]];
  /** In order of `from`, not overlapping. */
  readonly pauses: readonly PausePeriod[];
  /** In order of `at`. */
  readonly entries: readonly SessionEntry[];
  readonly open_session: OpenSession | null;
  readonly preferences: ReminderPreferences;
  readonly policies: EnrollmentPolicies;
  /** Last start, completion, skip or message from the patient; null before the first. */
  readonly last_sign_of_life_at: Instant | null;
  readonly ended: Ending | null;
  readonly ledger: TimerLedger;
}
