import { createRandom } from '../shared/random';
import { findMinimalConflict, type ConflictFinding } from '../explain/quickxplain';
import { compileProblem } from './compile-problem';
import { ExactSearch } from './exact/exact-search';
import type { ProjectProblem } from './problem';

/** Ids of the activities (their need of resources) and lags that cannot hold together, in the order of the problem. */
export interface ProjectConflict {
  readonly members: readonly string[];
  readonly isMinimal: boolean;
}

export interface ProjectConflictOptions {
  readonly seed: number;
  /** Conflicts the complete search may meet in one check, and checks in all; both bound the time. */
  readonly conflictsACheck?: number;
  readonly maxChecks?: number;
  /** Asked between checks; true ends with the smallest failing set known by then. */
  readonly shouldStop?: () => boolean;
}

type MinimalSet = Pick<Extract<ConflictFinding<Part>, { kind: 'conflict' }>, 'members' | 'isMinimal'>;

interface Part {
  readonly kind: 'activity' | 'lag';
  readonly index: number;
}

/**
 * Why a problem has no schedule: a set of resource demands and lags that fails, minimal unless a check was left undecided. Which
 * minimal set is met depends on the order of the parts, so both directions are tried and the smaller is answered. Null when the
 * whole is not proven infeasible within the budget. Activities dropped from the set keep their duration and use nothing.
 */
export function findProjectConflict(
  problem: ProjectProblem,
  { seed, conflictsACheck = 2_000, maxChecks = 600, shouldStop = () => false }: ProjectConflictOptions,
): ProjectConflict | null {
  const parts: Part[] = [
    ...problem.activities.flatMap(({ demands }, index) =>
      demands.some((units) => units > 0) ? [{ kind: 'activity' as const, index }] : [],
    ),
    ...problem.lags.map((_, index) => ({ kind: 'lag' as const, index })),
  ];
  const isConsistent = (subset: readonly Part[]): boolean | null => {
    const compiled = compileProblem(restricted(problem, subset));
    if (!compiled.ok) return false;
    const outcome = new ExactSearch(compiled.value, createRandom(seed), 'starts_first').run(conflictsACheck);
    return outcome === 'budget_spent' ? null : outcome === 'improved';
  };
  const finding = findMinimalConflict(parts, isConsistent, { maxChecks, shouldStop });
  if (finding.kind !== 'conflict') return null;
  const other = findMinimalConflict(parts.toReversed(), isConsistent, { maxChecks, shouldStop });
  const smaller = other.kind === 'conflict' && isSmaller(other, finding) ? other : finding;
  const chosen = new Set(smaller.members);
  const members = parts
    .filter((part) => chosen.has(part))
    .map(({ kind, index }) => (kind === 'activity' ? problem.activities[index]?.id : problem.lags[index]?.id) ?? '');
  return { members, isMinimal: smaller.isMinimal };
}

function isSmaller(one: MinimalSet, other: MinimalSet): boolean {
  if (one.isMinimal !== other.isMinimal) return one.isMinimal;
  return one.members.length < other.members.length;
}

function restricted(problem: ProjectProblem, subset: readonly Part[]): ProjectProblem {
  const kept = (kind: Part['kind']): Set<number> =>
    new Set(subset.filter((part) => part.kind === kind).map(({ index }) => index));
  const [activities, lags] = [kept('activity'), kept('lag')];
  const nothing = problem.resources.map(() => 0);
  return {
    ...problem,
    activities: problem.activities.map((activity, index) =>
      activities.has(index) ? activity : { ...activity, demands: nothing },
    ),
    lags: problem.lags.filter((_, index) => lags.has(index)),
  };
}
