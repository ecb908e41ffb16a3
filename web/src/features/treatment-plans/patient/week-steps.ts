import { addDays, isoWeekday, type LocalDate } from '#domain/shared/local-date';
import type { Week } from '../../../api/types';
import type { PathStep } from '../../../ui/path-steps';

interface Words {
  readonly weekday: (date: LocalDate) => string;
  readonly open: string;
  readonly left: string;
}

/**
 * The week as a path: what was done (with its day), the session that is open now in gold, the others still to come dotted.
 * Extra sessions beyond the expected ones are shown as done; nothing is ever shown as failed while the week is open.
 */
export const weekSteps = (week: Week, words: Words): PathStep[] => {
  const entries = [...(week.entries ?? [])].sort((a, b) => a.local_date.localeCompare(b.local_date));
  const behind: PathStep[] = entries.map((entry, index) => ({
    key: `${entry.local_date}-${index}`,
    state: entry.outcome === 'completed' ? 'done' : 'skipped',
    label: words.weekday(entry.local_date),
  }));
  // An answer without days still shows how many were done.
  for (let index = behind.length; index < week.done + week.skipped; index += 1) behind.push({ key: `done-${index}`, state: 'done', label: '' });
  const left = Math.max(0, week.expected - week.done - week.skipped);
  const ahead: PathStep[] = Array.from({ length: left }, (_, index) => ({ key: `open-${index}`, state: index === 0 ? 'now' : 'ahead', label: index === 0 ? words.open : words.left }));
  return [...behind, ...ahead];
};

/** The Sunday that closes the week of `monday`. */
export const sundayOf = (monday: LocalDate): LocalDate => addDays(monday, 6);

/** Days from `today` to the end of its week, today included. */
export const daysLeftInWeek = (today: LocalDate): number => 8 - isoWeekday(today);
