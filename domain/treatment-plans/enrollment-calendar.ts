import { addDays, laterDate, mondayOf, mondayOnOrAfter, type LocalDate } from '#domain/shared/local-date';
import { durationOf } from '#domain/shared/duration';
import type { Instant } from '#domain/shared/zoned-time';
import type { EnrollmentFacts, SessionEntry } from './enrollment-facts';
import type { EnrollmentWeek } from './enrollment-week';
import { firstInstantOf, isPausedDay, zonesKnownAt, type ZoneHistory } from './local-timeline';

const PAUSED_DAYS_OF_A_NEUTRAL_WEEK = 4;

/** The weeks of an enrollment as of a moment, with the end date that follows from them. */
export interface EnrollmentCalendar {
  readonly sessions_total: number;
  /** Monday of W1. */
  readonly first_monday: LocalDate;
  /** Sunday of the last week, moved by the neutral weeks known so far. */
  readonly end_date: LocalDate;
  /** Local midnight after `end_date`. */
  readonly ends_at: Instant;
  /** When an unfinished enrollment ends by itself: `ends_at` plus the grace, whole days of it counted on the patient's calendar. */
  readonly grace_ends_at: Instant;
  /** W0 (if the start is not a Monday) to the last week, future ones included; cut at the week of the ending. */
  readonly weeks: readonly EnrollmentWeek[];
}

interface Tally {
  readonly done: number;
  readonly skipped: number;
}

function tallyByMonday(entries: readonly SessionEntry[]): ReadonlyMap<LocalDate, Tally> {
  const tallies = new Map<LocalDate, Tally>();
  for (const entry of entries) {
    const monday = mondayOf(entry.local_date);
    const { done, skipped } = tallies.get(monday) ?? { done: 0, skipped: 0 };
    tallies.set(monday, entry.outcome === 'completed' ? { done: done + 1, skipped } : { done, skipped: skipped + 1 });
  }
  return tallies;
}

/** Completions and skips made up to a moment. */
export function entriesUntil(facts: EnrollmentFacts, now: Instant): readonly SessionEntry[] {
  return facts.entries.filter((entry) => entry.at <= now);
}

interface Walk {
  readonly facts: EnrollmentFacts;
  readonly zones: ZoneHistory;
  readonly now: Instant;
  readonly endedAt: Instant | null;
  readonly tallies: ReadonlyMap<LocalDate, Tally>;
}

/** Paused days of a week that has begun; most weeks touch no pause, so their seven noons are not looked up. */
function pausedDaysOf(walk: Walk, monday: LocalDate, closesAt: Instant): number {
  const { zones, now } = walk;
  const pauses = walk.facts.pauses.filter((pause) => pause.from < closesAt);
  if (pauses.length === 0) return 0;
  const begins = firstInstantOf(zones, monday);
  const touching = pauses.filter((pause) => pause.until === null || pause.until > begins);
  if (begins > now || touching.length === 0) return 0;
  let days = 0;
  for (let offset = 0; offset < 7; offset += 1) {
    if (isPausedDay(zones, touching, addDays(monday, offset))) days += 1;
  }
  return days;
}

function weekAt(walk: Walk, monday: LocalDate, index: number, planWeek: number, usedBefore: number): EnrollmentWeek {
  const { facts, now, endedAt } = walk;
  const { done, skipped } = walk.tallies.get(monday) ?? { done: 0, skipped: 0 };
  const total = facts.frequency_per_week * facts.duration_weeks;
  const expected = index === 0 ? 0 : Math.max(0, Math.min(facts.frequency_per_week, total - usedBefore));
  const closesAt = firstInstantOf(walk.zones, addDays(monday, 7));
  const endedInside = endedAt !== null && endedAt < closesAt;
  const met = done >= expected;
  const closed = closesAt <= now || endedInside;
  const pausedDays = pausedDaysOf(walk, monday, closesAt);
  return {
    index,
    plan_week: planWeek,
    monday,
    sunday: addDays(monday, 6),
    closes_at: closesAt,
    done,
    skipped,
    expected,
    paused_days: pausedDays,
    neutral: index > 0 && closed && !endedInside && !met && pausedDays >= PAUSED_DAYS_OF_A_NEUTRAL_WEEK,
    met,
    closed,
    left_out: endedInside && !met,
  };
}

/**
 * Lays out the weeks as of `now`; what happened later is not looked at. Weeks run Monday to Sunday on the patient's calendar, W1
 * from the first Monday on or after the start; a neutral week adds one at the end. The week in which the enrollment ended closes
 * with it, because nothing is left to close it later. O(weeks × 7 + entries).
 */
export function calendarAt(facts: EnrollmentFacts, now: Instant): EnrollmentCalendar {
  const zones = zonesKnownAt(facts.zones, now);
  const endedAt = facts.ended !== null && facts.ended.at <= now ? facts.ended.at : null;
  const walk: Walk = { facts, zones, now, endedAt, tallies: tallyByMonday(entriesUntil(facts, now)) };
  const firstMonday = mondayOnOrAfter(facts.start_date);
  const weeks: EnrollmentWeek[] = [];
  let planWeek = 1;
  let neutral = 0;
  let used = 0;
  let index = facts.start_date < firstMonday ? 0 : 1;
  let monday = addDays(firstMonday, 7 * (index - 1));
  const overBefore = (date: LocalDate): boolean => endedAt !== null && endedAt < firstInstantOf(zones, date);
  while (planWeek <= facts.duration_weeks && !overBefore(laterDate(monday, facts.start_date))) {
    const week = weekAt(walk, monday, index, planWeek, used);
    weeks.push(week);
    used += week.done + week.skipped;
    if (week.neutral) neutral += 1;
    else if (index > 0) planWeek += 1;
    index += 1;
    monday = addDays(monday, 7);
  }
  const endDate = addDays(firstMonday, 7 * (facts.duration_weeks + neutral) - 1);
  const grace = durationOf(facts.policies.grace);
  return {
    sessions_total: facts.frequency_per_week * facts.duration_weeks,
    first_monday: firstMonday,
    end_date: endDate,
    ends_at: firstInstantOf(zones, addDays(endDate, 1)),
    grace_ends_at: firstInstantOf(zones, addDays(endDate, 1 + grace.days)) + grace.ms,
    weeks,
  };
}
