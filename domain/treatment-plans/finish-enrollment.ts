import type { Instant } from '#domain/shared/zoned-time';
import { calendarAt, entriesUntil, type EnrollmentCalendar } from './enrollment-calendar';
import type { EnrollmentEvent } from './enrollment-commands';
import type { EnrollmentFacts, Ending } from './enrollment-facts';
import type { EnrollmentWeek } from './enrollment-week';
import type { ClosedWeek } from './outlook.types';
import { reachesThreshold } from './progress';

/** A week as its closing event carries it. */
export function closedWeekOf(week: EnrollmentWeek): ClosedWeek {
  const { index, monday, done, expected, met, neutral } = week;
  return { index, monday, done, expected, met, neutral };
}

/** Weeks W1… that are closed in the calendar and have not raised `week_closed`; the week left out by an ending never does. */
export function weeksToClose(facts: EnrollmentFacts, calendar: EnrollmentCalendar): readonly EnrollmentWeek[] {
  return calendar.weeks.filter(
    (week) => week.index > facts.ledger.weeks_closed && week.index > 0 && week.closed && !week.left_out,
  );
}

/** The outcome when the total is used up or the time is over: enough completions or not. */
export function outcomeOf(facts: EnrollmentFacts, now: Instant): 'completed' | 'expired' {
  const completed = entriesUntil(facts, now).filter((entry) => entry.outcome === 'completed').length;
  const total = facts.frequency_per_week * facts.duration_weeks;
  return reachesThreshold(completed, total, facts.policies.completion_threshold) ? 'completed' : 'expired';
}

/**
 * Ends an enrollment: closes what was left open (weeks with their events, the running pause, a session in progress, which the
 * caller stores as partial) and raises the event of the ending. Final states never change again.
 */
export function finishEnrollment(
  facts: EnrollmentFacts,
  status: 'completed' | 'expired' | 'cancelled' | 'rejected',
  ending: Ending,
): { readonly facts: EnrollmentFacts; readonly events: readonly EnrollmentEvent[] } {
  const ended: EnrollmentFacts = {
    ...facts,
    status,
    ended: ending,
    open_session: null,
    pauses: facts.pauses
      .filter((pause) => pause.from < ending.at)
      .map((pause) => (pause.until === null || pause.until > ending.at ? { ...pause, until: ending.at } : pause)),
  };
  const wasRunning = facts.activated_at !== null;
  const weeks = wasRunning ? weeksToClose(ended, calendarAt(ended, ending.at)) : [];
  const closing = weeks.map((week): EnrollmentEvent => ({ name: 'treatment_plan.week_closed', ...closedWeekOf(week) }));
  const weeksClosed = weeks.at(-1)?.index ?? facts.ledger.weeks_closed;
  return {
    facts: { ...ended, ledger: { ...ended.ledger, weeks_closed: weeksClosed } },
    events: [...closing, endingEvent(ended, status, ending)],
  };
}

function endingEvent(
  facts: EnrollmentFacts,
  status: 'completed' | 'expired' | 'cancelled' | 'rejected',
  ending: Ending,
): EnrollmentEvent {
  const completed = facts.entries.filter((entry) => entry.outcome === 'completed').length;
  const total = facts.frequency_per_week * facts.duration_weeks;
  switch (status) {
    case 'completed':
      return { name: 'treatment_plan.completed', reason: ending.reason, completed, total };
    case 'expired':
      return { name: 'treatment_plan.expired', completed, total };
    case 'cancelled':
      return { name: 'treatment_plan.cancelled', reason: ending.reason };
    case 'rejected':
      return { name: 'treatment_plan.rejected', reason: ending.reason === 'approval_expired' ? 'approval_expired' : 'rejected' };
  }
}
