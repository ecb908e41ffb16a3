import { noPath } from '../longest-paths';
import type { ProjectModel } from '../project-model';

/** Two activities that cannot run at the same time, in either order. */
export interface DisjunctivePairs {
  readonly one: Int32Array;
  readonly other: Int32Array;
  /** Orders that follow from the time lags: `forcedFirst[i]` ends before `forcedNext[i]` starts. */
  readonly forcedFirst: readonly number[];
  readonly forcedNext: readonly number[];
}

/**
 * Pairs whose demands together exceed a capacity. Where the time lags leave one order only, that order is taken over into
 * `distance` (which changes) until nothing follows any more; null when both orders of some pair are impossible.
 *
 * O(nodes² × (resources + rounds)) plus O(nodes²) for each forced order. Source: Brucker, Knust, Schoo, Thiele, "A branch and
 * bound algorithm for the resource-constrained project scheduling problem", EJOR 107 (1998), immediate selection.
 */
export function disjunctivePairs(model: ProjectModel, distance: Int32Array): DisjunctivePairs | null {
  const { nodes, duration } = model;
  let open: [number, number][] = [];
  for (let one = 0; one < nodes; one += 1) {
    for (let other = one + 1; other < nodes; other += 1) if (exceed(model, one, other)) open.push([one, other]);
  }
  const forcedFirst: number[] = [];
  const forcedNext: number[] = [];
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    const rest: [number, number][] = [];
    for (const pair of open) {
      const [one, other] = pair;
      const ahead = distance[one * nodes + other]!;
      const behind = distance[other * nodes + one]!;
      if (ahead >= duration[one]! || behind >= duration[other]!) continue;
      const oneCanLead = duration[one]! + behind <= 0;
      const otherCanLead = duration[other]! + ahead <= 0;
      if (!oneCanLead && !otherCanLead) return null;
      if (oneCanLead && otherCanLead) {
        rest.push(pair);
        continue;
      }
      const [first, next] = oneCanLead ? [one, other] : [other, one];
      forcedFirst.push(first);
      forcedNext.push(next);
      addArc(distance, nodes, first, next, duration[first]!);
      isChanged = true;
    }
    open = rest;
  }
  return {
    one: Int32Array.from(open, ([one]) => one),
    other: Int32Array.from(open, ([, other]) => other),
    forcedFirst,
    forcedNext,
  };
}

function exceed({ demand, resources, capacity }: ProjectModel, one: number, other: number): boolean {
  for (let resource = 0; resource < resources; resource += 1) {
    const first = demand[one * resources + resource]!;
    const second = demand[other * resources + resource]!;
    if (first > 0 && second > 0 && first + second > capacity[resource]!) return true;
  }
  return false;
}

/** Longest paths after one more arc, which must not close a positive cycle. O(nodes²). */
function addArc(distance: Int32Array, nodes: number, tail: number, head: number, lag: number): void {
  for (let from = 0; from < nodes; from += 1) {
    const reach = distance[from * nodes + tail]!;
    // Where the head is no farther than before, nothing beyond it is.
    if (reach === noPath || reach + lag <= distance[from * nodes + head]!) continue;
    for (let to = 0; to < nodes; to += 1) {
      const rest = distance[head * nodes + to]!;
      if (rest !== noPath && reach + lag + rest > distance[from * nodes + to]!) distance[from * nodes + to] = reach + lag + rest;
    }
  }
}
