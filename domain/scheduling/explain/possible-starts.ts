import type { Minute } from '../model/clinic-problem';
import type { StartWindow } from '../state/start-window';
import type { Obstacle, ObstacleList, Target } from './obstacles';

/** What one resource is kept from, obstacle by obstacle. */
interface Chances {
  readonly index: number;
  readonly pieces: readonly { readonly obstacle: Obstacle; readonly allowed: StartWindow }[];
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
    const pieces = new Map<string, { obstacle: Obstacle; allowed: StartWindow }[]>();
    for (const obstacle of list.all.values()) {
      for (const { target, allowed } of obstacle.pieces) {
        const key = keyOf(target);
        const known = pieces.get(key);
        if (known === undefined) pieces.set(key, [{ obstacle, allowed }]);
        else known.push({ obstacle, allowed });
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

  /** The starts that the obstacles leave; empty: none. */
  under(active: ReadonlySet<Obstacle>): StartWindow {
    const starts = this.list.base.copy();
    for (const { obstacle, allowed } of this.time) if (active.has(obstacle)) starts.keepAlso(allowed);
    if (starts.empty) return starts;
    const people = this.people.map((one) => this.left(one, starts, active));
    if (people.length > 0 && !starts.keepUnion(people)) return starts;
    this.keepDistinct(starts, people);
    const pools = this.pools.map((row) => row.map((pool) => ({ index: pool.index, starts: this.left(pool, starts, active) })));
    if (this.rooms.length > 0) {
      const rooms = this.rooms.map((room) => this.withPools(this.left(room, starts, active), room.index, pools));
      if (!starts.keepUnion(rooms)) return starts;
    } else if (this.list.session.therapy.roomTypes.length === 0) {
      starts.keepAlso(this.withPools(starts.copy(), -1, pools));
    }
    return starts;
  }

  /** Whether somebody or some room is free at a start, with the obstacles left out that are not active. */
  free(on: 'person' | 'room', start: Minute, active: ReadonlySet<Obstacle>): readonly number[] {
    return (on === 'person' ? this.people : this.rooms)
      .filter(({ pieces }) => pieces.every(({ obstacle, allowed }) => !active.has(obstacle) || allowed.has(start)))
      .map(({ index }) => index);
  }

  private left({ pieces }: Chances, within: StartWindow, active: ReadonlySet<Obstacle>): StartWindow {
    const left = within.copy();
    for (const { obstacle, allowed } of pieces) if (active.has(obstacle)) left.keepAlso(allowed);
    return left;
  }

  private withPools(
    room: StartWindow,
    index: number,
    pools: readonly (readonly { readonly index: number; readonly starts: StartWindow }[])[],
  ): StartWindow {
    for (const row of pools) {
      // No pool at all is an obstacle of its own.
      if (row.length === 0) continue;
      const fixedIn = (pool: number): number => this.list.state.clinic.pools[pool]?.room ?? -1;
      const usable = row.filter((pool) => fixedIn(pool.index) < 0 || fixedIn(pool.index) === index);
      room.keepUnion(usable.map(({ starts }) => starts));
    }
    return room;
  }

  /** With several seats each start needs as many different people; who fits which seat is asked where it matters. */
  private keepDistinct(starts: StartWindow, people: readonly StartWindow[]): void {
    const { seats } = this.list.session;
    if (seats.length < 2 || people.length === 0) return;
    for (const start of starts.starts()) {
      const there = this.people.filter((_, i) => people[i]?.has(start) === true).map(({ index }) => index);
      const fits = (seat: number, person: number): boolean => {
        const able = seats[seat]?.includes(person) === true;
        // Whom skill or gender would rule out is here only because that obstacle was left out: then any seat will do.
        return able || !seats.some((one) => one.includes(person));
      };
      if (!seatable(seats.length, there, fits, [])) starts.forbidStarts(start, start + 1);
    }
  }
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

const keyOf = (target: Target): string => (target.on === 'time' ? 'time' : `${target.on} ${target.index}`);
