import type { LocalDate } from '#domain/shared/local-date';
import type { SessionRow, Week } from '../../api/types';
import type { ChartSeries } from '../../ui/chart-scale';
import type { Enrollment, SetLog } from './patients.types';

/** Full years between a birth date and today (both local dates). */
export const ageOn = (birth: LocalDate, today: LocalDate): number => {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
};

export const isRunning = (enrollment: Enrollment): boolean =>
  enrollment.status === 'active' || enrollment.status === 'paused' || enrollment.status === 'pending_approval';

/** In the order one looks at them: running before waiting before ended, the newer first. */
export const inLookOrder = (all: readonly Enrollment[]): readonly Enrollment[] => {
  const rank = (one: Enrollment): number =>
    one.status === 'active' || one.status === 'paused' ? 0 : one.status === 'pending_approval' ? 1 : 2;
  return [...all].sort((a, b) => rank(a) - rank(b) || b.id - a.id);
};

export const mainEnrollment = (all: readonly Enrollment[]): Enrollment | undefined => inLookOrder(all)[0];

export const toneOf = (status: Enrollment['status']): 'pine' | 'gold' | 'leaf' | 'neutral' => {
  switch (status) {
    case 'active':
      return 'pine';
    case 'pending_approval':
    case 'paused':
      return 'gold';
    case 'completed':
      return 'leaf';
    case 'expired':
    case 'cancelled':
    case 'rejected':
      return 'neutral';
  }
};

/** Sessions with an end, oldest first. */
export const finishedSessions = (rows: readonly SessionRow[]): SessionRow[] =>
  rows.filter((row) => row.status === 'completed' || row.status === 'partial').sort((a, b) => a.id - b.id);

export interface PainTrend {
  readonly before: number;
  readonly after: number;
  readonly n: number;
  readonly key: 'down' | 'up' | 'same';
}

/** Mean pain before and after over the sessions that carry both; null when fewer than two do. */
export const painTrend = (rows: readonly SessionRow[]): PainTrend | null => {
  const both = rows.flatMap((row) =>
    row.pain_before === null || row.pain_after === null ? [] : [{ before: row.pain_before, after: row.pain_after }],
  );
  if (both.length < 2) return null;
  const mean = (values: readonly number[]): number => Math.round((values.reduce((a, b) => a + b, 0) / values.length) * 10) / 10;
  const before = mean(both.map((one) => one.before));
  const after = mean(both.map((one) => one.after));
  return { before, after, n: both.length, key: after < before ? 'down' : after > before ? 'up' : 'same' };
};

export const painSeries = (
  rows: readonly SessionRow[],
  names: { readonly before: string; readonly after: string },
  short: (date: LocalDate) => string,
): readonly ChartSeries[] => [
  { name: names.before, points: rows.map((row) => ({ label: short(row.local_date), value: row.pain_before })) },
  { name: names.after, points: rows.map((row) => ({ label: short(row.local_date), value: row.pain_after })) },
];

/** Weeks that are over or running; the lead-in is left out because nothing is expected of it. */
export const countedWeeks = (weeks: readonly Week[], current: number | null): readonly Week[] =>
  weeks.filter((week) => week.week > 0 && (week.closed || week.week === current));

export interface ExerciseSets {
  readonly position: number;
  readonly exerciseId: number;
  readonly sets: readonly SetLog[];
}

/** Sets by exercise, in the order of the session; amendments stand after the set they would amend. */
export const setsByExercise = (logs: readonly SetLog[]): readonly ExerciseSets[] => {
  const found = new Map<number, SetLog[]>();
  for (const log of logs) found.set(log.exercise_position, [...(found.get(log.exercise_position) ?? []), log]);
  return [...found.entries()]
    .sort(([a], [b]) => a - b)
    .map(([position, sets]) => ({
      position,
      exerciseId: sets[0]?.exercise_id ?? 0,
      sets: [...sets].sort((a, b) => a.set_number - b.set_number || a.id - b.id),
    }));
};
