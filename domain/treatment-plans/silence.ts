import { durationMs } from '#domain/shared/duration';
import type { Instant } from '#domain/shared/zoned-time';
import type { EnrollmentFacts } from './enrollment-facts';
import { afterUnpausedTime, firstInstantOf } from './local-timeline';

/** Where the silence of an enrollment stands. */
export interface SilenceState {
  readonly since: Instant;
  /** Alerts raised for this silence. */
  readonly alerts: number;
  /** When the next alert is due; null when no more will come, or an open pause holds the clock. */
  readonly next_at: Instant | null;
}

/** Since when the patient has been silent: the last sign of life, but never before the course ran and had started. */
function silentSince(facts: EnrollmentFacts): Instant {
  const running = Math.max(facts.activated_at ?? facts.created_at, firstInstantOf(facts.zones, facts.start_date));
  return Math.max(running, facts.last_sign_of_life_at ?? running);
}

function alertAt(facts: EnrollmentFacts, since: Instant, alert: number): Instant | null {
  const { silence_after: after, silence_repeat: repeat } = facts.policies;
  return afterUnpausedTime(facts.pauses, since, durationMs(after) + (alert - 1) * durationMs(repeat));
}

/** The silence clock: first alert after `silence.after` of unpaused time, then `silence.repeat_max` repeats (plan-semantics §4). */
export function silenceState(facts: EnrollmentFacts): SilenceState {
  const since = silentSince(facts);
  const alerts = facts.ledger.silence.since === since ? facts.ledger.silence.alerts : 0;
  const exhausted = alerts >= 1 + facts.policies.silence_repeat_max;
  return { since, alerts, next_at: exhausted ? null : alertAt(facts, since, alerts + 1) };
}

/**
 * The number of the latest alert that is due, so that a process that slept through several raises one and not a burst; null when
 * none is.
 */
export function dueSilenceAlert(facts: EnrollmentFacts, now: Instant): { readonly alert: number; readonly at: Instant } | null {
  const { since, alerts } = silenceState(facts);
  let latest: { alert: number; at: Instant } | null = null;
  for (let alert = alerts + 1; alert <= 1 + facts.policies.silence_repeat_max; alert += 1) {
    const at = alertAt(facts, since, alert);
    if (at === null || at > now) break;
    latest = { alert, at };
  }
  return latest;
}
