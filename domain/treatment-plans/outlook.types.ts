import type { ArmedTimer } from '#domain/shared/armed-timer';
import type { LocalDate } from '#domain/shared/local-date';
import type { Instant } from '#domain/shared/zoned-time';

/** Every kind of timer an enrollment may have ahead. */
export type TimerKind =
  | 'start'
  | 'reminder'
  | 'week_close'
  | 'silence'
  | 'pause_start'
  | 'pause_end'
  | 'abandon'
  | 'end'
  | 'grace_end'
  | 'follow_up';

/** A timer of an enrollment. */
export type EnrollmentTimer = ArmedTimer<TimerKind>;

interface Due {
  /** Stable per act: the same act asked for twice carries the same key (`reminder:2026-10-05`). */
  readonly key: string;
  /** When it fell due; never after `now`. */
  readonly due_at: Instant;
}

/** An act that is due now. After doing it the workflow must pass it to `settle`, which gives the next facts and the events. */
export type DueAction =
  | (Due & { readonly kind: 'start' })
  | (Due & { readonly kind: 'reminder'; readonly local_date: LocalDate; readonly left: number })
  | (Due & { readonly kind: 'reminder_dropped'; readonly local_date: LocalDate; readonly reason: 'quiet_hours' })
  | (Due & { readonly kind: 'week_close'; readonly week: ClosedWeek })
  | (Due & { readonly kind: 'silence'; readonly silent_since: Instant; readonly alert: number })
  | (Due & { readonly kind: 'pause_start' })
  | (Due & { readonly kind: 'pause_end' })
  | (Due & { readonly kind: 'abandon'; readonly session_id: number })
  | (Due & { readonly kind: 'end'; readonly outcome: 'completed' | 'expired'; readonly reason: 'total_reached' | 'end_date' })
  | (Due & { readonly kind: 'follow_up' });

/** A week as it stood when it closed. */
export interface ClosedWeek {
  readonly index: number;
  readonly monday: LocalDate;
  readonly done: number;
  readonly expected: number;
  readonly met: boolean;
  readonly neutral: boolean;
}

/** The answer to "what now, and what next?". `due` is in the order to act in; `timers` by time. */
export interface Outlook {
  readonly due: readonly DueAction[];
  readonly timers: readonly EnrollmentTimer[];
}
