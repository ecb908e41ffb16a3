import { dayOf } from '../model/local-days';
import type { Move } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { CandidateStream } from './candidate-stream';
import { daysOf, openStarts } from './candidates';
import { inOrder } from './session-order';

/** How far one construction may look. Nodes are placements tried; the clock plays no part, so a run can be repeated. */
export interface SearchLimits {
  readonly nodes: number;
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
 * candidate; at a dead end it jumps back to the last decision that is to blame (conflict-directed backjumping, Prosser 1993). When
 * there is none, the deepest attempt is kept, the session at which it ended is given up with those that need it, and the rest goes on.
 * Answers the sessions given up. O(nodes × candidates).
 */
export function construct(state: ScheduleState, sessions: readonly number[], limits: SearchLimits): readonly number[] {
  for (const session of sessions) state.network.drop(session, false);
  let rest = inOrder(state, sessions);
  const givenUp: number[] = [];
  let nodes = limits.nodes;
  while (rest.length > 0) {
    const attempt = attemptAll(state, rest, { ...limits, nodes });
    nodes = Math.max(rest.length, nodes - attempt.nodes);
    if (attempt.stuck === null) return givenUp;
    const lost = new Set([attempt.stuck, ...dependents(state, attempt.stuck, new Set(rest))]);
    for (const session of lost) {
      givenUp.push(session);
      state.network.drop(session, true);
    }
    rest = rest.filter((session) => !lost.has(session) && state.move(session) === null);
  }
  return givenUp;
}

function attemptAll(
  state: ScheduleState,
  order: readonly number[],
  limits: SearchLimits,
): { readonly stuck: number | null; readonly nodes: number } {
  const decisions: Decision[] = [];
  let deepest: readonly Move[] = [];
  let nodes = 0;
  while (decisions.length <= order.length) {
    const session = order[decisions.length];
    if (session === undefined) return { stuck: null, nodes };
    let decision: Decision | undefined = {
      session,
      stream: new CandidateStream(state, session, limits.days, limits.tight === true),
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
      const dead = decision.session;
      const late = lateness(state, dead, decisions[culprit]?.session ?? -1);
      for (const { session: placed } of decisions.slice(culprit)) state.remove(placed);
      decision = decisions[culprit];
      decisions.length = culprit;
      if (decision === undefined) return { stuck: session, nodes };
      for (const place of blamed) if (place < culprit) decision.blamed.add(place);
      const delay = late === null ? null : missingDelay(state, dead, late.bound);
      if (late !== null && delay !== null) decision.stream.skipTo(late.start + delay);
      nodes += 1;
    }
    decisions.push(decision);
    nodes += 1;
  }
  return { stuck: null, nodes };
}

/** How long a dead end is looked past for the next start, in days. */
const LOOK_PAST = 7;

/** When a dead end may start at the latest because of the culprit's place, and where that is; null: it is not the culprit's doing. */
function lateness(
  state: ScheduleState,
  dead: number,
  culprit: number,
): { readonly bound: number; readonly start: number } | null {
  const move = culprit < 0 ? null : state.move(culprit);
  if (move === null || !state.network.chain(dead, 'latest').some(({ session }) => session === culprit)) return null;
  return { bound: state.network.window(dead).to, start: move.start };
}

/**
 * By how much the culprit must come later so that the dead end meets its next start: the exact missing delay, as in repair of
 * time-constrained schedules (Franck, Neumann, Schwindt 2001), instead of one start after the other.
 */
function missingDelay(state: ScheduleState, dead: number, bound: number): number | null {
  const session = state.session(dead);
  const [lengths] = session.lengths;
  if (lengths === undefined) return null;
  const later = daysOf(state, session)
    .filter(({ end }) => end > bound)
    .slice(0, LOOK_PAST);
  for (const day of later) {
    const next = openStarts(state, session, day, lengths).find((start) => start > bound);
    if (next !== undefined) return next - bound;
  }
  return null;
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
