import { err, ok, type Result } from '../../shared/result';
import { longestPaths, type LagArcs } from './longest-paths';
import { projectLimits, type ProjectProblem } from './problem';
import type { ProjectModel } from './project-model';
import type { ProblemRefusal } from './refusal';
import { validateProblem } from './validate-problem';

/**
 * Turns a problem into the numbers the search works on, or refuses it: malformed input, and gaps that contradict each other
 * whatever the resources are. O(activities × resources + rounds × lags); rounds are few unless maximum gaps form long chains.
 */
export function compileProblem(problem: ProjectProblem): Result<ProjectModel, ProblemRefusal> {
  const checked = validateProblem(problem);
  if (!checked.ok) return checked;
  const { horizon } = checked.value;
  const arcs = arcsOf(problem);
  const nodes = arcs.nodes;
  const order = forwardOrder(arcs);
  const arcOrder = arcsInOrder(arcs, order.position);
  const released = Int32Array.from({ length: nodes }, (_, node) => problem.activities[node]?.earliestStart ?? 0);
  const forward = longestPaths(arcs, released, arcOrder);
  if (forward.kind === 'cycle') return err(contradiction(problem, forward.arcs));
  const mirrored: LagArcs = { nodes, tail: arcs.head, head: arcs.tail, lag: arcs.lag };
  const deadlines = Int32Array.from({ length: nodes }, (_, node) => -(problem.activities[node]?.latestStart ?? horizon));
  const backward = longestPaths(mirrored, deadlines, arcOrder.toReversed());
  if (backward.kind === 'cycle') return err(contradiction(problem, backward.arcs));
  const latest = backward.value.map((value) => -value);
  for (let node = 0; node < nodes; node += 1) {
    if (forward.value[node]! <= latest[node]!) continue;
    const path = [...pathTo(arcs, forward.viaArc, node), ...pathTo(mirrored, backward.viaArc, node).toReversed()];
    return err(contradiction(problem, path));
  }
  const hasLongestGaps = order.isCyclic || !isShiftable(problem, arcs);
  if (hasLongestGaps && problem.activities.length > projectLimits.activitiesWithLongestGaps) {
    const most = projectLimits.activitiesWithLongestGaps;
    const message = `With longest gaps or latest starts at most ${most} activities are planned at once. Plan in parts.`;
    return err({ pointer: '/activities', code: 'too_many', message });
  }
  return ok(modelOf(problem, arcs, { horizon, earliest: forward.value, latest, hasLongestGaps, topological: order.nodes }));
}

/** The lags of the problem plus those into the sink: from the objective, or from every activity with its duration. */
function arcsOf(problem: ProjectProblem): LagArcs {
  const { activities, lags, objectiveActivity } = problem;
  const sink = activities.length;
  const numberOf = new Map(activities.map(({ id }, index) => [id, index]));
  const ends =
    objectiveActivity === undefined
      ? activities.map(({ duration }, node) => ({ node, lag: duration }))
      : [{ node: numberOf.get(objectiveActivity) ?? sink, lag: 0 }];
  const count = lags.length + ends.length;
  const arcs = {
    nodes: sink + 1,
    tail: new Int32Array(count),
    head: new Int32Array(count).fill(sink),
    lag: new Int32Array(count),
  };
  for (const [arc, { from, to, lag }] of lags.entries()) {
    arcs.tail[arc] = numberOf.get(from) ?? sink;
    arcs.head[arc] = numberOf.get(to) ?? sink;
    arcs.lag[arc] = lag;
  }
  arcs.tail.set(
    ends.map(({ node }) => node),
    lags.length,
  );
  arcs.lag.set(
    ends.map(({ lag }) => lag),
    lags.length,
  );
  return arcs;
}

/** Nodes in an order in which arcs point forward where they can (Kahn); what cycles hold back follows in given order. */
function forwardOrder({ nodes, tail, head, lag }: LagArcs): { nodes: Int32Array; position: Int32Array; isCyclic: boolean } {
  const isForward = (arc: number): boolean => lag[arc]! >= 0 && tail[arc] !== head[arc];
  const { first, items } = indexBy(tail, nodes);
  const waiting = new Int32Array(nodes);
  for (let arc = 0; arc < tail.length; arc += 1) if (isForward(arc)) waiting[head[arc]!] = waiting[head[arc]!]! + 1;
  const order: number[] = [];
  for (let node = 0; node < nodes; node += 1) if (waiting[node] === 0) order.push(node);
  for (let at = 0; at < order.length; at += 1) {
    const node = order[at]!;
    for (let index = first[node]!; index < first[node + 1]!; index += 1) {
      const arc = items[index]!;
      if (!isForward(arc)) continue;
      const next = head[arc]!;
      waiting[next] = waiting[next]! - 1;
      if (waiting[next] === 0) order.push(next);
    }
  }
  const isCyclic = order.length < nodes;
  for (let node = 0; isCyclic && node < nodes; node += 1) if (waiting[node]! > 0) order.push(node);
  const position = new Int32Array(nodes);
  for (const [index, node] of order.entries()) position[node] = index;
  return { nodes: Int32Array.from(order), position, isCyclic };
}

function arcsInOrder({ tail }: LagArcs, position: Int32Array): Int32Array {
  const { items } = indexBy(
    tail.map((node) => position[node]!),
    position.length,
  );
  return items;
}

/** Whether lists ordered by start (and by end, backwards) keep every arc pointing forward: what list scheduling relies on. */
function isShiftable({ activities }: ProjectProblem, { tail, head, lag }: LagArcs): boolean {
  const durationOf = (node: number): number => activities[node]?.duration ?? 0;
  // A milestone pinned to time zero, as the source of many public instances, is where list scheduling puts it anyway.
  if (activities.some(({ latestStart, duration }) => latestStart !== undefined && latestStart + duration > 0)) return false;
  return tail.every((node, arc) => lag[arc]! >= 0 && lag[arc]! + durationOf(head[arc]!) >= durationOf(node));
}

interface Bounds {
  readonly horizon: number;
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
  readonly hasLongestGaps: boolean;
  readonly topological: Int32Array;
}

function modelOf({ activities, resources }: ProjectProblem, arcs: LagArcs, bounds: Bounds): ProjectModel {
  const { nodes } = arcs;
  const demand = new Int32Array(nodes * resources.length);
  for (const [node, activity] of activities.entries()) {
    if (activity.duration > 0) demand.set(activity.demands, node * resources.length);
  }
  const byTail = indexBy(arcs.tail, nodes);
  const arcTail = byTail.items.map((arc) => arcs.tail[arc]!);
  const arcHead = byTail.items.map((arc) => arcs.head[arc]!);
  const arcLag = byTail.items.map((arc) => arcs.lag[arc]!);
  const byHead = indexBy(arcHead, nodes);
  return {
    nodes,
    resources: resources.length,
    duration: Int32Array.from([...activities.map(({ duration }) => duration), 0]),
    demand,
    capacity: Int32Array.from(resources, ({ capacity }) => capacity),
    arcTail,
    arcHead,
    arcLag,
    outStart: byTail.first,
    inArc: byHead.items,
    inStart: byHead.first,
    ...bounds,
  };
}

/** Counting sort: indices of `keys` grouped by key, each group in given order; `first[key]` is where a group begins. */
export function indexBy(keys: Int32Array, count: number): { first: Int32Array; items: Int32Array } {
  const first = new Int32Array(count + 1);
  for (const key of keys) first[key + 1] = first[key + 1]! + 1;
  for (let key = 0; key < count; key += 1) first[key + 1] = first[key + 1]! + first[key]!;
  const next = first.slice();
  const items = new Int32Array(keys.length);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!;
    items[next[key]!] = index;
    next[key] = next[key]! + 1;
  }
  return { first, items };
}

function pathTo(arcs: LagArcs, viaArc: Int32Array, node: number): number[] {
  const path: number[] = [];
  for (let at = node; viaArc[at]! >= 0; at = arcs.tail[viaArc[at]!]!) path.push(viaArc[at]!);
  return path.toReversed();
}

function contradiction({ lags }: ProjectProblem, arcs: readonly number[]): ProblemRefusal {
  const named = arcs.filter((arc) => arc < lags.length);
  const members = named.map((arc) => lags[arc]?.id ?? '');
  const shown = members.length <= 6 ? members.join(', ') : `${members.slice(0, 5).join(', ')} and ${members.length - 5} more`;
  const message = `The gaps ${shown} contradict each other. Shorten a minimum gap or lengthen a maximum gap among them.`;
  return { pointer: `/lags/${named[0] ?? 0}`, code: 'contradictory_gaps', message, members };
}
