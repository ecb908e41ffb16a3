import type { CompiledSession } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import { choicesIn, daysOf } from './candidates';
import { dependents } from './constructor';
import { everyCandidate } from './every-candidate';

/** More sessions than these are not tried out; a patient's week and its neighbours are fewer. */
const MOST_SESSIONS = 16;
/** Calendars read per session before the search gives up: each day of a session reads those of its people and rooms. */
const LOOKS_PER_SESSION = 2000;
/** Candidates counted before a session counts as free to choose. */
const ENOUGH = 4;

/**
 * The last word on a small problem. Where the first plan left a session out, everything that may move is placed anew by a search that
 * leaves nothing out: the session with the fewest candidates next, every candidate of it, and at a dead end back to the last session that
 * shares anything with it (graph-based backjumping, Dechter 1990). Sessions that have no place even in the empty calendars are left
 * aside first. Finds a place for all others when there is one, unless its budget ends; then, or when there is none, the schedule is as it
 * was. O(candidates to the number of sessions) at worst, which is why both are bounded.
 */
export function completeSmall(state: ScheduleState, movable: readonly number[]): void {
  if (movable.length > MOST_SESSIONS || movable.every((session) => state.move(session) !== null)) return;
  const unplaced = movable.filter((session) => state.move(session) === null);
  const mark = state.mark();
  for (const session of movable) {
    state.remove(session);
    state.network.drop(session, false);
  }
  const hopeless = withoutPlace(state, movable, unplaced);
  for (const session of hopeless) state.network.drop(session, true);
  const rest = movable.filter((session) => !hopeless.has(session));
  if (unplaced.some((session) => !hopeless.has(session)) && new CompleteSearch(state, rest).placeAll()) return;
  state.rollback(mark);
  for (const session of movable) if (state.move(session) === null) state.network.drop(session, true);
}

/** Sessions that fit nowhere although nothing else is placed, with those that need them. */
function withoutPlace(state: ScheduleState, movable: readonly number[], unplaced: readonly number[]): ReadonlySet<number> {
  const lost = new Set<number>();
  for (const session of unplaced) {
    if (lost.has(session) || hasStart(state, state.session(session))) continue;
    for (const one of [session, ...dependents(state, session, new Set(movable))]) lost.add(one);
  }
  return lost;
}

/** Whether calendars and stock leave a session any start; what its steps and its team ask for beside that is not looked at. */
function hasStart(state: ScheduleState, session: CompiledSession): boolean {
  const needsStock = state.clinic.rules.consumable_stock.level === 'hard';
  return session.lengths.some((lengths) =>
    daysOf(state, session).some((day) => {
      const { starts, joins } = choicesIn(state, session, day, lengths);
      return joins.length > 0 || starts.some((start) => !needsStock || state.stock.shortage(session.index, start) === null);
    }),
  );
}

/** Sessions of the list without which this one may not be held. */
const waitsFor = ({ index, links }: CompiledSession, among: readonly number[]): readonly number[] =>
  links.flatMap(({ hard, from, to, row }) =>
    hard && to === index && row.kind === 'gap' && row.requires && among.includes(from) ? [from] : [],
  );

class CompleteSearch {
  private looks: number;
  private readonly path: number[] = [];

  constructor(
    private readonly state: ScheduleState,
    private readonly sessions: readonly number[],
  ) {
    this.looks = sessions.length * LOOKS_PER_SESSION;
  }

  placeAll(): boolean {
    return this.extend() === null;
  }

  /** Places what is left; null: done. Otherwise nothing more is placed than before, and these of the path are to blame (none: given up). */
  private extend(): ReadonlySet<number> | null {
    const { state, path } = this;
    const chosen = this.next();
    if (chosen === null) return this.groupsAreWhole() ? null : new Set(path);
    const session = state.session(chosen);
    const blamed = new Set(path.filter((other) => this.related(session, state.session(other))));
    path.push(chosen);
    for (const move of everyCandidate(state, session, this.look(session))) {
      if (this.looks < 0) break;
      state.place(move);
      if (state.network.consistent(chosen)) {
        const conflict = this.extend();
        if (conflict === null) return null;
        if (!conflict.has(chosen)) {
          state.remove(chosen);
          path.pop();
          return conflict;
        }
        for (const other of conflict) blamed.add(other);
      }
      state.remove(chosen);
    }
    path.pop();
    blamed.delete(chosen);
    return this.looks < 0 ? new Set() : blamed;
  }

  /** The session with the fewest candidates of those whose earlier steps are placed; null: all are placed. */
  private next(): number | null {
    let best: number | null = null;
    let fewest = Infinity;
    for (const session of this.sessions) {
      if (this.path.includes(session)) continue;
      const row = this.state.session(session);
      if (waitsFor(row, this.sessions).some((first) => !this.path.includes(first))) continue;
      const count = this.count(row, Math.min(fewest, ENOUGH));
      if (count < fewest) [best, fewest] = [session, count];
      if (fewest === 0) break;
    }
    // A ring of steps that need each other has no first; the search then ends without an answer.
    return best ?? this.sessions.find((session) => !this.path.includes(session)) ?? null;
  }

  private count(session: CompiledSession, enough: number): number {
    let count = 0;
    for (const _ of everyCandidate(this.state, session, this.look(session))) {
      count += 1;
      if (count >= enough) break;
    }
    return count;
  }

  private look({ rooms, seats }: CompiledSession): () => void {
    const calendars = 1 + rooms.length + seats.reduce((sum, seat) => sum + seat.length, 0);
    return () => {
      this.looks -= calendars;
    };
  }

  /** Whether the place of one may matter to the other. */
  private related(a: CompiledSession, b: CompiledSession): boolean {
    const meets = (x: readonly number[], y: readonly number[]): boolean => x.some((one) => y.includes(one));
    const items = ({ therapy }: CompiledSession): readonly string[] => therapy.materials.map(({ itemId }) => itemId);
    return (
      a.component === b.component ||
      a.patient === b.patient ||
      (a.group >= 0 && a.group === b.group) ||
      meets(a.rooms, b.rooms) ||
      meets(a.seats.flat(), b.seats.flat()) ||
      meets(a.pools.flat(), b.pools.flat()) ||
      items(a).some((item) => items(b).includes(item))
    );
  }

  /** Where groups have a hard minimum, none is below it. */
  private groupsAreWhole(): boolean {
    const { state } = this;
    if (state.clinic.rules.group_minimum.level !== 'hard') return true;
    return this.sessions.every((session) => {
      const members = state.occurrence(session)?.members.length ?? 0;
      return members >= (state.session(session).therapy.group?.min ?? 1);
    });
  }
}
