import type { CompiledSession, Move } from '../model/compiled';
import { missingSteps } from '../rules/links';
import type { Stretch } from '../rules/rule';
import type { Calendar } from '../state/calendar';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';
import { candidatesIn, daysOf } from './candidates';
import { peopleFor, roomsFor, timeWindow } from './resource-windows';
import { firstFit } from './sweep';

/** How far a chain may reach. Tries are sessions taken out; the clock plays no part, so a run can be repeated. */
export interface EjectionLimits {
  /** Sessions that may move one after the other. */
  readonly depth: number;
  /** Sessions that may be taken out in all. */
  readonly tries: number;
  /** Days that are looked at, the nearest first. */
  readonly days: number;
  /** Who may move; left out: everybody that is not pinned. */
  readonly movable?: ReadonlySet<number>;
}

/**
 * Places a session that finds no place by moving another away, which may move a third, and so on (ejection chains, Glover 1996). A
 * chain that ends well is kept, any other is taken back. Whether the session has a place now.
 * O(tries × search of one session), and O(sessions of the days × words) to find who is in the way.
 */
export function placeByEjection(state: ScheduleState, session: number, limits: EjectionLimits): boolean {
  if (missingSteps(state, state.session(session)).length > 0) return false;
  state.network.drop(session, false);
  const isPlaced = chain(state, session, limits, { tries: limits.tries }, new Set([session]));
  if (!isPlaced) state.network.drop(session, true);
  return isPlaced;
}

function chain(
  state: ScheduleState,
  index: number,
  limits: EjectionLimits,
  left: { tries: number },
  moving: ReadonlySet<number>,
): boolean {
  const session = state.session(index);
  if (placeFirst(state, session)) return true;
  const { depth, days, movable } = limits;
  if (depth === 0) return false;
  for (const day of daysOf(state, session).slice(0, days)) {
    for (const victim of inTheWay(state, session, day)) {
      if (moving.has(victim) || movable?.has(victim) === false) continue;
      if (left.tries === 0) return false;
      left.tries -= 1;
      const mark = state.mark();
      state.remove(victim);
      const fits = placeIn(state, session, day);
      if (fits && chain(state, victim, { ...limits, depth: depth - 1 }, left, new Set([...moving, victim]))) return true;
      state.rollback(mark);
    }
  }
  return false;
}

function placeFirst(state: ScheduleState, session: CompiledSession): boolean {
  const fit = firstFit(state, session);
  return fit !== null && state.tryPlace(fit.move);
}

/** Places a session in one day, as short as it may be where it does not fit otherwise. */
function placeIn(state: ScheduleState, session: CompiledSession, day: Stretch): boolean {
  for (const lengths of session.lengths) {
    const [best] = candidatesIn(state, session, day, lengths, 1);
    if (best !== undefined && state.tryPlace(best.move)) return true;
  }
  return false;
}

/**
 * Free sessions of a day, each of which alone keeps the session from a start: with its person, its room or both to be had, some start
 * is left. An estimate from bitsets (limits per day and equipment are not looked at). First those that are not where they were promised
 * to be, then the least urgent. O(sessions of the day × words).
 */
function inTheWay(state: ScheduleState, session: CompiledSession, day: Stretch): readonly number[] {
  const lengths = session.lengths.at(-1);
  const window = lengths === undefined ? null : timeWindow(state, session, lengths, day.start, day.end - 1);
  if (window === null || window.empty) return [];
  const startsOfPerson = peopleFor(state, session, window);
  const seats = session.seats.map((able, seat) =>
    unionOf(
      window,
      able.map((person) => startsOfPerson(seat, person)),
    ),
  );
  const rooms = session.rooms.length === 0 ? window : unionOf(window, session.rooms.map(roomsFor(state, session, window)));
  const isFreed = (victim: Move): boolean => {
    const left = window.copy();
    for (const [seat, able] of session.seats.entries()) {
      const freed = victim.team
        .filter((person) => able.includes(person))
        .map((person) => personWithout(state, session, person, victim, window));
      left.keepUnion([seats[seat] ?? window, ...freed]);
    }
    left.keepUnion(session.rooms.includes(victim.room) ? [rooms, roomWithout(state, session, victim, window)] : [rooms]);
    return !left.empty;
  };
  const rank = ({ session: one, start }: Move): number => {
    const { published, urgency } = state.session(one);
    return published !== null && published.start === start ? 10 + urgency : urgency;
  };
  return aloneThatDay(state, session, day)
    .filter(isFreed)
    .sort((a, b) => rank(a) - rank(b) || a.session - b.session)
    .map((move) => move.session);
}

function unionOf(window: StartWindow, all: readonly StartWindow[]): StartWindow {
  const union = window.copy();
  union.keepUnion(all);
  return union;
}

/** When a person would be free if one of their sessions were gone. */
function personWithout(
  state: ScheduleState,
  session: CompiledSession,
  person: number,
  { session: victim, start, end, turn }: Move,
  window: StartWindow,
): StartWindow {
  const starts = window.copy();
  const setup = state.session(victim).therapy.buffers.practitionerSetup;
  state.people[person]?.without(start - setup, end + turn, () => {
    for (const prune of state.rules.person) prune(state, session, person, starts);
  });
  return starts;
}

/** When a room would be free if one of its sessions were gone. */
function roomWithout(
  state: ScheduleState,
  session: CompiledSession,
  { session: victim, start, end, clean, room }: Move,
  window: StartWindow,
): StartWindow {
  const starts = window.copy();
  state.rooms[room]?.without(start - state.session(victim).therapy.buffers.roomSetup, end + clean, () => {
    for (const prune of state.rules.room) prune(state, session, room, starts);
  });
  return starts;
}

/** Places of single sessions that may move and take a person or a room of this one, in a day. */
function aloneThatDay(state: ScheduleState, session: CompiledSession, day: Stretch): Move[] {
  const found = new Map<number, Move>();
  const look = (calendar: Calendar | undefined): void => {
    for (const { occurrence } of calendar?.units === 1 ? calendar.starting(day.start, day.end) : []) {
      const [only, another] = occurrence?.members ?? [];
      const move = only === undefined || another !== undefined || state.session(only).pinned ? null : state.move(only);
      if (move !== null) found.set(move.session, move);
    }
  };
  for (const room of session.rooms) look(state.rooms[room]);
  for (const seat of session.seats) for (const person of seat) look(state.people[person]);
  return [...found.values()];
}
