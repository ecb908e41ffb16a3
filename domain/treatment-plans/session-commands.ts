import type { Instant } from '#domain/shared/zoned-time';
import type { Refusal, Verdict } from './enrollment-commands';
import { isFinal, SKIP_REASONS, type EnrollmentFacts, type SessionEntry, type SkipReason } from './enrollment-facts';
import { finishEnrollment, outcomeOf } from './finish-enrollment';
import { localDateAt, zoneAt } from './local-timeline';
import { progressAt, roomFor } from './progress';
import { entriesUntil } from './enrollment-calendar';
import { accepted, refused } from './verdict';

function notStarted(facts: EnrollmentFacts, sessionId: number): Refusal {
  return refused('session_not_started', 'This session is not in progress. Start it first, or reload to see where it stands.', {
    session_id: sessionId,
    open_session_id: facts.open_session?.session_id ?? null,
  });
}

function mustBeActive(facts: EnrollmentFacts, now: Instant): Refusal | null {
  if (facts.status !== 'active') {
    const hint = facts.status === 'paused' ? 'Resume it first.' : 'It takes no sessions in this state.';
    return refused('not_active', `The plan is ${facts.status.replace('_', ' ')}. ${hint}`, { status: facts.status });
  }
  if (localDateAt(facts.zones, now) < facts.start_date) {
    return refused('not_active', `The plan starts on ${facts.start_date}. Sessions can be done from that day on.`, {
      status: facts.status,
      start_date: facts.start_date,
    });
  }
  return null;
}

function noTemplate(): Refusal {
  return refused('illegal_transition', 'The plan holds no session for this week. The specialist has to change the plan.');
}

/** Starts the next session in order; at most one is in progress, and day and week must have room (409 with the next free day). */
export function startSession(facts: EnrollmentFacts, sessionId: number, deviceId: string | null, now: Instant): Verdict {
  const stopped = mustBeActive(facts, now);
  if (stopped !== null) return stopped;
  if (facts.open_session !== null) {
    return refused('session_already_started', 'A session is already in progress. Continue it, or leave it first.', {
      open_session_id: facts.open_session.session_id,
    });
  }
  const room = roomFor(facts, entriesUntil(facts, now), localDateAt(facts.zones, now));
  const progress = progressAt(facts, now);
  if (room.week_full || room.day_full) {
    const what = room.week_full ? 'this week' : 'today';
    const next =
      progress.next_free_day === null ? 'The plan ends before the next free day.' : `Next free day: ${progress.next_free_day}.`;
    return refused(room.week_full ? 'week_full' : 'day_full', `No more sessions can be done ${what}. ${next}`, {
      next_free_day: progress.next_free_day,
    });
  }
  const key = progress.next_template_key;
  if (key === null) return noTemplate();
  const next: EnrollmentFacts = {
    ...facts,
    open_session: { session_id: sessionId, template_key: key, started_at: now, last_activity_at: now, device_id: deviceId },
    last_sign_of_life_at: now,
  };
  return accepted(next, [{ name: 'treatment_plan.session_started', session_id: sessionId, template_key: key }]);
}

/** Another device goes on with the session in progress; the later one wins. */
export function takeOverSession(facts: EnrollmentFacts, sessionId: number, deviceId: string | null, now: Instant): Verdict {
  const open = facts.open_session;
  if (open === null || open.session_id !== sessionId) return notStarted(facts, sessionId);
  return accepted({ ...facts, open_session: { ...open, device_id: deviceId, last_activity_at: now }, last_sign_of_life_at: now });
}

/** A set was saved: the abandon clock starts again. Late news of a session no longer open changes nothing. */
export function touchSession(facts: EnrollmentFacts, sessionId: number, now: Instant): Verdict {
  const open = facts.open_session;
  if (open === null || open.session_id !== sessionId) return accepted(facts);
  return accepted({ ...facts, open_session: { ...open, last_activity_at: now }, last_sign_of_life_at: now });
}

function entryOf(
  facts: EnrollmentFacts,
  sessionId: number,
  key: string,
  outcome: SessionEntry['outcome'],
  now: Instant,
): SessionEntry {
  return {
    session_id: sessionId,
    template_key: key,
    outcome,
    at: now,
    zone: zoneAt(facts.zones, now),
    local_date: localDateAt(facts.zones, now),
    late: progressAt(facts, now).phase === 'grace',
  };
}

function withEntry(facts: EnrollmentFacts, entry: SessionEntry): EnrollmentFacts {
  return { ...facts, entries: [...facts.entries, entry], open_session: null, last_sign_of_life_at: entry.at };
}

function afterEntry(facts: EnrollmentFacts, now: Instant, event: Parameters<typeof accepted>[1]): Verdict {
  const total = facts.frequency_per_week * facts.duration_weeks;
  if (facts.entries.length < total) return accepted(facts, event);
  const finished = finishEnrollment(facts, outcomeOf(facts, now), { at: now, reason: 'total_reached', note: null });
  return accepted(finished.facts, [...(event ?? []), ...finished.events]);
}

/** Counts the session in progress; the last one of the total ends the enrollment. Allowed while paused: work done counts. */
export function completeSession(facts: EnrollmentFacts, sessionId: number, now: Instant): Verdict {
  if (isFinal(facts.status)) return refused('not_active', `The plan has ended (${facts.status}).`, { status: facts.status });
  const open = facts.open_session;
  if (open === null || open.session_id !== sessionId) return notStarted(facts, sessionId);
  const entry = entryOf(facts, sessionId, open.template_key, 'completed', now);
  const next = withEntry(facts, entry);
  const number = next.entries.filter((each) => each.outcome === 'completed').length;
  const { template_key, local_date, late } = entry;
  return afterEntry(next, now, [
    { name: 'treatment_plan.session_completed', session_id: sessionId, template_key, local_date, late, number },
  ]);
}

/** Uses one slot of week and total without being a completion; day and week limits do not apply to it. */
export function skipSession(facts: EnrollmentFacts, sessionId: number, reason: SkipReason, now: Instant): Verdict {
  const stopped = mustBeActive(facts, now);
  if (stopped !== null) return stopped;
  if (!SKIP_REASONS.includes(reason)) {
    return refused('reason_required', `Say why the session is skipped: ${SKIP_REASONS.join(', ')}.`);
  }
  const open = facts.open_session;
  if (open !== null && open.session_id !== sessionId) {
    return refused('session_already_started', 'A session is in progress. Finish, leave or skip that one first.', {
      open_session_id: open.session_id,
    });
  }
  const key = open?.template_key ?? progressAt(facts, now).next_template_key;
  if (key === null) return noTemplate();
  const next = withEntry(facts, entryOf(facts, sessionId, key, 'skipped', now));
  return afterEntry(next, now, [{ name: 'treatment_plan.session_skipped', session_id: sessionId, template_key: key, reason }]);
}

/** Leaves the session in progress as partial: its sets stay, the slot is open again, the same template comes next. */
export function abandonSession(facts: EnrollmentFacts, sessionId: number): Verdict {
  if (facts.open_session === null || facts.open_session.session_id !== sessionId) return notStarted(facts, sessionId);
  return accepted({ ...facts, open_session: null });
}
