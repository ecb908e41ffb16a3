import type { ClinicProblem, Link, Session, Therapy } from './clinic-problem';
import type { FaultList, RowIndex } from './row-index';

/** A local day has 23 to 25 hours. */
const SHORT_DAY = 23 * 60;
const LONG_DAY = 25 * 60;

/** Links of a contradiction that its sentence names. */
const MOST_NAMED = 20;

/** `value[to] ≥ value[from] + lag`: an edge of a graph of start times (or days). */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly lag: number;
  readonly link: number;
}

/**
 * References of the links, and whether the hard ones can hold together at all: a cycle of gaps with a positive sum has no
 * solution whatever the calendars say (Dechter, Meiri, Pearl 1991: a simple temporal network is consistent iff it has no
 * negative cycle). Checked on minutes and, exactly for calendar days, on day numbers. O(sessions × links) at worst, linear when no
 * cycle exists and links follow the order of the rows.
 */
export function faultsOfLinks(problem: ClinicProblem, rows: RowIndex, faults: FaultList): void {
  for (const [i, link] of problem.links.entries()) {
    rows.mustKnow('sessions', link.from, `/links/${i}/from`);
    rows.mustKnow('sessions', link.to, `/links/${i}/to`);
    if (link.from === link.to) faults.add(`/links/${i}/to`, 'self_link', 'A session cannot be linked to itself.');
    if (link.kind === 'gap' && link.min !== null && link.max !== null && link.min > link.max) {
      faults.add(`/links/${i}`, 'min_above_max', 'The smallest gap must not exceed the largest.');
    }
  }
  if (!faults.none) return;
  const hard = hardLinks(problem);
  const count = problem.sessions.length;
  // Days of two centres are not comparable.
  const inOneCentre = hard.filter(({ from, to }) => problem.sessions[from]?.centreId === problem.sessions[to]?.centreId);
  const cycle = positiveCycle(count, inOneCentre, dayEdges) ?? positiveCycle(count, hard, minuteEdges);
  if (cycle === null) return;
  const ids = [...new Set(cycle.map((link) => problem.links[link]?.id ?? ''))].sort();
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
  faults.add(
    `/links/${cycle.reduce((first, link) => Math.min(first, link))}`,
    'contradictory_links',
    `These links cannot hold together: ${ids.slice(0, MOST_NAMED).join(', ')}${more}. Widen a gap or remove one of them.`,
  );
}

/** A hard link with the indices of its sessions, not both of which are pinned, and how long they may last. */
interface HardLink {
  readonly row: Link;
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly lasts: readonly [from: Therapy['duration'], to: Therapy['duration']];
}

function hardLinks(problem: ClinicProblem): readonly HardLink[] {
  const index = new Map(problem.sessions.map((session, i) => [session.id, i]));
  const therapies = new Map(problem.therapies.map((therapy) => [therapy.id, therapy.duration]));
  const lastsOf = ({ therapyId }: Session): Therapy['duration'] => therapies.get(therapyId) ?? { min: 0, max: 0 };
  const found: HardLink[] = [];
  for (const [number, row] of problem.links.entries()) {
    const [from, to] = [index.get(row.from) ?? -1, index.get(row.to) ?? -1];
    const [first, second] = [problem.sessions[from], problem.sessions[to]];
    if (row.level === 'soft' || first === undefined || second === undefined) continue;
    if (first.fixity === 'pinned' && second.fixity === 'pinned') continue;
    found.push({ row, number, from, to, lasts: [lastsOf(first), lastsOf(second)] });
  }
  return found;
}

type EdgeMaker = (link: HardLink) => readonly [least: number | null, most: number | null];

/** Bounds of `start(to) − start(from)` in minutes, as wide as calendars allow. */
const minuteEdges: EdgeMaker = ({ row: link, lasts: [first, second] }) => {
  if (link.kind === 'same_day') return [-LONG_DAY, LONG_DAY];
  if (link.kind !== 'gap') return [null, null];
  const [shortest, longest] = link.fromAnchor === 'end' ? [first.min, first.max] : [0, 0];
  const [toShortest, toLongest] = link.toAnchor === 'end' ? [second.min, second.max] : [0, 0];
  const days = link.unit === 'days';
  const least = link.min === null ? null : days ? (link.min - 1) * (link.min >= 1 ? SHORT_DAY : LONG_DAY) : link.min;
  const most = link.max === null ? null : days ? (link.max + 1) * (link.max >= -1 ? LONG_DAY : SHORT_DAY) : link.max;
  return [least === null ? null : least + shortest - toLongest, most === null ? null : most + longest - toShortest];
};

/** Bounds of `day(to) − day(from)` of the starts. An end lies at most one day after its start. */
const dayEdges: EdgeMaker = ({ row: link }) => {
  if (link.kind === 'same_day') return [0, 0];
  if (link.kind !== 'gap' || link.unit !== 'days') {
    return [link.kind === 'gap' && (link.min ?? -1) >= 0 && link.toAnchor === 'start' ? 0 : null, null];
  }
  const fromLate = link.fromAnchor === 'end' ? 1 : 0;
  const toLate = link.toAnchor === 'end' ? 1 : 0;
  return [link.min === null ? null : link.min - toLate, link.max === null ? null : link.max + fromLate];
};

function positiveCycle(sessions: number, links: readonly HardLink[], bounds: EdgeMaker): readonly number[] | null {
  const outgoing: Edge[][] = Array.from({ length: sessions }, () => []);
  for (const link of links) {
    const { from, to, number } = link;
    const [least, most] = bounds(link);
    if (least !== null) outgoing[from]?.push({ from, to, lag: least, link: number });
    if (most !== null) outgoing[to]?.push({ from: to, to: from, lag: -most, link: number });
  }
  return longestPathCycle(outgoing);
}

/** Longest paths from a virtual source by a queue; a node whose path has as many edges as there are nodes lies behind a cycle. */
function longestPathCycle(outgoing: readonly (readonly Edge[])[]): readonly number[] | null {
  const n = outgoing.length;
  const value = new Float64Array(n);
  const depth = new Int32Array(n);
  const into: (Edge | null)[] = Array.from({ length: n }, () => null);
  const queued = new Uint8Array(n).fill(1);
  const queue = [...forwardOrder(outgoing)];
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head] ?? 0;
    queued[node] = 0;
    for (const edge of outgoing[node] ?? []) {
      const reached = (value[node] ?? 0) + edge.lag;
      if (reached <= (value[edge.to] ?? 0)) continue;
      value[edge.to] = reached;
      depth[edge.to] = (depth[node] ?? 0) + 1;
      into[edge.to] = edge;
      // Walking back costs the depth: at powers of two it is no more than the way there. A cycle passes through every depth.
      const deep = depth[edge.to] ?? 0;
      const cycle = (deep >= 16 && (deep & (deep - 1)) === 0) || deep > n ? cycleThrough(edge.to, into) : null;
      if (cycle !== null) return cycle;
      if (queued[edge.to] === 0) {
        queued[edge.to] = 1;
        queue.push(edge.to);
      }
    }
  }
  return null;
}

/** Nodes so that edges which push forward lead to later nodes (reverse postorder): a chain is settled in one pass, however its rows lie. */
function forwardOrder(outgoing: readonly (readonly Edge[])[]): readonly number[] {
  const seen = new Uint8Array(outgoing.length);
  const postorder: number[] = [];
  for (let root = 0; root < outgoing.length; root += 1) {
    if (seen[root] === 1) continue;
    const stack = [{ node: root, next: 0 }];
    seen[root] = 1;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = outgoing[top.node]?.[top.next];
      top.next += 1;
      if (edge === undefined) {
        postorder.push(top.node);
        stack.pop();
      } else if (edge.lag > 0 && seen[edge.to] === 0) {
        seen[edge.to] = 1;
        stack.push({ node: edge.to, next: 0 });
      }
    }
  }
  return postorder.reverse();
}

/** Walks the predecessor edges back from `start`; meeting a node twice closes a cycle. */
function cycleThrough(start: number, into: readonly (Edge | null)[]): readonly number[] | null {
  const seen = new Map<number, number>();
  const links: number[] = [];
  let node = start;
  for (let edge = into[node]; edge != null; edge = into[node]) {
    const first = seen.get(node);
    if (first !== undefined) return links.slice(first);
    seen.set(node, links.length);
    links.push(edge.link);
    node = edge.from;
  }
  return null;
}
