import type { LocalDate } from '#domain/shared/local-date';
import type { Week } from '../../../api/types';
import type { PathStep } from '../../../ui/path-steps';

interface Words {
  readonly weekday: (date: LocalDate) => string;
  readonly open: string;
}

interface Entry {
  readonly local_date: LocalDate;
  readonly outcome: 'completed' | 'skipped';
}

/**
 * The week as a path: what was done (with its day), the session that is open now in gold, the others still to come dotted.
 * Extra sessions beyond the expected ones are shown as done; nothing is ever shown as failed while the week is open.
 */
export const weekSteps = (week: Week, entries: readonly Entry[], words: Words): PathStep[] => {
  const behind: PathStep[] = entries.map((entry, index) => ({
    key: `${entry.local_date}-${index}`,
    state: entry.outcome === 'completed' ? 'done' : 'skipped',
    label: words.weekday(entry.local_date),
  }));
  // Should the days be missing (an older page of the list), the number is right all the same.
  for (let index = behind.length; index < week.done + week.skipped; index += 1) {
    behind.push({ key: `done-${index}`, state: 'done', label: '' });
  }
  const left = Math.max(0, week.expected - week.done - week.skipped);
  const ahead: PathStep[] = Array.from({ length: left }, (_, index) => ({
    key: `open-${index}`,
    state: index === 0 ? 'now' : 'ahead',
    label: index === 0 ? words.open : '',
  }));
  return [...behind, ...ahead];
};
