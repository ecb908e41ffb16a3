import { dayOf, dayStart } from '../model/local-days';
import type { Minute } from '../model/clinic-problem';
import type { CompiledSession, Move } from '../model/compiled';
import { groupLimit } from '../rules/limits';
import type { Stretch } from '../rules/rule';
import { compareScores, priceOfMove } from '../score/score';
import type { ScheduleState } from '../state/schedule-state';
import { StartWindow, type Lengths } from '../state/start-window';
import { TeamChooser, type Chair } from './choose-team';

/** A move that breaks no rule, with what it would cost per level. */
export interface Candidate {
  readonly move: Move;
  readonly cost: Float64Array;
}

/** Lengths to try, the best first: as wished, with the shortest buffers, and shortened as well. */
export function lengthsOf({ therapy }: CompiledSession): readonly Lengths[] {
  const { patientRest, roomClean, practitionerTurn } = therapy.buffers;
  const full = { rest: patientRest.minutes, clean: roomClean.minutes, turn: practitionerTurn.minutes };
  const tight = { rest: patientRest.shrinkTo, clean: roomClean.shrinkTo, turn: practitionerTurn.shrinkTo };
  const shrinks = full.rest > tight.rest || full.clean > tight.clean || full.turn > tight.turn;
  const all: Lengths[] = [{ minutes: therapy.duration.max, ...full }];
  if (shrinks) all.push({ minutes: therapy.duration.max, ...tight });
  if (therapy.duration.min < therapy.duration.max) all.push({ minutes: therapy.duration.min, ...tight });
  return all;
}

/** Local days in which the session may start, in order; a published one looks around its promised day first. */
export function daysOf(state: ScheduleState, session: CompiledSession): readonly Stretch[] {
  const centre = state.clinic.centres[session.centre]?.row;
  const { from, to } = state.network.window(session.index);
  if (centre === undefined || from > to) return [];
  const days: Stretch[] = [];
  const last = dayOf(centre, to);
  for (let day = dayOf(centre, from); day <= last; day += 1) {
    days.push({ start: dayStart(centre, day), end: dayStart(centre, day + 1) });
  }
  const { published } = session;
  if (published === null) return days;
  const away = (day: Stretch): number => Math.max(0, day.start - published.start, published.start - (day.end - 1));
  return days.sort((a, b) => away(a) - away(b) || a.start - b.start);
}

/**
 * The best candidates that start in one stretch of at most a day, by cost, then time; at most `most`, with different starts. Every
 * rule has been asked. O(people × words + rooms × words + starts × (people + rooms)).
 */
export function candidatesIn(
  state: ScheduleState,
  session: CompiledSession,
  day: Stretch,
  lengths: Lengths,
  most: number,
): readonly Candidate[] {
  const gridMinutes = state.clinic.centres[session.centre]?.row.gridMinutes ?? 5;
  const window = new StartWindow(state.clinic.grid, lengths, day.start, day.end - 1, gridMinutes);
  for (const prune of state.rules.time) {
    prune(state, session, window);
    if (window.empty) return [];
  }
  const found: Candidate[] = [...joiners(state, session, window, day)];
  const chairs = chairsFor(state, session, window);
  const rooms = chairs === null ? null : roomsFor(state, session, window);
  if (chairs !== null && rooms !== null) {
    const teams = new TeamChooser(state, session, day, chairs);
    let left = most * 3;
    for (const start of byCost(state, session, window.starts(), lengths)) {
      if (left === 0) break;
      const candidate = cheapestAt(state, session, start, lengths, teams, rooms);
      if (candidate === null) continue;
      found.push(candidate);
      left -= 1;
    }
  }
  return found.sort(compareCandidates).slice(0, most);
}

/** Starts of a day that calendars and links leave, before the rules that look at one finished candidate. */
export function openStarts(state: ScheduleState, session: CompiledSession, day: Stretch, lengths: Lengths): readonly Minute[] {
  const gridMinutes = state.clinic.centres[session.centre]?.row.gridMinutes ?? 5;
  const window = new StartWindow(state.clinic.grid, lengths, day.start, day.end - 1, gridMinutes);
  for (const prune of state.rules.time) prune(state, session, window);
  if (window.empty || chairsFor(state, session, window) === null || roomsFor(state, session, window) === null) return [];
  return window.starts();
}

/** What a session may be made of on one day: who and which room at which starts, the cheapest start first. */
export interface Choices {
  readonly starts: readonly Minute[];
  readonly seats: readonly (readonly Chair[])[];
  /** Empty when no room is needed. */
  readonly rooms: readonly Chair[];
  /** Places in groups that stand already. */
  readonly joins: readonly Candidate[];
}

/** All choices of a day, before the rules that look at one finished candidate: for a search that leaves none out. */
export function choicesIn(state: ScheduleState, session: CompiledSession, day: Stretch, lengths: Lengths): Choices {
  const gridMinutes = state.clinic.centres[session.centre]?.row.gridMinutes ?? 5;
  const window = new StartWindow(state.clinic.grid, lengths, day.start, day.end - 1, gridMinutes);
  for (const prune of state.rules.time) prune(state, session, window);
  const joins = window.empty ? [] : joiners(state, session, window, day);
  const seats = window.empty ? null : chairsFor(state, session, window);
  const rooms = seats === null ? null : roomsFor(state, session, window);
  if (seats === null || rooms === null) return { starts: [], seats: [], rooms: [], joins };
  return { starts: byCost(state, session, window.starts(), lengths), seats, rooms, joins };
}

/** Cheaper first, then earlier, then by people and room, so that ties never depend on how they were found. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    compareScores(a.cost, b.cost) ||
    a.move.start - b.move.start ||
    (a.move.team[0] ?? 0) - (b.move.team[0] ?? 0) ||
    a.move.room - b.move.room
  );
}

/** Existing occurrences of the session's group that have a seat. */
function joiners(state: ScheduleState, session: CompiledSession, window: StartWindow, day: Stretch): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const occurrence of state.joinable(session)) {
    if (occurrence.start < day.start || occurrence.start >= day.end) continue;
    const { start, end, room, team, pools, rest, clean, turn } = occurrence;
    // The window knows the patient's time for its own lengths; most occurrences end here.
    if (end - start === window.lengths.minutes && rest === window.lengths.rest && !window.has(start)) continue;
    const move: Move = { session: session.index, start, end, room, team, pools, rest, clean, turn };
    if (occurrence.members.length >= groupLimit(state, move)) continue;
    if (state.rules.blame(state, move).length === 0) found.push({ move, cost: priceOfMove(state, move) });
  }
  return found;
}

/** Per seat who could sit there and when; the window is narrowed to starts for which each seat has somebody. Null: some seat has nobody. */
function chairsFor(state: ScheduleState, session: CompiledSession, window: StartWindow): readonly (readonly Chair[])[] | null {
  const asked = new Map<number, Chair | null>();
  const ask = (person: number): Chair | null => {
    const known = asked.get(person);
    if (known !== undefined) return known;
    const starts = startsOfPerson(state, session, person, window);
    const chair = starts.meets(window) ? { who: person, starts } : null;
    asked.set(person, chair);
    return chair;
  };
  const seats: Chair[][] = [];
  for (const able of session.seats) {
    const seat = able.flatMap((person) => ask(person) ?? []);
    if (!window.keepUnion(seat.map(({ starts }) => starts))) return null;
    seats.push(seat);
  }
  return seats;
}

function startsOfPerson(state: ScheduleState, session: CompiledSession, person: number, window: StartWindow): StartWindow {
  const { minutes, turn } = window.lengths;
  const setup = session.therapy.buffers.practitionerSetup;
  const make = (): StartWindow => {
    const made = window.whole();
    for (const prune of state.rules.person) prune(state, session, person, made);
    return made;
  };
  const key = `${window.from} ${minutes} ${turn} ${setup}`;
  const shared = state.people[person]?.starts.get(key, setup, minutes + turn, make) ?? make();
  if (!session.picky) return shared;
  const own = shared.copy();
  for (const narrow of state.rules.narrow) narrow(state, session, person, own);
  return own;
}

function roomsFor(state: ScheduleState, session: CompiledSession, window: StartWindow): readonly Chair[] | null {
  if (session.therapy.roomTypes.length === 0) return [];
  const rooms: Chair[] = [];
  for (const room of session.rooms) {
    const starts = startsOfRoom(state, session, room, window);
    if (starts.meets(window)) rooms.push({ who: room, starts });
  }
  return window.keepUnion(rooms.map(({ starts }) => starts)) ? rooms : null;
}

function startsOfRoom(state: ScheduleState, session: CompiledSession, room: number, window: StartWindow): StartWindow {
  const { minutes, clean } = window.lengths;
  const setup = session.therapy.buffers.roomSetup;
  const make = (): StartWindow => {
    const made = window.whole();
    for (const prune of state.rules.room) prune(state, session, room, made);
    return made;
  };
  const key = `${window.from} ${minutes} ${clean} ${setup} ${state.clinic.patients[session.patient]?.row.gender ?? ''}`;
  return state.rooms[room]?.starts.get(key, setup, minutes + clean, make) ?? make();
}

/** The starts, cheapest first as far as the time alone can tell. */
function byCost(state: ScheduleState, session: CompiledSession, starts: readonly Minute[], lengths: Lengths): readonly Minute[] {
  const prices = state.rules.prices.filter(({ start }) => start !== undefined);
  const costs = new Float64Array(starts.length * 6);
  for (const [i, start] of starts.entries()) {
    const at = { start, end: start + lengths.minutes };
    for (const { level, start: price } of prices) {
      const place = i * 6 + level;
      costs[place] = (costs[place] ?? 0) + (price?.(state, session, at) ?? 0);
    }
  }
  const compare = (a: number, b: number): number => {
    for (let level = 1; level < 6; level += 1) {
      const difference = (costs[a * 6 + level] ?? 0) - (costs[b * 6 + level] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  };
  return starts
    .map((_, i) => i)
    .sort(compare)
    .map((i) => starts[i] ?? 0);
}

function cheapestAt(
  state: ScheduleState,
  session: CompiledSession,
  start: number,
  lengths: Lengths,
  teams: TeamChooser,
  rooms: readonly Chair[],
): Candidate | null {
  const at = { start, end: start + lengths.minutes, clean: lengths.clean };
  const team = teams.at(at);
  if (team === null) return null;
  for (const room of session.therapy.roomTypes.length === 0 ? [-1] : roomsByCost(state, session, at, rooms)) {
    const { rest, clean, turn } = lengths;
    const pools = poolsFor(state, session, at, room);
    if (pools === null) continue;
    const move: Move = { session: session.index, start, end: at.end, room, team, pools, rest, clean, turn };
    if (state.rules.allows(state, move)) return { move, cost: priceOfMove(state, move) };
  }
  return null;
}

function roomsByCost(
  state: ScheduleState,
  session: CompiledSession,
  at: Stretch & { readonly clean: number },
  rooms: readonly Chair[],
): readonly number[] {
  const prices = state.rules.prices.filter(({ room }) => room !== undefined);
  const ranked: { room: number; cost: Float64Array }[] = [];
  for (const { who, starts } of rooms) {
    if (!starts.has(at.start)) continue;
    const cost = new Float64Array(6);
    for (const price of prices) cost[price.level] = (cost[price.level] ?? 0) + (price.room?.(state, session, who, at) ?? 0);
    ranked.push({ room: who, cost });
  }
  ranked.sort((a, b) => compareScores(a.cost, b.cost) || a.room - b.room);
  return ranked.map(({ room }) => room);
}

/** The first pool per type with enough units that can stand in the room; null when a type has none. */
function poolsFor(state: ScheduleState, session: CompiledSession, at: Stretch, room: number): readonly number[] | null {
  const chosen: number[] = [];
  for (const [row, pools] of session.pools.entries()) {
    const units = session.therapy.equipment[row]?.units ?? 0;
    const pool = pools.find((one) => {
      const fixedIn = state.clinic.pools[one]?.room ?? -1;
      const calendar = state.pools[one];
      return (
        (fixedIn < 0 || fixedIn === room) && calendar !== undefined && calendar.peak(at.start, at.end) + units <= calendar.units
      );
    });
    if (pool === undefined) return null;
    chosen.push(pool);
  }
  return chosen;
}
