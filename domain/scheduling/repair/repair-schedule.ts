import type { CompiledSession } from '../model/compiled';
import { dayBounds } from '../rules/hours';
import { construct } from '../search/constructor';
import { Improver } from '../search/improver';
import { moveOf } from '../model/compile-sessions';
import { createRandom } from '../shared/random';
import { patientsInOrder } from '../search/session-order';
import { sweep } from '../search/sweep';
import type { ScheduleState } from '../state/schedule-state';

/** Improvement while everything has a place; then the ball of sessions that may move stays as small as it can be. */
const POLISH = 2;

export interface RepairOptions {
  readonly seed: number;
  /** Most epochs of search, while sessions are still without a place. */
  readonly epochs: number;
  readonly stop?: () => boolean;
}

/**
 * Finds places for the sessions that lost theirs, touching as little as it can: each first at its own time with other hands or another
 * room, then the same day, then near it (that is the order of its candidates' cost). While something stays without a place, sessions
 * around it may move too, in a ball that grows: the same people and rooms on the days concerned, then those days, then all. Answers the
 * epochs that ran.
 */
export function repairSchedule(state: ScheduleState, options: RepairOptions): number {
  const lost = state.clinic.sessions
    .filter(({ index, pinned }) => !pinned && state.move(index) === null)
    .map(({ index }) => index);
  for (const session of byChoice(state, lost)) construct(state, session, { nodes: session.length * 8 + 8, days: 1 });
  state.settle();
  const random = createRandom(options.seed);
  let epochs = 0;
  for (const ball of [1, 2, 3] as const) {
    const movable = ballOf(state, lost, ball);
    const improver = new Improver(state, random, movable);
    for (let i = 0; i < (ball === 1 ? POLISH : options.epochs); i += 1) {
      if (epochs >= options.epochs || options.stop?.() === true) break;
      if (lost.length === 0 || (i > 0 && lost.every((session) => state.move(session) !== null))) break;
      improver.epoch();
      epochs += 1;
    }
    improver.restoreBest();
    if (lost.every((session) => state.move(session) !== null)) break;
  }
  sweep(state);
  return epochs;
}

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
