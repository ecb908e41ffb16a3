import type { Figure } from '../measure';

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Ours may be at most `goal`: an absolute goal stands in the place of a floor. */
export const within = (id: string, ours: number, goal: number, unit: string, n: number): Figure => ({
  id,
  ours: round(ours),
  floor: goal,
  // A goal of none has no ratio; what is too much stands in `ours`.
  ratio: goal === 0 ? ours : round(ours / goal),
  goal: `<= ${goal} ${unit}`,
  met: ours <= goal,
  unit,
  n,
});

/** The value that 95 of 100 do not exceed (nearest rank). Throws when there are none. */
export function p95(values: readonly number[]): number {
  const value = values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1];
  if (value === undefined) throw new Error('Nothing was measured');
  return value;
}
