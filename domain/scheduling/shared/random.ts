/** A source of pseudo-random integers that gives the same numbers for the same seed on every machine. Not for secrets. */
export interface Random {
  /** A whole number from 0 to 2³² − 1. */
  nextUint32(): number;
  /** A whole number from 0 to `n` − 1, each equally likely. Throws RangeError unless `n` is a whole number from 1 to 2³². */
  below(n: number): number;
  /** A source of its own for part `id`: depends on this source's seed and the id, not on how many numbers were drawn before. */
  fork(id: number): Random;
}

const UINT32 = 0x1_0000_0000;
const WEYL = 0x9e37_79b9;

/** Shuffles in place (Fisher and Yates) and answers the list. O(length). */
export function shuffle<T>(list: T[], random: Random): T[] {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    const [a, b] = [list[i], list[j]];
    if (a !== undefined && b !== undefined) [list[i], list[j]] = [b, a];
  }
  return list;
}

/**
 * mulberry32 (T. Ettinger), one 32-bit word of state and integer arithmetic only; forks are seeded through the splitmix32
 * finaliser, so that neighbouring ids give unrelated streams.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const nextUint32 = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    nextUint32,
    below(n) {
      if (!Number.isInteger(n) || n < 1 || n > UINT32) throw new RangeError('The bound is a whole number from 1 to 2^32.');
      // Numbers from the last, incomplete run of n are drawn again: the remainder alone would favour small results.
      const limit = UINT32 - (UINT32 % n);
      let drawn = nextUint32();
      while (drawn >= limit) drawn = nextUint32();
      return drawn % n;
    },
    fork: (id) => createRandom(splitmix32((seed >>> 0) ^ splitmix32(id >>> 0))),
  };
}

function splitmix32(value: number): number {
  let mixed = (value + WEYL) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0_aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
