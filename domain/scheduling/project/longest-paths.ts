/** Arcs `value(head) >= value(tail) + lag` between numbered nodes. */
export interface LagArcs {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly lag: Int32Array;
}

/** Least values that satisfy all arcs, or the arcs of a cycle of positive length, which no values satisfy. */
export type LongestPaths =
  | { readonly kind: 'values'; readonly value: Int32Array; readonly viaArc: Int32Array }
  | { readonly kind: 'cycle'; readonly arcs: readonly number[] };

/**
 * Longest paths from `start` (least values allowed by themselves) along `order`, which only affects the time taken.
 * `viaArc[node]` is the arc that set the value, -1 where `start` did.
 *
 * Bellman–Ford by rounds; the graph of deciding arcs is searched for a cycle after 1, 2, 4, 8 … of them, so contradictions end
 * early: O(rounds × arcs), at most nodes + 1 rounds. Source: Cherkassky and Goldberg, "Negative-cycle detection algorithms", 1999.
 */
export function longestPaths(arcs: LagArcs, start: Int32Array, arcOrder: Int32Array): LongestPaths {
  const { tail, head, lag, nodes } = arcs;
  const value = start.slice();
  const viaArc = new Int32Array(nodes).fill(-1);
  for (let round = 1; round <= nodes + 1; round += 1) {
    let isChanged = false;
    for (let index = 0; index < arcOrder.length; index += 1) {
      const arc = arcOrder[index]!;
      const reached = value[tail[arc]!]! + lag[arc]!;
      const node = head[arc]!;
      if (reached > value[node]!) {
        value[node] = reached;
        viaArc[node] = arc;
        isChanged = true;
      }
    }
    if (!isChanged) return { kind: 'values', value, viaArc };
    if ((round & (round - 1)) === 0 || round > nodes) {
      const cycle = cycleOf(arcs, viaArc);
      if (cycle) return { kind: 'cycle', arcs: cycle };
    }
  }
  throw new Error('A graph without a positive cycle settles after as many rounds as it has nodes.');
}

/** The arcs of a cycle among the deciding arcs, in their direction; null when there is none. O(nodes). */
function cycleOf(arcs: LagArcs, viaArc: Int32Array): number[] | null {
  const seenFrom = new Int32Array(arcs.nodes).fill(-1);
  for (let first = 0; first < arcs.nodes; first += 1) {
    let node = first;
    while (seenFrom[node] === -1) {
      seenFrom[node] = first;
      const arc = viaArc[node]!;
      if (arc < 0) break;
      node = arcs.tail[arc]!;
    }
    if (seenFrom[node] !== first || viaArc[node]! < 0) continue;
    const cycle: number[] = [];
    let at = node;
    do {
      const arc = viaArc[at]!;
      cycle.push(arc);
      at = arcs.tail[arc]!;
    } while (at !== node);
    return cycle.toReversed();
  }
  return null;
}

/** Value of a pair that no path joins, in `allLongestPaths`. Adding two of them does not overflow. */
export const noPath = -0x2000_0000;

/**
 * `distance[i * nodes + j]` = the longest path from i to j, `noPath` where there is none. The arcs hold no positive cycle.
 * O(nodes³) by Floyd–Warshall.
 */
export function allLongestPaths(arcs: LagArcs): Int32Array {
  const { nodes, tail, head, lag } = arcs;
  const distance = new Int32Array(nodes * nodes).fill(noPath);
  for (let node = 0; node < nodes; node += 1) distance[node * nodes + node] = 0;
  for (let arc = 0; arc < tail.length; arc += 1) {
    const cell = tail[arc]! * nodes + head[arc]!;
    if (lag[arc]! > distance[cell]!) distance[cell] = lag[arc]!;
  }
  for (let middle = 0; middle < nodes; middle += 1) {
    const middleRow = middle * nodes;
    for (let from = 0; from < nodes; from += 1) {
      const first = distance[from * nodes + middle]!;
      if (first === noPath || from === middle) continue;
      const row = from * nodes;
      for (let to = 0; to < nodes; to += 1) {
        const second = distance[middleRow + to]!;
        if (second !== noPath && first + second > distance[row + to]!) distance[row + to] = first + second;
      }
    }
  }
  return distance;
}
