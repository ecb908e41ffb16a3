import type { Minute } from '../model/clinic-problem';
import type { Clinic, CompiledBooking, CompiledSession, Move } from '../model/compiled';
import { TemporalNetwork, type Bounds } from '../network/temporal-network';
import type { RuleSet } from '../rules/rule-set';
import { Calendar } from './calendar';
import { Hands } from './hands';
import { StartKinds } from './start-cache';
import { sameOccurrence, type Occurrence } from './occurrence';
import { Stock } from './stock';

/**
 * Everything that changes while a plan is made: who is where, what is taken, what it costs. Every change goes through `place` and
 * `remove` and is written to a trail, so a search returns to any earlier point at the cost of the changes since.
 * Place and remove: O(log n + words touched) per resource, plus the network of the session.
 */
export class ScheduleState {
  readonly rooms: readonly Calendar[];
  readonly people: readonly Calendar[];
  readonly pools: readonly Calendar[];
  readonly patients: readonly Calendar[];
  readonly stock: Stock;
  readonly network: TemporalNetwork;
  /** What has been asked of the calendars of people and of rooms. */
  readonly personKinds: StartKinds;
  readonly roomKinds: StartKinds;
  /** Sums per level; level 0 begins with everybody unassigned. */
  readonly score = new Float64Array(6);
  /** The same sums per price, by `ActivePrice.index`; level 0 is nobody's price. */
  readonly costs: Float64Array;
  private readonly moves: (Move | null)[];
  private readonly occurrences: (Occurrence | null)[];
  private readonly groups = new Map<number, Occurrence[]>();
  private readonly trail: { readonly session: number; readonly move: Move | null }[] = [];

  private constructor(
    private current: Clinic,
    readonly rules: RuleSet,
    { rooms, people, pools, patients, personKinds, roomKinds }: Calendars,
    network: TemporalNetwork,
    /** Who treats whom. */
    readonly hands: Hands,
  ) {
    this.rooms = rooms;
    this.people = people;
    this.pools = pools;
    this.patients = patients;
    this.personKinds = personKinds;
    this.roomKinds = roomKinds;
    this.stock = new Stock(current);
    this.network = network;
    this.moves = current.sessions.map(() => null);
    this.occurrences = current.sessions.map(() => null);
    this.score[0] = unassigned(current);
    this.costs = new Float64Array(rules.prices.length);
  }

  /** A clinic with its bookings in the calendars and nobody in a place. O(resources × words + bookings). */
  static open(clinic: Clinic, rules: RuleSet): ScheduleState {
    const { grid } = clinic;
    const one = (): Calendar => Calendar.empty(grid, 1, false);
    const calendars = {
      rooms: clinic.rooms.map(({ row }) => Calendar.empty(grid, row.units, false)),
      people: clinic.people.map(one),
      patients: clinic.patients.map(one),
      pools: clinic.pools.map(({ row, closures }) => {
        const calendar = Calendar.empty(grid, row.units, true);
        for (const { start, end, units } of closures) calendar.close(start, end, units ?? row.units);
        return calendar;
      }),
      personKinds: new StartKinds(),
      roomKinds: new StartKinds(),
    };
    const hands = Hands.none(clinic.patients.length, clinic.people.length);
    const state = new ScheduleState(clinic, rules, calendars, TemporalNetwork.of(clinic), hands);
    for (const booking of clinic.bookings) state.book(booking);
    return state;
  }

  /**
   * A schedule of its own for the same clinic with other sessions: everybody who is in both keeps the place, without being asked again.
   * The clinic has the same resources, and more patients perhaps; whoever is placed here is in it, with the same row and links.
   * O(sessions + what is taken + words).
   */
  fork(clinic: Clinic, rules: RuleSet): ScheduleState {
    const indexOf = this.current.sessions.map(({ id }) => clinic.sessionIndex.get(id) ?? -1);
    const copies = new Map<Occurrence, Occurrence>();
    const copyOf = (occurrence: Occurrence): Occurrence => {
      const known = copies.get(occurrence);
      if (known !== undefined) return known;
      const members = occurrence.members.map((member) => indexOf[member] ?? -1);
      const group = clinic.sessions[members[0] ?? -1]?.group ?? -1;
      const copy = { ...occurrence, members, carrier: indexOf[occurrence.carrier] ?? -1, group };
      copies.set(occurrence, copy);
      return copy;
    };
    const copied = (calendars: readonly Calendar[]): readonly Calendar[] => calendars.map((calendar) => calendar.copy(copyOf));
    const strangers = clinic.patients.slice(this.patients.length).map(() => Calendar.empty(clinic.grid, 1, false));
    const calendars = {
      rooms: copied(this.rooms),
      people: copied(this.people),
      pools: copied(this.pools),
      patients: [...copied(this.patients), ...strangers],
      personKinds: this.personKinds,
      roomKinds: this.roomKinds,
    };
    const places = this.moves.flatMap((move) => (move === null ? [] : { ...move, session: indexOf[move.session] ?? -1 }));
    const hands = this.hands.copy(clinic.patients.length);
    const fork = new ScheduleState(clinic, rules, calendars, TemporalNetwork.placed(clinic, places), hands);
    for (const move of places) fork.moves[move.session] = move;
    for (const [before, occurrence] of this.occurrences.entries()) {
      if (occurrence !== null) fork.occurrences[indexOf[before] ?? -1] = copyOf(occurrence);
    }
    for (const group of this.groups.values()) for (const occurrence of group) fork.assemble(copyOf(occurrence));
    fork.takeStock();
    fork.score.set(this.score);
    fork.costs.set(this.costs);
    fork.score[0] = (this.score[0] ?? 0) + unassigned(clinic) - unassigned(this.current);
    return fork;
  }

  /** The clinic that is planned. */
  get clinic(): Clinic {
    return this.current;
  }

  /**
   * Exchanges the clinic for one with the same resources and sessions at the same places of its lists, of which some rows differ. No
   * session whose row differs has a place meanwhile, nor any whose place or price the difference concerns. O(rows).
   */
  exchange(next: Clinic): void {
    const { people, rooms, pools, sessions } = this.current;
    this.people.forEach((calendar, i) => next.people[i] !== people[i] && calendar.starts.clear());
    this.rooms.forEach((calendar, i) => next.rooms[i] !== rooms[i] && calendar.starts.clear());
    for (const [i, calendar] of this.pools.entries()) {
      if (next.pools[i] === pools[i]) continue;
      for (const { start, end, units } of pools[i]?.closures ?? []) calendar.close(start, end, -(units ?? calendar.units));
      for (const { start, end, units } of next.pools[i]?.closures ?? []) calendar.close(start, end, units ?? calendar.units);
    }
    for (const [i, session] of next.sessions.entries()) {
      const before = sessions[i];
      if (before === session || before === undefined) continue;
      this.score[0] = (this.score[0] ?? 0) + weightOf(session) - weightOf(before);
    }
    this.current = next;
    this.stock.clinic = next;
    this.network.clinic = next;
  }

  session(index: number): CompiledSession {
    const session = this.current.sessions[index];
    if (session === undefined) throw new Error(`no session ${index}`);
    return session;
  }

  move(session: number): Move | null {
    return this.moves[session] ?? null;
  }

  occurrence(session: number): Occurrence | null {
    return this.occurrences[session] ?? null;
  }

  /** Occurrences that the session might join and that start in `[from, to)`, in order. O(log n + found). */
  joinable({ group }: CompiledSession, from: Minute, to: Minute): readonly Occurrence[] {
    const all = group < 0 ? undefined : this.groups.get(group);
    return all === undefined ? [] : all.slice(firstFrom(all, from), firstFrom(all, to));
  }

  /** The occurrence that this move would join. O(log n + those that start then). */
  joined(move: Move): Occurrence | null {
    const { group } = this.session(move.session);
    const all = group < 0 ? undefined : this.groups.get(group);
    if (all === undefined) return null;
    for (let i = firstFrom(all, move.start); all[i]?.start === move.start; i += 1) {
      const one = all[i];
      if (one !== undefined && sameOccurrence(one, move)) return one;
    }
    return null;
  }

  /** Puts a session that has no place into one. The caller has checked it. */
  place(move: Move): void {
    this.charge(move, 1);
    this.occupy(move);
    this.trail.push({ session: move.session, move: null });
  }

  /** As `place`, unless a linked session would be left without a window; whether it is placed. */
  tryPlace(move: Move): boolean {
    this.place(move);
    if (this.network.consistent(move.session)) return true;
    this.remove(move.session);
    return false;
  }

  /** Takes a session out of its place; nothing happens when it has none. */
  remove(session: number): void {
    const move = this.moves[session];
    if (move == null) return;
    this.vacate(move);
    this.charge(move, -1);
    this.trail.push({ session, move });
  }

  /** Answers a question as if a session had no place. O(log n + words touched) per resource + asking. */
  without<T>(session: number, ask: () => T): T {
    const move = this.moves[session];
    if (move == null) return ask();
    this.vacate(move);
    const answer = ask();
    this.occupy(move);
    return answer;
  }

  /**
   * As `place` for a search that asks nothing of the score and takes everything back with `release`, the last first. Answers the time
   * bounds that it changed.
   */
  hold(move: Move): Bounds {
    const before = this.network.bounds(move.session);
    this.occupy(move);
    return before;
  }

  /** Takes back a `hold`, given the bounds that it answered. */
  release(session: number, before: Bounds): void {
    const move = this.moves[session];
    if (move != null) this.vacate(move, before);
  }

  /** A point to return to. */
  mark(): number {
    return this.trail.length;
  }

  /** Undoes every change since the mark, the last first. */
  rollback(mark: number): void {
    while (this.trail.length > mark) {
      const entry = this.trail.pop();
      if (entry === undefined) return;
      if (entry.move === null) this.remove(entry.session);
      else this.place(entry.move);
      this.trail.pop(); // undoing is not a change to undo
    }
  }

  /** Forgets the way back: what stands now is where later marks begin. */
  settle(): void {
    this.trail.length = 0;
  }

  /** Pinned sessions are facts and cost nothing. */
  private charge(move: Move, sign: 1 | -1): void {
    const session = this.session(move.session);
    if (session.pinned) return;
    this.rules.charge(this, move, sign);
    this.score[0] = (this.score[0] ?? 0) - sign * weightOf(session);
  }

  private occupy(move: Move): void {
    const session = this.session(move.session);
    const joined = this.joined(move);
    const occurrence = joined ?? aloneAt(move, session.group);
    insertSorted(occurrence.members, move.session);
    this.findCarrier(occurrence);
    this.moves[move.session] = move;
    this.occurrences[move.session] = occurrence;
    const { start, end } = move;
    this.patients[session.patient]?.add({ from: start, to: end + move.rest, start, end, units: 1, occurrence, booking: null });
    this.hands.count(session.patient, move.team, 1);
    this.stock.take(move.session, start);
    this.network.fix(move.session, start, end);
    if (joined !== null) return;
    if (session.group >= 0) this.assemble(occurrence);
    const { roomSetup, practitionerSetup } = session.therapy.buffers;
    this.rooms[move.room]?.add({
      from: start - roomSetup,
      to: end + move.clean,
      start,
      end,
      units: 1,
      occurrence,
      booking: null,
    });
    for (const person of move.team) {
      this.people[person]?.add({
        from: start - practitionerSetup,
        to: end + move.turn,
        start,
        end,
        units: 1,
        occurrence,
        booking: null,
      });
    }
    for (const [i, pool] of move.pools.entries()) {
      const units = session.therapy.equipment[i]?.units ?? 0;
      this.pools[pool]?.add({ from: start, to: end, start, end, units, occurrence, booking: null });
    }
  }

  /** `before`: the bounds of the component without it, where they are known. */
  private vacate(move: Move, before: Bounds | null = null): void {
    const session = this.session(move.session);
    const occurrence = this.occurrences[move.session];
    if (occurrence == null) return;
    this.moves[move.session] = null;
    this.occurrences[move.session] = null;
    occurrence.members.splice(occurrence.members.indexOf(move.session), 1);
    this.findCarrier(occurrence);
    this.patients[session.patient]?.remove(move.start, occurrence);
    this.hands.count(session.patient, move.team, -1);
    this.stock.giveBack(move.session, move.start);
    if (before === null) this.network.release(move.session);
    else this.network.returnTo(before);
    if (occurrence.members.length > 0) return;
    const group = this.groups.get(session.group);
    group?.splice(group.indexOf(occurrence), 1);
    this.rooms[move.room]?.remove(move.start, occurrence);
    for (const person of move.team) this.people[person]?.remove(move.start, occurrence);
    for (const pool of move.pools) this.pools[pool]?.remove(move.start, occurrence);
  }

  /** Lists an occurrence among those of its group, by start. */
  private assemble(occurrence: Occurrence): void {
    const all = this.groups.get(occurrence.group);
    if (all === undefined) this.groups.set(occurrence.group, [occurrence]);
    else all.splice(firstFrom(all, occurrence.start + 1), 0, occurrence);
  }

  private findCarrier(occurrence: Occurrence): void {
    occurrence.carrier = occurrence.members.find((member) => !this.session(member).pinned) ?? -1;
  }

  /** What everybody in a place consumes; what pinned sessions lack is excused. */
  private takeStock(): void {
    const take = (pinned: boolean): void => {
      for (const [session, move] of this.moves.entries()) {
        if (move !== null && this.session(session).pinned === pinned) this.stock.take(session, move.start);
      }
    };
    take(true);
    this.stock.excuse();
    take(false);
  }

  private book(booking: CompiledBooking): void {
    const { start, end } = booking.row;
    const taken = { from: start, to: end, start, end, units: 1, occurrence: null, booking };
    this.rooms[booking.room]?.add(taken);
    this.patients[booking.patient]?.add(taken);
    for (const person of booking.people) this.people[person]?.add(taken);
    for (const { pool, units } of booking.pools) this.pools[pool]?.add({ ...taken, units });
  }
}

/** The calendars of a schedule, and what has been asked of them. */
type Calendars = Pick<ScheduleState, 'rooms' | 'people' | 'pools' | 'patients' | 'personKinds' | 'roomKinds'>;

/** What it costs when nobody has a place. */
const unassigned = ({ sessions }: Clinic): number => sessions.reduce((sum, session) => sum + weightOf(session), 0);

/** What a session without a place costs; pinned ones cost nothing. */
const weightOf = ({ pinned, urgency }: CompiledSession): number => (pinned ? 0 : 1 + urgency);

/** Index of the first occurrence that starts at or after the minute. O(log n). */
function firstFrom(occurrences: readonly Occurrence[], minute: Minute): number {
  let low = 0;
  let high = occurrences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((occurrences[middle]?.start ?? 0) < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}

function aloneAt({ start, end, room, team, pools, rest, clean, turn }: Move, group: number): Occurrence {
  return { start, end, room, team, pools, rest, clean, turn, members: [], carrier: -1, group };
}

function insertSorted(list: number[], value: number): void {
  let at = list.length;
  while (at > 0 && (list[at - 1] ?? 0) > value) at -= 1;
  list.splice(at, 0, value);
}
