import { addDays, daysBetween, isoWeekday, type LocalDate } from '#domain/shared/local-date';
import { toLocal, wallTimeMs, type Instant } from '#domain/shared/zoned-time';
import type { EnrollmentCalendar } from './enrollment-calendar';
import type { EnrollmentFacts } from './enrollment-facts';
import type { EnrollmentWeek } from './enrollment-week';
import { firstInstantOf, isPausedAt, isPausedDay, localDateAt, zoneAt } from './local-timeline';

/** What quiet hours make of a moment: free to send, later the same day, or not at all that day. */
export type QuietVerdict =
  | { readonly kind: 'send' }
  | { readonly kind: 'defer'; readonly until: Instant }
  | { readonly kind: 'drop' };

/**
 * Applies quiet hours to a moment of a local day. Hours that wrap midnight defer in the morning and drop in the evening, because
 * their end would be another local day. Equal start and end mean no quiet hours.
 */
export function quietVerdict(facts: EnrollmentFacts, date: LocalDate, at: Instant): QuietVerdict {
  const start = wallTimeMs(facts.policies.quiet_start);
  const end = wallTimeMs(facts.policies.quiet_end);
  const { ms_of_day: now } = toLocal(at, zoneAt(facts.zones, at));
  const quiet = start <= end ? start <= now && now < end : now >= start || now < end;
  if (!quiet) return { kind: 'send' };
  if (now >= end) return { kind: 'drop' };
  return { kind: 'defer', until: Math.max(at, firstInstantOf(facts.zones, date, facts.policies.quiet_end)) };
}

/** A day on which the patient wants, or by now needs, a reminder, as known today. */
export interface ReminderDay {
  readonly local_date: LocalDate;
  readonly left: number;
  readonly why: 'preferred_day' | 'days_run_short';
  /** The preferred time of that day, before quiet hours. */
  readonly at: Instant;
}

interface DayView {
  readonly facts: EnrollmentFacts;
  readonly calendar: EnrollmentCalendar;
  readonly today: LocalDate;
}

function weekOf(calendar: EnrollmentCalendar, date: LocalDate): EnrollmentWeek | null {
  const first = calendar.weeks[0];
  if (first === undefined) return null;
  return calendar.weeks[Math.floor(daysBetween(first.monday, date) / 7)] ?? null;
}

function leftIn(view: DayView, week: EnrollmentWeek): number {
  const { facts, calendar } = view;
  // Nothing is expected of the lead-in, so there the frequency itself is the measure of "still one to do".
  const expected = week.index === 0 ? Math.min(facts.frequency_per_week, calendar.sessions_total) : week.expected;
  return expected - week.done - week.skipped;
}

/** Days left in the week, the date itself included, later days known to be paused not. */
function daysLeftInWeek(facts: EnrollmentFacts, date: LocalDate, sunday: LocalDate): number {
  let days = 1;
  for (let day = addDays(date, 1); day <= sunday; day = addDays(day, 1)) {
    if (!isPausedDay(facts.zones, facts.pauses, day)) days += 1;
  }
  return days;
}

/** Whether the rules of plan-semantics §4 want a reminder on a day (today or later), as known today; null when not. */
export function reminderOn(view: DayView, date: LocalDate): ReminderDay | null {
  const { facts, calendar } = view;
  const week = weekOf(calendar, date);
  if (week === null || date < facts.start_date || date > calendar.end_date) return null;
  const left = leftIn(view, week);
  if (left <= 0 || facts.entries.some((entry) => entry.local_date === date)) return null;
  const preferred = facts.preferences.weekdays.includes(isoWeekday(date));
  const short = week.index > 0 && daysLeftInWeek(facts, date, week.sunday) <= left;
  if (!preferred && !short) return null;
  const at = firstInstantOf(facts.zones, date, facts.preferences.time);
  if (isPausedAt(facts.pauses, at)) return null;
  // Whoever gets a plan in the afternoon is not reminded of that morning.
  if (facts.activated_at !== null && at < facts.activated_at) return null;
  return { local_date: date, left, why: preferred ? 'preferred_day' : 'days_run_short', at };
}

/**
 * The next day from `from` on that wants a reminder, as known today: future weeks are taken as if nothing were done until then.
 * Null when none is left. O(days until the end), in practice a few days.
 */
export function nextReminder(view: DayView, from: LocalDate): ReminderDay | null {
  // After an open pause nothing can be foreseen.
  const openPause = view.facts.pauses.find((pause) => pause.until === null);
  const horizon = openPause === undefined ? view.calendar.end_date : localDateAt(view.facts.zones, openPause.from);
  for (let date = from; date <= view.calendar.end_date && date <= horizon; date = addDays(date, 1)) {
    const day = reminderOn(view, date);
    if (day !== null) return day;
  }
  return null;
}
