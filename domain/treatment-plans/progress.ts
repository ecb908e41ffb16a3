import { addDays, daysBetween, laterDate, mondayOf, type LocalDate } from '#domain/shared/local-date';
import type { Instant } from '#domain/shared/zoned-time';
import { calendarAt, entriesUntil, type EnrollmentCalendar } from './enrollment-calendar';
import { isFinal, type EnrollmentFacts, type SessionEntry } from './enrollment-facts';
import { maxPerDay } from './enrollment-policies';
import type { Adherence, EnrollmentProgress, EnrollmentWeek } from './enrollment-week';
import { localDateAt } from './local-timeline';
import { nextTemplateKey } from './next-template';

const WEEKS_PER_FREEZE = 4;
const MAX_FREEZES = 2;

function countedWeeks(weeks: readonly EnrollmentWeek[]): readonly EnrollmentWeek[] {
  return weeks.filter((week) => week.index > 0 && !week.neutral && !week.left_out);
}

/** `Σ min(done, expected) / Σ expected` over closed weeks that count; null before the first of them. */
function adherenceOf(weeks: readonly EnrollmentWeek[]): Adherence | null {
  const closed = countedWeeks(weeks).filter((week) => week.closed);
  if (closed.length === 0) return null;
  return {
    met: closed.reduce((sum, week) => sum + Math.min(week.done, week.expected), 0),
    expected: closed.reduce((sum, week) => sum + week.expected, 0),
  };
}

/**
 * Consecutive weeks on target. Every fourth met and closed week in a row earns a freeze (two are held at most); a missed week
 * spends one: the streak stays, the count to the next freeze starts again. The open week counts once it is met.
 */
function weekStreakOf(weeks: readonly EnrollmentWeek[]): { readonly streak: number; readonly freezes: number } {
  let streak = 0;
  let freezes = 0;
  let inARow = 0;
  for (const week of countedWeeks(weeks)) {
    if (!week.closed) return { streak: week.met && week.expected > 0 ? streak + 1 : streak, freezes };
    if (week.met) {
      streak += 1;
      inARow += 1;
      if (inARow % WEEKS_PER_FREEZE === 0) freezes = Math.min(MAX_FREEZES, freezes + 1);
    } else {
      inARow = 0;
      if (freezes > 0) freezes -= 1;
      else streak = 0;
    }
  }
  return { streak, freezes };
}

/** Consecutive local days with a completion, ending today or yesterday. */
function dayStreakOf(entries: readonly SessionEntry[], today: LocalDate): number {
  const days = new Set(entries.filter((entry) => entry.outcome === 'completed').map((entry) => entry.local_date));
  let day = days.has(today) ? today : addDays(today, -1);
  let streak = 0;
  while (days.has(day)) {
    streak += 1;
    day = addDays(day, -1);
  }
  return streak;
}

/** The first day from today on with room for one more completion, and what is full until then; the day may lie after the end. */
export function roomFor(
  facts: EnrollmentFacts,
  entries: readonly SessionEntry[],
  today: LocalDate,
): { readonly day_full: boolean; readonly week_full: boolean; readonly next_free_day: LocalDate } {
  const completed = entries.filter((entry) => entry.outcome === 'completed');
  const perWeek = facts.frequency_per_week + facts.policies.extra_per_week;
  const dayFull =
    completed.filter((entry) => entry.local_date === today).length >= maxPerDay(facts.frequency_per_week, facts.policies);
  const monday = mondayOf(today);
  const weekFull = completed.filter((entry) => mondayOf(entry.local_date) === monday).length >= perWeek;
  const nextMonday = addDays(monday, 7);
  const nextFreeDay = weekFull ? nextMonday : dayFull ? addDays(today, 1) : today;
  return { day_full: dayFull, week_full: weekFull, next_free_day: nextFreeDay };
}

function phaseAt(
  facts: EnrollmentFacts,
  calendar: EnrollmentCalendar,
  today: LocalDate,
  now: Instant,
): EnrollmentProgress['phase'] {
  if (isFinal(facts.status) && facts.ended !== null && facts.ended.at <= now) return 'over';
  if (today < facts.start_date) return 'before_start';
  if (today < calendar.first_monday) return 'lead_in';
  return today <= calendar.end_date ? 'running' : 'grace';
}

/** Progress as of a moment, from facts alone. O(weeks × 7 + entries). Source: plan-semantics §1–3. */
export function progressAt(facts: EnrollmentFacts, now: Instant): EnrollmentProgress {
  const calendar = calendarAt(facts, now);
  const entries = entriesUntil(facts, now);
  const today = localDateAt(facts.zones, now);
  const phase = phaseAt(facts, calendar, today, now);
  const current =
    calendar.weeks.find((week) => week.monday <= today && today <= week.sunday && today >= facts.start_date) ?? null;
  const completed = entries.filter((entry) => entry.outcome === 'completed').length;
  const { streak, freezes } = weekStreakOf(calendar.weeks);
  const planWeek = current?.plan_week ?? (phase === 'before_start' ? 1 : facts.duration_weeks);
  const free = laterDate(roomFor(facts, entries, today).next_free_day, facts.start_date);
  const lastDay = localDateAt(facts.zones, Math.max(now, calendar.grace_ends_at - 1));
  return {
    as_of: now,
    today,
    sessions_total: calendar.sessions_total,
    completed,
    skipped: entries.length - completed,
    weeks: calendar.weeks,
    current_week: current,
    phase,
    end_date: calendar.end_date,
    days_left: phase === 'over' ? 0 : Math.max(0, daysBetween(today, calendar.end_date)),
    adherence: adherenceOf(calendar.weeks),
    week_streak: streak,
    freezes,
    day_streak: dayStreakOf(entries, today),
    left: current === null || phase === 'over' ? 0 : Math.max(0, current.expected - current.done - current.skipped),
    next_template_key: nextTemplateKey(facts.templates, entries.at(-1)?.template_key ?? null, planWeek),
    next_free_day: phase === 'over' || free > lastDay ? null : free,
  };
}

/** Whether the numbers reach the threshold that makes an ended enrollment `completed`: completed ≥ ⌈T × total⌉. */
export function reachesThreshold(completed: number, total: number, threshold: number): boolean {
  // The subtraction keeps binary fractions (0.55 × 100 = 55.000…01) from asking for one session more than the decimal says.
  return completed >= Math.ceil(threshold * total - 1e-9);
}
