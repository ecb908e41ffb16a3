import { addDays, type LocalDate } from '#domain/shared/local-date';
import { durationMs } from '#domain/shared/duration';
import type { Instant } from '#domain/shared/zoned-time';
import { calendarAt, type EnrollmentCalendar } from './enrollment-calendar';
import { isFinal, type EnrollmentFacts } from './enrollment-facts';
import { closedWeekOf, outcomeOf, weeksToClose } from './finish-enrollment';
import { firstInstantOf, isPausedAt, localDateAt } from './local-timeline';
import type { DueAction, EnrollmentTimer, Outlook } from './outlook.types';
import { nextReminder, quietVerdict, reminderOn } from './reminders';
import { dueSilenceAlert, silenceState } from './silence';

interface View {
  readonly facts: EnrollmentFacts;
  readonly now: Instant;
  readonly calendar: EnrollmentCalendar;
  readonly today: LocalDate;
}

const NOTHING: Outlook = { due: [], timers: [] };

function pauseOutlook({ facts, now }: View): Outlook {
  const { status, pauses } = facts;
  if (status === 'active') {
    const begun = pauses.find((pause) => pause.from <= now && (pause.until === null || now < pause.until));
    if (begun !== undefined) {
      return { due: [{ kind: 'pause_start', key: `pause_start:${begun.from}`, due_at: begun.from }], timers: [] };
    }
    const ahead = pauses.find((pause) => pause.from > now);
    if (ahead === undefined) return NOTHING;
    return {
      due: [],
      timers: [{ kind: 'pause_start', due_at: ahead.from, why_code: 'pause.planned', why_params: { until: ahead.until } }],
    };
  }
  const running = pauses.at(-1);
  if (running === undefined || running.until === null) return NOTHING;
  if (running.until <= now) {
    return { due: [{ kind: 'pause_end', key: `pause_end:${running.until}`, due_at: running.until }], timers: [] };
  }
  return {
    due: [],
    timers: [{ kind: 'pause_end', due_at: running.until, why_code: 'pause.ends', why_params: { since: running.from } }],
  };
}

function startOutlook({ facts, now }: View): Outlook {
  if (facts.ledger.started) return NOTHING;
  const dueAt = firstInstantOf(facts.zones, facts.start_date);
  if (dueAt <= now) return { due: [{ kind: 'start', key: 'start', due_at: dueAt }], timers: [] };
  return {
    due: [],
    timers: [{ kind: 'start', due_at: dueAt, why_code: 'start.date', why_params: { start_date: facts.start_date } }],
  };
}

function abandonOutlook({ facts, now }: View): Outlook {
  const open = facts.open_session;
  if (open === null) return NOTHING;
  const dueAt = open.last_activity_at + durationMs(facts.policies.abandon_after);
  const { session_id } = open;
  if (dueAt <= now) return { due: [{ kind: 'abandon', key: `abandon:${session_id}`, due_at: dueAt, session_id }], timers: [] };
  const why_params = { session_id, after: facts.policies.abandon_after };
  return { due: [], timers: [{ kind: 'abandon', due_at: dueAt, why_code: 'session.left', why_params }] };
}

function weekOutlook({ facts, calendar }: View): Outlook {
  const due = weeksToClose(facts, calendar).map((week): DueAction => ({
    kind: 'week_close',
    key: `week_closed:${week.index}`,
    due_at: week.closes_at,
    week: closedWeekOf(week),
  }));
  const open = calendar.weeks.find((week) => week.index > 0 && !week.closed);
  if (open === undefined) return { due, timers: [] };
  const why_params = { index: open.index, monday: open.monday, done: open.done, expected: open.expected };
  return { due, timers: [{ kind: 'week_close', due_at: open.closes_at, why_code: 'week.closes', why_params }] };
}

function silenceOutlook({ facts, now, calendar }: View): Outlook {
  if (facts.status !== 'active') return NOTHING;
  const state = silenceState(facts);
  const late = dueSilenceAlert(facts, now);
  if (late !== null) {
    const key = `silent:${state.since}:${late.alert}`;
    return { due: [{ kind: 'silence', key, due_at: late.at, silent_since: state.since, alert: late.alert }], timers: [] };
  }
  // An alert that would only come after the end never comes.
  if (state.next_at === null || state.next_at > calendar.grace_ends_at) return NOTHING;
  const why_params = { since: state.since, after: facts.policies.silence_after, alert: state.alerts + 1 };
  return { due: [], timers: [{ kind: 'silence', due_at: state.next_at, why_code: 'silence.counting', why_params }] };
}

function endOutlook({ facts, now, calendar }: View): Outlook {
  const used = facts.entries.length >= calendar.sessions_total;
  if (used || calendar.grace_ends_at <= now) {
    const dueAt = used ? (facts.entries.at(-1)?.at ?? now) : calendar.grace_ends_at;
    const reason = used ? 'total_reached' : 'end_date';
    return { due: [{ kind: 'end', key: 'end', due_at: dueAt, outcome: outcomeOf(facts, now), reason }], timers: [] };
  }
  const timers: EnrollmentTimer[] = [];
  const end_date = calendar.end_date;
  if (calendar.ends_at > now) {
    timers.push({ kind: 'end', due_at: calendar.ends_at, why_code: 'end.date', why_params: { end_date } });
  }
  const why_params = { end_date, grace: facts.policies.grace, outcome: outcomeOf(facts, now) };
  timers.push({ kind: 'grace_end', due_at: calendar.grace_ends_at, why_code: 'end.grace', why_params });
  return { due: [], timers };
}

function reminderTimer(view: View, from: LocalDate): readonly EnrollmentTimer[] {
  const day = nextReminder(view, from);
  if (day === null) return [];
  const verdict = quietVerdict(view.facts, day.local_date, day.at);
  const due_at = verdict.kind === 'defer' ? verdict.until : day.at;
  const why_code = verdict.kind === 'drop' ? 'reminder.dropped_by_quiet_hours' : `reminder.${day.why}`;
  return [{ kind: 'reminder', due_at, why_code, why_params: { local_date: day.local_date, left: day.left } }];
}

/** A reminder only ever fires on its own local day; one missed because nothing ran that day is not made up for. */
function reminderOutlook(view: View): Outlook {
  const { facts, now, today } = view;
  if (facts.status !== 'active') return NOTHING;
  const tomorrow = addDays(today, 1);
  if (facts.ledger.reminded_on !== null && facts.ledger.reminded_on >= today) {
    return { due: [], timers: reminderTimer(view, tomorrow) };
  }
  const day = reminderOn(view, today);
  if (day === null || day.at > now) return { due: [], timers: reminderTimer(view, today) };
  const verdict = quietVerdict(facts, today, now);
  const act = { key: `reminder:${today}`, due_at: day.at, local_date: today };
  switch (verdict.kind) {
    case 'send':
      return { due: [{ ...act, kind: 'reminder', left: day.left }], timers: reminderTimer(view, tomorrow) };
    case 'drop':
      return { due: [{ ...act, kind: 'reminder_dropped', reason: 'quiet_hours' }], timers: reminderTimer(view, tomorrow) };
    case 'defer': {
      const why_params = { local_date: today, left: day.left };
      return {
        due: [],
        timers: [{ kind: 'reminder', due_at: verdict.until, why_code: 'reminder.after_quiet_hours', why_params }],
      };
    }
  }
}

function followUpOutlook(facts: EnrollmentFacts, now: Instant): Outlook {
  const followed = facts.status === 'completed' || facts.status === 'expired';
  if (!followed || facts.ended === null || facts.ledger.followed_up) return NOTHING;
  const dueAt = facts.ended.at + durationMs(facts.policies.follow_up_after);
  if (dueAt <= now) return { due: [{ kind: 'follow_up', key: 'follow_up', due_at: dueAt }], timers: [] };
  const why_params = { ended_at: facts.ended.at, status: facts.status };
  return { due: [], timers: [{ kind: 'follow_up', due_at: dueAt, why_code: 'follow_up.after_end', why_params }] };
}

/**
 * What is due now and which timers lie ahead. The enrollment workflow asks on every wake, does what is due, passes each act to
 * `settle` and asks again; it sleeps until the first timer. Asking twice with the same facts gives the same keys.
 * O(weeks × 7 + entries). Source: plan-semantics §1, 3, 4.
 */
export function outlook(facts: EnrollmentFacts, now: Instant): Outlook {
  if (isFinal(facts.status)) return followUpOutlook(facts, now);
  if (facts.status === 'pending_approval') return NOTHING;
  const view: View = { facts, now, calendar: calendarAt(facts, now), today: localDateAt(facts.zones, now) };
  const ending = endOutlook(view);
  const over = ending.due.length > 0;
  const parts = [startOutlook(view), pauseOutlook(view), abandonOutlook(view), weekOutlook(view)];
  // Nobody is reminded of, or alerted about, a plan that ends, or is paused, in this very moment.
  if (!over && !isPausedAt(facts.pauses, now)) parts.push(silenceOutlook(view), reminderOutlook(view));
  parts.push(ending);
  const timers = parts.flatMap((part) => part.timers).toSorted((a, b) => a.due_at - b.due_at);
  return { due: parts.flatMap((part) => part.due), timers: over ? [] : timers };
}
