import { createRandom } from '#domain/scheduling/shared/random';

/** Draws that depend on the seed alone. */
export interface Random {
  /** A whole number from 0 to `bound − 1`. */
  below(bound: number): number;
  /** True in `percent` of a hundred. */
  chance(percent: number): boolean;
  pick<T>(values: readonly T[]): T;
}

/** A source of draws for a seed, the same on every machine. */
export function randomOf(seed: number): Random {
  const random = createRandom(seed);
  const below = (bound: number): number => random.below(bound);
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('Nothing to pick from');
      return value;
    },
  };
}
