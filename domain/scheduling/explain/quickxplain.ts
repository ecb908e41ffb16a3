/** Answers one question about a set of constraints: can all of them hold at once? `null` when its own budget ended first. */
export type ConsistencyCheck<T> = (constraints: readonly T[]) => boolean | null;

/** What was found about a set of constraints that may contradict each other. */
export type ConflictFinding<T> =
  | { readonly kind: 'consistent' }
  /** The checker could not decide about the whole set. */
  | { readonly kind: 'undecided' }
  /**
   * `members` contradict each other (together with the background). `isMinimal` says that each member was shown to be needed:
   * without it the rest can hold. It is false when a check was left undecided or `maxChecks` ended the search.
   */
  | { readonly kind: 'conflict'; readonly members: readonly T[]; readonly isMinimal: boolean; readonly checks: number };

export interface ConflictOptions<T> {
  /** Always part of what is checked and never part of the answer. */
  readonly background?: readonly T[];
  /** Most calls of the checker; what is left then is returned as a conflict that may not be minimal. */
  readonly maxChecks?: number;
  /** Asked before each check; true ends the search as spent checks do. */
  readonly shouldStop?: () => boolean;
}

/** Thrown inside and caught inside: leaves the recursion with what is known so far. */
class ChecksSpent extends Error {}

/**
 * A minimal set of constraints that cannot hold together: the set fails, and dropping any member makes the rest possible.
 *
 * Constraints come in order of preference: where several conflicts exist, the one made of the first of `constraints` is named,
 * so what the reader can change comes first. Checks: O(c · log(n / c) + c) for n constraints and a conflict of c. The checker must be monotone (more
 * constraints never make a set possible) and give the same answer each time.
 *
 * Source: U. Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems", AAAI 2004.
 */
export function findMinimalConflict<T>(
  constraints: readonly T[],
  isConsistent: ConsistencyCheck<T>,
  options: ConflictOptions<T> = {},
): ConflictFinding<T> {
  const background = options.background ?? [];
  const maxChecks = options.maxChecks ?? Number.MAX_SAFE_INTEGER;
  let checks = 0;
  let isDecided = true;
  let smallest: readonly T[] = constraints;
  /** An undecided subset counts as possible: the answer then keeps too much rather than too little. */
  const fails = (subset: readonly T[]): boolean => {
    if (checks >= maxChecks || options.shouldStop?.() === true) throw new ChecksSpent();
    checks += 1;
    const answer = isConsistent(subset);
    if (answer === null) isDecided = false;
    if (answer === false && subset.length - background.length < smallest.length) smallest = subset.slice(background.length);
    return answer === false;
  };

  const whole = isConsistent([...background, ...constraints]);
  checks += 1;
  if (whole === true) return { kind: 'consistent' };
  if (whole === null) return { kind: 'undecided' };

  const split = (base: readonly T[], baseGrew: boolean, candidates: readonly T[]): T[] => {
    if (baseGrew && fails(base)) return [];
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) return [only];
    const middle = candidates.length >> 1;
    const kept = candidates.slice(0, middle);
    const later = candidates.slice(middle);
    const fromLater = split([...base, ...kept], true, later);
    const fromKept = split([...base, ...fromLater], fromLater.length > 0, kept);
    return [...fromKept, ...fromLater];
  };

  if (constraints.length === 0) return { kind: 'conflict', members: [], isMinimal: true, checks };
  try {
    if (background.length > 0 && fails(background)) return { kind: 'conflict', members: [], isMinimal: true, checks };
    const members = split(background, false, constraints);
    return { kind: 'conflict', members: inOrder(constraints, members), isMinimal: isDecided, checks };
  } catch (error) {
    if (!(error instanceof ChecksSpent)) throw error;
    return { kind: 'conflict', members: inOrder(constraints, smallest), isMinimal: false, checks };
  }
}

function inOrder<T>(all: readonly T[], members: readonly T[]): readonly T[] {
  const chosen = new Set(members);
  return all.filter((constraint) => chosen.has(constraint));
}
