import type { StartWindow } from '../state/start-window';
import { keyOf, type Obstacle, type ObstacleList, type Piece } from './obstacles';

/** What one resource is kept from, obstacle by obstacle. */
interface Chances {
  readonly index: number;
  readonly pieces: readonly { readonly obstacle: Obstacle; readonly piece: Piece }[];
}

/**
 * Answers, for any set of obstacles, when the session could start if those alone stood in the way: the question that a search for a
 * minimal conflict asks again and again. O((people + rooms) × words) each, microseconds for a clinic.
 */
export class PossibleStarts {
  private readonly time: Chances['pieces'];
  private readonly people: readonly Chances[];
  private readonly rooms: readonly Chances[];
  private readonly pools: readonly (readonly Chances[])[];

  constructor(private readonly list: ObstacleList) {
    const pieces = new Map<string, { obstacle: Obstacle; piece: Piece }[]>();
    for (const obstacle of list.all.values()) {
      for (const piece of obstacle.pieces) {
        const key = keyOf(piece.target);
        const known = pieces.get(key);
        if (known === undefined) pieces.set(key, [{ obstacle, piece }]);
        else known.push({ obstacle, piece });
      }
    }
    const { clinic } = list.state;
    const { session } = list;
    const chances = (on: 'person' | 'room' | 'pool') => (index: number) => ({
      index,
      pieces: pieces.get(keyOf({ on, index })) ?? [],
    });
    const here = (rows: readonly { index: number; centre: number }[]): readonly number[] =>
      rows.filter(({ centre }) => centre === session.centre).map(({ index }) => index);
    this.time = pieces.get('time') ?? [];
    this.people = session.seatNeeds.length === 0 ? [] : here(clinic.people).map(chances('person'));
    this.rooms = session.therapy.roomTypes.length === 0 ? [] : here(clinic.rooms).map(chances('room'));
    this.pools = session.pools.map((pools) => pools.map(chances('pool')));
  }

  /** Whether the obstacles leave any start. O((people + rooms) × words), and less where one is found early. */
  fits(active: ReadonlySet<Obstacle>): boolean {
    const wordAt = this.wordsUnder(active);
    for (let i = 0; i < this.list.base.bits.length; i += 1) if (wordAt(i) !== 0) return true;
    return false;
  }

  /** The starts that the obstacles leave; empty: none. */
  under(active: ReadonlySet<Obstacle>): StartWindow {
    const starts = this.list.base.copy();
    const wordAt = this.wordsUnder(active);
    for (let i = 0; i < starts.bits.length; i += 1) starts.bits[i] = wordAt(i);
    return starts;
  }

  /** Makes the question "which starts of word i are left?": most words are settled by the time alone. */
  private wordsUnder(active: ReadonlySet<Obstacle>): (i: number) => number {
    const masksOf = (pieces: Chances['pieces']): readonly Piece[] =>
      pieces.filter(({ obstacle }) => active.has(obstacle)).map(({ piece }) => piece);
    const time = masksOf(this.time);
    const people = this.people.map(({ pieces }) => masksOf(pieces));
    const rooms = this.rooms.map(({ index, pieces }) => ({ index, masks: masksOf(pieces) }));
    // No pool at all is an obstacle of its own.
    const pools = this.pools
      .filter((row) => row.length > 0)
      .map((row) => row.map(({ index, pieces }) => ({ index, masks: masksOf(pieces) })));
    const { base, session } = this.list;
    return (i) => {
      let word = allow(time, i, base.bits[i] ?? 0);
      if (word !== 0 && people.length > 0) word = anyOf(people, i, word);
      if (word !== 0 && session.seats.length > 1) word = this.keepDistinct(people, i, word);
      if (word === 0) return 0;
      if (session.therapy.roomTypes.length === 0) return this.withPools(pools, i, word, -1);
      if (rooms.length === 0) return word;
      let found = 0;
      for (const { index, masks } of rooms) found |= this.withPools(pools, i, allow(masks, i, word & ~found), index);
      return found;
    };
  }

  /** The starts of a word at which each kind of equipment is to be had in the room. */
  private withPools(
    pools: readonly (readonly { readonly index: number; readonly masks: readonly Piece[] }[])[],
    i: number,
    word: number,
    room: number,
  ): number {
    let left = word;
    for (const row of pools) {
      let found = 0;
      for (const { index, masks } of row) {
        const fixedIn = this.list.state.clinic.pools[index]?.room ?? -1;
        if (fixedIn < 0 || fixedIn === room) found |= allow(masks, i, left);
      }
      left = found;
    }
    return left;
  }

  /** With several seats each start needs as many different people; who fits which seat is asked where it matters. */
  private keepDistinct(people: readonly (readonly Piece[])[], i: number, word: number): number {
    const { seats } = this.list.session;
    if (people.length === 0) return word;
    const fits = (seat: number, person: number): boolean => {
      const able = seats[seat]?.includes(person) === true;
      // Whom skill or gender would rule out is here only because that obstacle was left out: then any seat will do.
      return able || !seats.some((one) => one.includes(person));
    };
    let left = 0;
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const there = this.people.filter((_, who) => allow(people[who] ?? [], i, bit) !== 0).map(({ index }) => index);
      if (seatable(seats.length, there, fits, [])) left |= bit;
    }
    return left;
  }
}

/** What all masks leave of a word. */
function allow(masks: readonly Piece[], i: number, word: number): number {
  let left = word;
  for (const mask of masks) {
    if (left === 0) return 0;
    left &= mask.allowed.bits[i] ?? 0;
  }
  return left;
}

/** What at least one of several resources leaves of a word. */
function anyOf(resources: readonly (readonly Piece[])[], i: number, word: number): number {
  let found = 0;
  for (const masks of resources) {
    found |= allow(masks, i, word & ~found);
    if (found === word) break;
  }
  return found;
}

function seatable(
  seats: number,
  there: readonly number[],
  fits: (seat: number, person: number) => boolean,
  taken: readonly number[],
): boolean {
  if (taken.length === seats) return true;
  return there.some(
    (person) => !taken.includes(person) && fits(taken.length, person) && seatable(seats, there, fits, [...taken, person]),
  );
}
