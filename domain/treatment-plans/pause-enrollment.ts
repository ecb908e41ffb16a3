import type { Instant } from '#domain/shared/zoned-time';
import type { Verdict } from './enrollment-commands';
import type { EnrollmentFacts } from './enrollment-facts';
import { accepted, refused } from './verdict';

/** Longest planned pause, so that a slip of the pen does not put a course to sleep for years. */
const MAX_PAUSE_MS = 366 * 86_400_000;

/**
 * Pauses now, or plans a pause ahead (which replaces an earlier plan). Must be given an active enrollment. With `until` it ends by
 * itself at that instant; without, by a resume.
 */
export function pauseEnrollment(facts: EnrollmentFacts, from: Instant, until: Instant | null, now: Instant): Verdict {
  const start = Math.max(from, now);
  if (until !== null && (until <= start || until - start > MAX_PAUSE_MS)) {
    return refused('invalid_pause', 'A pause must end after it starts and last at most a year.');
  }
  if (start - now > MAX_PAUSE_MS) return refused('invalid_pause', 'A pause can be planned at most a year ahead.');
  const past = facts.pauses.filter((pause) => pause.from < now && (pause.until === null || pause.until <= now));
  const next: EnrollmentFacts = { ...facts, pauses: [...past, { from: start, until }] };
  if (start > now) return accepted(next);
  return accepted({ ...next, status: 'paused' }, [{ name: 'treatment_plan.paused', until }]);
}

/** Ends the running pause, or drops a planned one; null when there is neither. */
export function resumeEnrollment(facts: EnrollmentFacts, now: Instant): Verdict | null {
  if (facts.status === 'paused') {
    const pauses = facts.pauses
      .filter((pause) => pause.from < now)
      .map((pause) => (pause.until === null || pause.until > now ? { ...pause, until: now } : pause));
    return accepted({ ...facts, status: 'active', pauses }, [{ name: 'treatment_plan.resumed' }]);
  }
  const planned = facts.pauses.filter((pause) => pause.from > now);
  if (facts.status !== 'active' || planned.length === 0) return null;
  return accepted({ ...facts, pauses: facts.pauses.filter((pause) => pause.from <= now) });
}
