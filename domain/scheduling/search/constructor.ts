import { dayOf } from '../model/local-days';
import type { Move } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { CandidateStream } from './candidate-stream';
import { Outlook } from './outlook';
import { inOrder } from './session-order';

/** How far one construction may look. Nodes are placements tried; the clock plays no part, so a run can be repeated. */
export interface SearchLimits {
  readonly nodes: number;
  /** Of these at most so many in one attempt that does not look ahead, because not all can be reached. */
  readonly blindNodes?: number;
  /** Days with candidates that are compared before the best is taken. */
  readonly days: number;
  /** Tries the shortest buffers first, to make room for others. */
  readonly tight?: boolean;
}

/** One decision: the session, what it may still try, and whom a dead end at it blames (places of earlier decisions). */
interface Decision {
  readonly session: number;
  readonly stream: CandidateStream;
  readonly blamed: Set<number>;
}

/**
 * Places as many of the sessions (none of which has a place) as the node budget lets it, one after the other, each at its cheapest
 * candidate after which all that follow can still be reached; at a dead end it jumps back to the last decision that is to blame
 * (conflict-directed backjumping, Prosser 1993). When there is none, the deepest attempt is kept and the rest goes on without looking
 * ahead: not all can be reached, but perhaps the next. Where that ends too, its session is given up with those that need it.
 * O(nodes × candidates).
 */
export function construct(state: ScheduleState, sessions: readonly number[], limits: SearchLimits): void {
  for (const session of sessions) state.network.drop(session, false);
  let rest = inOrder(state, sessions);
  let nodes = limits.nodes;
  let outlook: Outlook | null = new Outlook(state, rest);
  while (rest.length > 0) {
    const most = outlook === null ? Math.min(nodes, limits.blindNodes ?? nodes) : nodes;
    const attempt = attemptAll(state, rest, { ...limits, nodes: most }, outlook);
    nodes = Math.max(rest.length, nodes - attempt.nodes);
    if (attempt.stuck === null) return;
    const lost = outlook === null ? [attempt.stuck, ...dependents(state, attempt.stuck, new Set(rest))] : [];
    for (const session of lost) state.network.drop(session, true);
    rest = rest.filter((session) => !lost.includes(session) && state.move(session) === null);
    outlook = null;
  }
}

function attemptAll(
  state: ScheduleState,
  order: readonly number[],
  limits: SearchLimits,
  outlook: Outlook | null,
): { readonly stuck: number | null; readonly nodes: number } {
  const decisions: Decision[] = [];
  let deepest: readonly Move[] = [];
  let nodes = 0;
  while (decisions.length <= order.length) {
    const session = order[decisions.length];
    if (session === undefined) return { stuck: null, nodes };
    let decision: Decision | undefined = {
      session,
      stream: new CandidateStream(state, session, limits.days, limits.tight === true, outlook),
      blamed: new Set(),
    };
    while (!placeNext(state, decision)) {
      if (decisions.length >= deepest.length) deepest = movesOf(state, decisions);
      const culprit: number = nodes > limits.nodes ? -1 : deepestCulprit(state, decisions, decision);
      if (culprit < 0) {
        for (const { session: placed } of decisions) state.remove(placed);
        for (const move of deepest) state.place(move);
        return { stuck: order[deepest.length] ?? session, nodes };
      }
      const blamed: ReadonlySet<number> = decision.blamed;
      for (const { session: placed } of decisions.slice(culprit)) state.remove(placed);
      decision = decisions[culprit];
      decisions.length = culprit;
      if (decision === undefined) return { stuck: session, nodes };
      for (const place of blamed) if (place < culprit) decision.blamed.add(place);
      nodes += 1;
    }
    decisions.push(decision);
    nodes += 1;
  }
  return { stuck: null, nodes };
}

/** Places the next candidate that leaves every linked session a window. */
function placeNext(state: ScheduleState, decision: Decision): boolean {
  for (let candidate = decision.stream.next(); candidate !== null; candidate = decision.stream.next()) {
    if (state.tryPlace(candidate.move)) return true;
  }
  return false;
}

/** Adds whom this dead end blames and answers the last of them: linked decisions and those near the days it could have used. */
function deepestCulprit(state: ScheduleState, decisions: readonly Decision[], decision: Decision): number {
  const session = state.session(decision.session);
  const centre = state.clinic.centres[session.centre]?.row;
  const { from, to } = state.network.window(decision.session);
  for (const [place, { session: earlier }] of decisions.entries()) {
    const other = state.session(earlier);
    const start = state.move(earlier)?.start ?? 0;
    const linked = other.component === session.component;
    const near = centre !== undefined && dayOf(centre, start) >= dayOf(centre, from) && dayOf(centre, start) <= dayOf(centre, to);
    if (linked || near) decision.blamed.add(place);
  }
  return Math.max(-1, ...decision.blamed);
}

function movesOf(state: ScheduleState, decisions: readonly Decision[]): readonly Move[] {
  return decisions.flatMap(({ session }) => state.move(session) ?? []);
}

/** Sessions (of the set, if one is given) that may not be held without `lost`, directly or not. O(links). */
export function dependents(state: ScheduleState, lost: number, among: ReadonlySet<number> | null = null): readonly number[] {
  if (state.clinic.rules.sequence.level === 'off') return [];
  const found = new Set<number>();
  const open = [lost];
  for (let session = open.pop(); session !== undefined; session = open.pop()) {
    for (const { row, hard, from, to } of state.session(session).links) {
      if (!hard || row.kind !== 'gap' || !row.requires || from !== session || found.has(to) || among?.has(to) === false) continue;
      found.add(to);
      open.push(to);
    }
  }
  return [...found];
}
