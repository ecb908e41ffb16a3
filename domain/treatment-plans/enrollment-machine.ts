import { assertNever } from '#domain/shared/assert-never';
import { isTimeZone, isWallTime, type Instant } from '#domain/shared/zoned-time';
import type { EnrollmentCommand, Verdict } from './enrollment-commands';
import { isFinal, type EnrollmentFacts, type ReminderPreferences, type StopReason } from './enrollment-facts';
import { finishEnrollment } from './finish-enrollment';
import { localDateAt } from './local-timeline';
import { pauseEnrollment, resumeEnrollment } from './pause-enrollment';
import { abandonSession, completeSession, skipSession, startSession, takeOverSession, touchSession } from './session-commands';
import { accepted, refused } from './verdict';

function illegal(facts: EnrollmentFacts, wish: string): Verdict {
  const why = isFinal(facts.status) ? 'has ended and never changes again' : `is ${facts.status.replace('_', ' ')}`;
  return refused('illegal_transition', `The plan cannot be ${wish}: it ${why}.`, { status: facts.status });
}

function approve(facts: EnrollmentFacts, now: Instant): Verdict {
  if (facts.status !== 'pending_approval') return alreadyDecided(facts);
  const today = localDateAt(facts.zones, now);
  // A start that passed while the approval was awaited moves to today: nothing can be expected of days on which nothing was
  // allowed. A start that already lay back when it was asked for (a running course taken over) stays.
  const waitedPastStart = facts.start_date >= localDateAt(facts.zones, facts.created_at) && facts.start_date < today;
  const startDate = waitedPastStart ? today : facts.start_date;
  const next: EnrollmentFacts = {
    ...facts,
    status: 'active',
    activated_at: now,
    start_date: startDate,
    ledger: { ...facts.ledger, started: startDate <= today },
  };
  return accepted(next, [{ name: 'treatment_plan.activated' }]);
}

function alreadyDecided(facts: EnrollmentFacts): Verdict {
  const status = facts.status.replace('_', ' ');
  return refused('already_decided', `This plan was already decided: it is ${status}.`, { status: facts.status });
}

function reject(facts: EnrollmentFacts, reason: string, expired: boolean, now: Instant): Verdict {
  if (facts.status !== 'pending_approval') return alreadyDecided(facts);
  if (reason.trim() === '') return refused('reason_required', 'Say why the plan is rejected; its author will read it.');
  const finished = finishEnrollment(facts, 'rejected', {
    at: now,
    reason: expired ? 'approval_expired' : 'rejected',
    note: reason,
  });
  return accepted(finished.facts, finished.events);
}

/** The request it waited for was taken back: nothing was decided about the plan, so it is cancelled, not rejected. */
function withdraw(facts: EnrollmentFacts, now: Instant): Verdict {
  if (facts.status !== 'pending_approval') return alreadyDecided(facts);
  const finished = finishEnrollment(facts, 'cancelled', { at: now, reason: 'withdrawn', note: null });
  return accepted(finished.facts, finished.events);
}

const REASONS: Readonly<Record<'complete' | 'cancel', readonly StopReason[]>> = {
  complete: ['graduated', 'better'],
  cancel: ['unsuitable', 'lapsed', 'other'],
};

function stopByHand(
  facts: EnrollmentFacts,
  kind: 'complete' | 'cancel',
  reason: StopReason,
  note: string | null,
  now: Instant,
): Verdict {
  const running = facts.status === 'active' || facts.status === 'paused';
  if (!running && !(kind === 'cancel' && facts.status === 'pending_approval')) {
    return illegal(facts, kind === 'complete' ? 'completed' : 'cancelled');
  }
  if (!REASONS[kind].includes(reason)) {
    return refused('reason_required', `Say why: ${REASONS[kind].join(', ')}.`, { reasons: REASONS[kind].join(' ') });
  }
  const finished = finishEnrollment(facts, kind === 'complete' ? 'completed' : 'cancelled', { at: now, reason, note });
  return accepted(finished.facts, finished.events);
}

function preferencesFault(preferences: ReminderPreferences): string | null {
  const { weekdays, time } = preferences;
  if (!isWallTime(time)) return 'The reminder time must be from 00:00 to 23:59.';
  if (weekdays.length === 0) return 'Choose at least one day to be reminded on.';
  if (new Set(weekdays).size !== weekdays.length || weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) {
    return 'Days are numbers from 1 (Monday) to 7 (Sunday), each at most once.';
  }
  return null;
}

function changePreferences(facts: EnrollmentFacts, preferences: ReminderPreferences): Verdict {
  if (isFinal(facts.status)) return illegal(facts, 'given new reminders');
  const fault = preferencesFault(preferences);
  if (fault !== null) return refused('invalid_preferences', fault);
  const weekdays = [...preferences.weekdays].sort((a, b) => a - b);
  return accepted({ ...facts, preferences: { weekdays, time: preferences.time } });
}

function changeZone(facts: EnrollmentFacts, zone: string, now: Instant): Verdict {
  if (isFinal(facts.status)) return illegal(facts, 'moved to another time zone');
  if (!isTimeZone(zone)) return refused('invalid_zone', `"${zone}" is not a known time zone such as Europe/Berlin.`);
  const last = facts.zones[facts.zones.length - 1] ?? facts.zones[0];
  if (last.zone === zone) return accepted(facts);
  const [first, ...rest] = facts.zones;
  if (first.since === now && rest.length === 0) return accepted({ ...facts, zones: [{ since: now, zone }] });
  return accepted({ ...facts, zones: [first, ...rest.filter((period) => period.since < now), { since: now, zone }] });
}

/**
 * Decides one command against the facts. Must be called after everything that is due (`outlook`) was settled, so that a command
 * never overtakes a timer that should have fired before it. Pure; a refusal changes nothing. Source: plan-semantics §1–4.
 */
export function decide(facts: EnrollmentFacts, command: EnrollmentCommand, now: Instant): Verdict {
  switch (command.kind) {
    case 'approve':
      return approve(facts, now);
    case 'reject':
      return reject(facts, command.reason, command.expired ?? false, now);
    case 'withdraw':
      return withdraw(facts, now);
    case 'pause':
      return facts.status === 'active'
        ? pauseEnrollment(facts, command.from ?? now, command.until ?? null, now)
        : illegal(facts, 'paused');
    case 'resume':
      return resumeEnrollment(facts, now) ?? illegal(facts, 'resumed');
    case 'complete':
    case 'cancel':
      return stopByHand(facts, command.kind, command.reason, command.note, now);
    case 'start_session':
      return startSession(facts, command.session_id, command.device_id, now);
    case 'take_over_session':
      return takeOverSession(facts, command.session_id, command.device_id, now);
    case 'touch_session':
      return touchSession(facts, command.session_id, now);
    case 'complete_session':
      return completeSession(facts, command.session_id, now);
    case 'skip_session':
      return skipSession(facts, command.session_id, command.reason, now);
    case 'abandon_session':
      return abandonSession(facts, command.session_id);
    case 'message':
      return accepted(isFinal(facts.status) ? facts : { ...facts, last_sign_of_life_at: now });
    case 'change_preferences':
      return changePreferences(facts, command.preferences);
    case 'change_zone':
      return changeZone(facts, command.zone, now);
    case 'change_policies':
      return accepted({ ...facts, policies: command.policies });
    default:
      return assertNever(command);
  }
}
