import { parseLoad } from '#domain/treatment-plans/prescription';
import { describePrescription } from '#domain/treatment-plans/prescription-words';
import { loadWords } from '../../shared/prescription-words';
import type { CourseAnalytics, ExerciseFigures } from './patients.types';

type Translate = (key: string, params?: Record<string, unknown>, plural?: number) => string;

/** What the table reads of the analytics of a course. */
export type ExerciseTable = Pick<CourseAnalytics, 'exercises' | 'duration'>;

/** One row of the table of exercises: everything in words, "not measured" where nothing was. */
export interface ExerciseLine {
  readonly key: string;
  /** A session has asked for it. */
  readonly isReached: boolean;
  readonly name: string;
  readonly prescribed: string;
  readonly sets: string;
  readonly amount: string;
  readonly load: string;
  /** Empty when nothing was skipped. */
  readonly skipped: string;
  /** Empty when nothing was reported. */
  readonly pain: string;
  readonly video: string;
}

/** What the latest session did against the first; one session alone shows no direction. */
export const trendOf = (amount: NonNullable<ExerciseFigures['amount']>): 'more' | 'less' | 'same' | 'single' => {
  if (amount.sessions < 2) return 'single';
  if (amount.last === amount.first) return 'same';
  return amount.last > amount.first ? 'more' : 'less';
};

const amountWords = ({ amount, params }: ExerciseFigures, t: Translate): string => {
  if (amount === null) return t('patients.exercises.not_measured');
  const { first, last } = amount;
  const unit = t(`patients.exercises.unit.${params.mode}`);
  return t(`patients.exercises.trend.${trendOf(amount)}`, { first, last, mean: amount.mean, unit });
};

/** A load as a set carries it; empty when it is none we know. */
const oneLoad = (load: Readonly<Record<string, unknown>>, t: Translate): string => {
  const parsed = parseLoad(load);
  return parsed.ok ? loadWords(parsed.value, t) : '';
};

const loadsWords = ({ load }: ExerciseFigures, t: Translate): string => {
  if (load === null) return t('patients.exercises.not_measured');
  const [first, last] = [oneLoad(load.first, t), oneLoad(load.last, t)];
  if (first === '' || last === '') return t('patients.exercises.not_measured');
  return first === last ? first : t('patients.exercises.load_change', { first, last });
};

const setsWords = (row: ExerciseFigures, t: Translate): string => {
  if (row.sessions === 0) return t('patients.exercises.not_yet');
  const done = t('patients.exercises.sets', { done: row.sets_done, prescribed: row.sets_prescribed });
  return row.sets_easier === 0 ? done : t('patients.exercises.sets_easier', { sets: done, n: row.sets_easier });
};

const skippedWords = ({ skips }: ExerciseFigures, t: Translate): string =>
  skips
    .map(({ reason, sets }) => t('patients.exercises.skip', { n: sets, reason: t(`patients.skip_reason.${reason ?? 'other'}`) }))
    .join(', ');

/** The table in the order of the plan. */
export const exerciseLines = (exercises: readonly ExerciseFigures[], t: Translate): readonly ExerciseLine[] =>
  exercises.map((row, index) => ({
    key: `${row.exercise_id}-${index}`,
    isReached: row.sessions > 0,
    name: row.name,
    prescribed: describePrescription(row.params),
    sets: setsWords(row, t),
    amount: amountWords(row, t),
    load: loadsWords(row, t),
    skipped: skippedWords(row, t),
    pain: row.hurt === null ? '' : t('patients.exercises.pain', { worst: row.hurt.worst, n: row.hurt.reports }, row.hurt.reports),
    video:
      row.video === null
        ? t('patients.exercises.not_measured')
        : t('patients.exercises.video', { percent: row.video.mean_percent }),
  }));

/** The finding in words: sets done of those prescribed, and how long a session took. */
export const exercisesSummary = ({ exercises, duration }: ExerciseTable, t: Translate): string => {
  const sum = (pick: (row: ExerciseFigures) => number): number => exercises.reduce((total, row) => total + pick(row), 0);
  const prescribed = sum((row) => row.sets_prescribed);
  if (prescribed === 0) return t('patients.exercises.nothing_yet');
  const sets = t('patients.exercises.summary', { done: sum((row) => row.sets_done), prescribed });
  if (duration === null) return sets;
  const minutes = Math.max(1, Math.round(duration.mean_seconds / 60));
  return `${sets} ${t('patients.exercises.duration', { minutes, n: duration.sessions }, duration.sessions)}`;
};
