import type { CompiledSession } from '../model/compiled';
import { dayBounds } from '../rules/hours';
import { missingSteps } from '../rules/links';
import { admits } from '../search/admits';
import { candidatesIn } from '../search/candidates';
import { completeSmall, LOOKS } from '../search/complete-search';
import { construct } from '../search/constructor';
import { placeByEjection } from '../search/eject';
import { Improver } from '../search/improver';
import { moveOf } from '../model/compile-sessions';
import { createRandom } from '../shared/random';
import { patientsInOrder } from '../search/session-order';
import { sweep } from '../search/sweep';
import type { ScheduleState } from '../state/schedule-state';

/** A chain moves at most two others for a session, near the days concerned. */
const CHAIN = { depth: 2, tries: 24, days: 5 };

export interface RepairOptions {
  readonly seed: number;
  /** Most epochs of search, while sessions are still without a place. */
  readonly epochs: number;
  readonly stop?: () => boolean;
}

/**
 * Finds places for the sessions that lost theirs, touching as little as it can. First each at its own time with other hands or in
 * another room, those with least choice first: the sessions of one person or room never overlap, so that nobody competes for the same
 * colleague at the same time but where several were lost at once. Then near its time (that is the order of its candidates' cost); a few
 * newcomers by a complete search; then by a short chain in which somebody else moves away. While something stays without a place, and
 * only then, sessions around it may move in a ball that grows: the same people and rooms on the days concerned, those days, all. Answers
 * the epochs of that search.
 */
export function repairSchedule(state: ScheduleState, options: RepairOptions): number {
  const lost = state.clinic.sessions
    .filter(({ index, pinned }) => !pinned && state.move(index) === null)
    .map(({ index }) => index);
  const groups = byChoice(state, lost);
  for (const group of groups) for (const session of group) placeAtOwnTime(state, session);
  const away = (): readonly number[] => lost.filter((session) => state.move(session) === null);
  // Those who were never told a place may be placed in any way before somebody else is moved for them.
  const isNew = (session: number): boolean => state.session(session).published === null;
  const newcomers = lost.filter(isNew);
  for (const group of groups) {
    const rest = group.filter((session) => state.move(session) === null);
    if (rest.length > 0) construct(state, rest, { nodes: nodesFor(rest.length), days: 1 });
  }
  completeSmall(state, newcomers, LOOKS.first);
  for (const session of away()) placeByEjection(state, session, CHAIN);
  state.settle();
  const epochs = away().length === 0 ? 0 : searchAround(state, lost, options);
  if (away().length > 0) sweep(state);
  return epochs;
}

/** What was promised, where it holds again; else the promised time with the cheapest hands and room. Nothing happens when there is none. */
function placeAtOwnTime(state: ScheduleState, index: number): void {
  const session = state.session(index);
  const promised = moveOf(state.clinic, index);
  if (promised === null || missingSteps(state, session).length > 0) return;
  if (admits(state, promised) && state.tryPlace(promised)) return;
  for (const lengths of session.lengths) {
    const [best] = candidatesIn(state, session, { start: promised.start, end: promised.start + 1 }, lengths, 1);
    if (best !== undefined && state.tryPlace(best.move)) return;
  }
}

/** Large neighbourhood search in a growing ball around what found no place; answers its epochs. */
function searchAround(state: ScheduleState, lost: readonly number[], options: RepairOptions): number {
  const random = createRandom(options.seed);
  const isDone = (): boolean => lost.every((session) => state.move(session) !== null);
  let epochs = 0;
  for (const ball of [1, 2, 3] as const) {
    if (isDone() || epochs >= options.epochs) break;
    const improver = new Improver(state, random, ballOf(state, lost, ball));
    const most = ball === 1 ? FIRST_BALL : options.epochs;
    for (let i = 0; i < most && epochs < options.epochs && options.stop?.() !== true && !isDone(); i += 1) {
      improver.epoch();
      epochs += 1;
    }
    improver.restoreBest();
  }
  return epochs;
}

/** Placements tried for a patient. */
const nodesFor = (sessions: number): number => sessions * 8 + 8;

/** Epochs in the smallest ball: what it does not give soon it does not give. */
const FIRST_BALL = 2;

/** Patients in planning order; among equals those whose people are fewest first, because they have least choice. */
function byChoice(state: ScheduleState, lost: readonly number[]): readonly (readonly number[])[] {
  const choice = (group: readonly number[]): number =>
    Math.min(...group.map((one) => Math.min(...state.session(one).seats.map((seat) => seat.length), Infinity)));
  const groups = patientsInOrder(state, lost).map((group, place) => ({
    group,
    place,
    choice: choice(group),
    urgency: urgencyOf(state, group),
  }));
  return groups
    .sort((a, b) => b.urgency - a.urgency || compare(a.choice, b.choice) || a.place - b.place)
    .map(({ group }) => group);
}

const urgencyOf = (state: ScheduleState, group: readonly number[]): number =>
  Math.max(...group.map((one) => state.session(one).urgency));
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

/** Sessions that may move in a repair, ascending. */
function ballOf(state: ScheduleState, lost: readonly number[], ball: 1 | 2 | 3): readonly number[] {
  const free = state.clinic.sessions.filter(({ pinned }) => !pinned);
  if (ball === 3) return free.map(({ index }) => index);
  const days = lost.flatMap((session) => {
    const start = moveOf(state.clinic, session)?.start ?? state.network.window(session).from;
    return [dayBounds(state, state.session(session).centre, start)];
  });
  const skills = new Set(lost.flatMap((session) => state.session(session).seatNeeds.map(({ skill }) => skill)));
  const near = ({ index, seatNeeds }: CompiledSession): boolean => {
    const start = state.move(index)?.start;
    if (start === undefined || !days.some((day) => start >= day.start && start < day.end)) return false;
    return ball === 2 || seatNeeds.some(({ skill }) => skills.has(skill));
  };
  const own = new Set(lost);
  return free.filter((session) => own.has(session.index) || near(session)).map(({ index }) => index);
}
