import { daysBetween } from '../model/local-days';
import type { Minute } from '../model/clinic-problem';
import type { CompiledSession, Lengths, Move } from '../model/compiled';
import { groupLimit } from '../rules/limits';
import type { Stretch } from '../rules/rule';
import { compareScores, noCost, priceOfMove } from '../score/score';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';
import { TeamChooser, type Chair } from './choose-team';
import type { Outlook } from './outlook';
import { peopleFor, roomsFor, timeWindow } from './resource-windows';

/** A move that breaks no rule, with what it would cost per level. */
export interface Candidate {
  readonly move: Move;
  readonly cost: Float64Array;
}

/** Local days in which the session may start, in order; a published one looks around its promised day first. */
export function daysOf(state: ScheduleState, session: CompiledSession): readonly Stretch[] {
  const centre = state.clinic.centres[session.centre]?.row;
  const { from, to } = state.network.window(session.index);
  if (centre === undefined || from > to) return [];
  const days: Stretch[] = [...daysBetween(centre, from, to)];
  const { published } = session;
  if (published === null) return days;
  const away = (day: Stretch): number => Math.max(0, day.start - published.start, published.start - (day.end - 1));
  return days.sort((a, b) => away(a) - away(b) || a.start - b.start);
}

/**
 * The best candidates that start in one local day, by cost, then time; at most `most`, with different starts.
 * Every rule has been asked. O(people × words + rooms × words + starts × (people + rooms)).
 */
export function candidatesIn(
  state: ScheduleState,
  session: CompiledSession,
  day: Stretch,
  lengths: Lengths,
  most: number,
  outlook: Outlook | null = null,
): readonly Candidate[] {
  const window = timeWindow(state, session, lengths, day.start, day.end - 1);
  outlook?.narrow(session, window);
  if (window.empty) return [];
  const found: Candidate[] = [...joiners(state, session, window, most)];
  const places = placesIn(state, session, window);
  if (places !== null) {
    const { chairs, rooms } = places;
    const teams = new TeamChooser(state, session, day, chairs);
    let left = most * 2;
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

/** Starts of a day that calendars and links leave, or groups that stand already, before the rules that look at one finished candidate. */
export function openStarts(
  state: ScheduleState,
  session: CompiledSession,
  day: Stretch,
  lengths: Lengths,
  outlook: Outlook | null = null,
): readonly Minute[] {
  const window = timeWindow(state, session, lengths, day.start, day.end - 1);
  outlook?.narrow(session, window);
  if (window.empty) return [];
  const groups = state.joinable(session, window.from, window.to + 1).filter(({ start }) => window.has(start));
  keepServed(state, session, window);
  for (const { start } of groups) window.giveBack(start);
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
export function choicesIn(
  state: ScheduleState,
  session: CompiledSession,
  day: Stretch,
  lengths: Lengths,
  outlook: Outlook | null = null,
): Choices {
  const window = timeWindow(state, session, lengths, day.start, day.end - 1);
  outlook?.narrow(session, window);
  const joins = window.empty ? [] : joiners(state, session, window);
  const places = window.empty ? null : placesIn(state, session, window);
  if (places === null) return { starts: [], seats: [], rooms: [], joins };
  return { starts: byCost(state, session, window.starts(), lengths), seats: places.chairs, rooms: places.rooms, joins };
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

/** Existing occurrences of the session's group that have a seat, the cheapest first; at most `most`. */
function joiners(state: ScheduleState, session: CompiledSession, window: StartWindow, most = Infinity): readonly Candidate[] {
  if (session.group < 0) return [];
  const found: Candidate[] = [];
  for (const occurrence of state.joinable(session, window.from, window.to + 1)) {
    const { start, end, room, team, pools, rest, clean, turn } = occurrence;
    const move: Move = { session: session.index, start, end, room, team, pools, rest, clean, turn };
    if (occurrence.members.length >= groupLimit(state, move)) continue;
    const isSameLength = end - start === window.lengths.minutes && rest === window.lengths.rest;
    const own = isSameLength ? window : timeWindow(state, session, { minutes: end - start, rest, clean, turn }, start, start);
    if (own.has(start) && state.rules.allows(state, move)) found.push({ move, cost: priceOfMove(state, move) });
  }
  found.sort(compareCandidates);
  // Team and room were chosen for others, and what was pinned may break rules that nobody else may break by joining it.
  const sound: Candidate[] = [];
  for (const candidate of found) {
    if (sound.length === most) break;
    if (state.rules.blame(state, candidate.move).length === 0) sound.push(candidate);
  }
  return sound;
}

interface Places {
  readonly chairs: readonly (readonly Chair[])[];
  readonly rooms: readonly Chair[];
}

/** Who and which rooms could serve; the window is narrowed to starts for which there are both. Null: none. Rooms are fewer than people. */
function placesIn(state: ScheduleState, session: CompiledSession, window: StartWindow): Places | null {
  const rooms = freeRooms(state, session, window);
  const chairs = rooms === null ? null : chairsFor(state, session, window);
  return rooms === null || chairs === null ? null : { chairs, rooms };
}

/** Per seat who could sit there and when; the window is narrowed to starts for which each seat has somebody. Null: some seat has nobody. */
function chairsFor(state: ScheduleState, session: CompiledSession, window: StartWindow): readonly (readonly Chair[])[] | null {
  const startsOf = peopleFor(state, session, window);
  const seats: Chair[][] = [];
  for (const able of session.seats) {
    const chairs: Chair[] = [];
    for (const person of able) {
      const starts = startsOf(seats.length, person);
      if (starts.meets(window)) chairs.push({ who: person, starts });
    }
    if (!window.keepUnion(chairs.map(({ starts }) => starts))) return null;
    seats.push(chairs);
  }
  return seats;
}

/** The rooms that are free at some start; the window is narrowed to starts for which there is one. Null: none. */
function freeRooms(state: ScheduleState, session: CompiledSession, window: StartWindow): readonly Chair[] | null {
  if (session.therapy.roomTypes.length === 0) return [];
  const startsOf = roomsFor(state, session, window);
  const rooms: Chair[] = [];
  for (const room of session.rooms) {
    const starts = startsOf(room);
    if (starts.meets(window)) rooms.push({ who: room, starts });
  }
  return window.keepUnion(rooms.map(({ starts }) => starts)) ? rooms : null;
}

/** Keeps the starts for which there is a room and somebody for each seat; asks no more rooms and people than it takes to know that. */
function keepServed(state: ScheduleState, session: CompiledSession, window: StartWindow): void {
  if (session.therapy.roomTypes.length > 0) {
    keepAnyOf(window, session.rooms, roomsFor(state, session, window));
  }
  const startsOf = peopleFor(state, session, window);
  session.seats.forEach((able, seat) => keepAnyOf(window, able, (person) => startsOf(seat, person)));
}

function keepAnyOf(window: StartWindow, resources: readonly number[], startsOf: (resource: number) => StartWindow): void {
  const unserved = window.copy();
  for (const resource of resources) {
    if (unserved.empty) return;
    unserved.takeAway(startsOf(resource));
  }
  window.takeAway(unserved);
}

/** The starts, cheapest first as far as the time alone can tell. */
function byCost(state: ScheduleState, session: CompiledSession, starts: readonly Minute[], lengths: Lengths): readonly Minute[] {
  const prices = state.rules.pricesOf(state, session).start;
  if (prices.length === 0) return starts;
  const levels = [...new Set(prices.map(({ level }) => level))].sort((a, b) => a - b);
  const costs = levels.map((level) => {
    const counted = prices.filter((price) => price.level === level);
    return starts.map((start) => {
      const at = { start, end: start + lengths.minutes };
      let sum = 0;
      for (const price of counted) sum += price.start?.(state, session, at) ?? 0;
      return sum;
    });
  });
  const compare = (a: number, b: number): number => {
    for (const cost of costs) {
      const difference = (cost[a] ?? 0) - (cost[b] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  };
  const order = starts.map((_, i) => i);
  // Mostly a later start costs as much or more.
  const isSorted = order.every((i) => i === 0 || compare(i - 1, i) < 0);
  return isSorted ? starts : order.sort(compare).map((i) => starts[i] ?? 0);
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
  const prices = state.rules.pricesOf(state, session).room;
  const ranked: { room: number; cost: number[] }[] = [];
  for (const { who, starts } of rooms) {
    if (!starts.has(at.start)) continue;
    const cost = noCost();
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
