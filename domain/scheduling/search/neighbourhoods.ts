import { dayBounds } from '../rules/hours';
import type { Calendar } from '../state/calendar';
import { shuffle, type Random } from '../shared/random';
import type { ScheduleState } from '../state/schedule-state';
import { daysOf } from './candidates';

/** Most sessions taken out at once. */
const MOST_REMOVED = 24;

/** Chooses sessions to take out together, because something could be won by placing them anew. */
export interface Neighbourhood {
  readonly name: 'patient' | 'practitioner_day' | 'room_day' | 'time_band' | 'related' | 'blamed' | 'random';
  readonly pick: (state: ScheduleState, random: Random, movable: readonly number[]) => readonly number[];
}

const placed = (state: ScheduleState, movable: readonly number[]): readonly number[] =>
  movable.filter((session) => state.move(session) !== null);

const unplaced = (state: ScheduleState, movable: readonly number[]): readonly number[] =>
  movable.filter((session) => state.move(session) === null);

function anyOf<T>(list: readonly T[], random: Random): T | null {
  return list.length === 0 ? null : (list[random.below(list.length)] ?? null);
}

/** Free sessions that take time of one resource in a stretch. */
function takersOf(state: ScheduleState, calendar: Calendar | undefined, from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (const { occurrence } of calendar?.starting(from, to) ?? []) {
    if (occurrence !== null) found.push(...occurrence.members.filter((member) => !state.session(member).pinned));
  }
  return found;
}

function dayAround(state: ScheduleState, session: number) {
  return dayBounds(state, state.session(session).centre, state.move(session)?.start ?? 0);
}

const onePatient: Neighbourhood = {
  name: 'patient',
  pick: (state, random, movable) => {
    const lost = unplaced(state, movable);
    const seed = anyOf(lost.length > 0 && random.below(2) === 0 ? lost : movable, random);
    return seed === null ? [] : movable.filter((one) => state.session(one).patient === state.session(seed).patient);
  },
};

const practitionerDay: Neighbourhood = {
  name: 'practitioner_day',
  pick: (state, random, movable) => {
    const seed = anyOf(placed(state, movable), random);
    const team = seed === null ? [] : (state.move(seed)?.team ?? []);
    const person = anyOf(team, random);
    if (seed === null || person === null) return [];
    const day = dayAround(state, seed);
    return takersOf(state, state.people[person], day.start, day.end);
  },
};

const roomDay: Neighbourhood = {
  name: 'room_day',
  pick: (state, random, movable) => {
    const seed = anyOf(placed(state, movable), random);
    if (seed === null) return [];
    const day = dayAround(state, seed);
    return takersOf(state, state.rooms[state.move(seed)?.room ?? -1], day.start, day.end);
  },
};

const BAND = 120;

const timeBand: Neighbourhood = {
  name: 'time_band',
  pick: (state, random, movable) => {
    const seed = anyOf(placed(state, movable), random);
    const from = seed === null ? 0 : (state.move(seed)?.start ?? 0);
    return movable.filter((one) => Math.abs((state.move(one)?.start ?? Infinity) - from) <= BAND);
  },
};

/** Shaw 1998: sessions that could take each other's place, the same therapy or people on the same day. */
const related: Neighbourhood = {
  name: 'related',
  pick: (state, random, movable) => {
    const seed = anyOf(placed(state, movable), random);
    if (seed === null) return [];
    const day = dayAround(state, seed);
    const { therapy } = state.session(seed);
    return movable.filter((one) => {
      const start = state.move(one)?.start ?? -Infinity;
      return (
        start >= day.start &&
        start < day.end &&
        (one === seed || state.session(one).therapy.team[0]?.skill === therapy.team[0]?.skill)
      );
    });
  },
};

/** A session without a place, and who sits where it could have gone on one of its days. */
const blamed: Neighbourhood = {
  name: 'blamed',
  pick: (state, random, movable) => {
    const seed = anyOf(unplaced(state, movable), random);
    if (seed === null) return [];
    const session = state.session(seed);
    state.network.drop(seed, false);
    const day = anyOf(daysOf(state, session), random);
    state.network.drop(seed, true);
    if (day === null) return [seed];
    const around = dayBounds(state, session.centre, day.start);
    const rooms = session.rooms.map((room) => state.rooms[room]);
    const people = [...new Set(session.seats.flat())].map((person) => state.people[person]);
    const takers = [...rooms, ...people].flatMap((calendar) => takersOf(state, calendar, around.start, around.end));
    const own = movable.filter((one) => state.session(one).patient === session.patient);
    return [...own, ...shuffle([...new Set(takers)], random)];
  },
};

const anyAtAll: Neighbourhood = {
  name: 'random',
  pick: (_state, random, movable) => Array.from({ length: 6 }, () => movable[random.below(movable.length)] ?? 0),
};

/** All of them, in the order of their weights. */
export const NEIGHBOURHOODS: readonly Neighbourhood[] = [
  onePatient,
  practitionerDay,
  roomDay,
  timeBand,
  related,
  blamed,
  anyAtAll,
];

/** What a neighbourhood picked of the movable sessions, each once, at most `MOST_REMOVED`, drawn by lot where there are more. */
export function pickSessions(
  neighbourhood: Neighbourhood,
  state: ScheduleState,
  random: Random,
  movable: readonly number[],
): readonly number[] {
  // Who takes time of a resource may lie outside of what a repair may move.
  const mayMove = new Set(movable);
  const picked = [...new Set(neighbourhood.pick(state, random, movable))].filter((session) => mayMove.has(session));
  return picked.length <= MOST_REMOVED
    ? picked
    : [picked[0] ?? 0, ...shuffle(picked.slice(1), random).slice(0, MOST_REMOVED - 1)];
}
