import type { LocalDate } from '#domain/shared/local-date';
import type { Instant } from '#domain/shared/zoned-time';

/** One ISO week of an enrollment as of a moment. */
export interface EnrollmentWeek {
  /** Calendar position: 0 is the lead-in, 1 the first whole week. Neutral weeks are counted here. */
  readonly index: number;
  /** Position in the plan (1…n): neutral weeks do not advance it, the lead-in counts as 1. Template week ranges use this. */
  readonly plan_week: number;
  readonly monday: LocalDate;
  readonly sunday: LocalDate;
  /** Local Sunday 24:00. */
  readonly closes_at: Instant;
  readonly done: number;
  readonly skipped: number;
  readonly expected: number;
  readonly paused_days: number;
  readonly neutral: boolean;
  readonly met: boolean;
  readonly closed: boolean;
  /** The enrollment ended inside this week while it was short: it counts for nothing. */
  readonly left_out: boolean;
}

/** A ratio of whole numbers; shown as a percentage only where it is shown. */
export interface Adherence {
  readonly met: number;
  readonly expected: number;
}

/** Progress of an enrollment as of a moment. */
export interface EnrollmentProgress {
  readonly as_of: Instant;
  readonly today: LocalDate;
  readonly sessions_total: number;
  readonly completed: number;
  readonly skipped: number;
  readonly weeks: readonly EnrollmentWeek[];
  readonly current_week: EnrollmentWeek | null;
  readonly phase: 'before_start' | 'lead_in' | 'running' | 'grace' | 'over';
  readonly end_date: LocalDate;
  readonly days_left: number;
  readonly adherence: Adherence | null;
  readonly week_streak: number;
  readonly freezes: number;
  readonly day_streak: number;
  /** Sessions still expected this week: expected − done − skipped, never negative. */
  readonly left: number;
  readonly next_template_key: string | null;
  /** First local date on which one more session may be completed; null when the enrollment will be over. */
  readonly next_free_day: LocalDate | null;
}
