import type { CompiledSession, Move } from '../model/compiled';
import type { Bounds } from '../network/temporal-network';
import type { ScheduleState } from '../state/schedule-state';
import { choicesIn, daysOf } from './candidates';
import { dependents } from './constructor';
import { countCandidates, everyCandidate } from './every-candidate';
import { Outlook } from './outlook';

/** More sessions than these are not tried out; a patient's week and its neighbours are fewer. */
const MOST_SESSIONS = 16;

/**
 * Calendars and combinations read before the search gives up (each day of a session reads the calendars of its people and rooms): for a
 * first plan some milliseconds, for a run that improves it four times as many.
 */
export const LOOKS = { first: 2_400, thorough: 10_000 } as const;
/** What a placement costs beside that. */
const LOOKS_PER_PLACEMENT = 10;
/** Candidates counted before a session counts as free to choose. */
const ENOUGH = 4;

/**
 * The last word on a small problem. Where the first plan left a session out, everything that may move is placed anew by a search that
 * leaves nothing out: the session with the fewest candidates next, every candidate of it, and at a dead end back to the last session that
 * shares anything with it (graph-based backjumping, Dechter 1990). Sessions that have no place even in the empty calendars are left aside
 * first. Finds a place for all others when there is one, unless its budget of `looks` ends; then, or when there is none, the schedule is
 * as it was. Mostly the outlook says at once that there is none.
 * O(candidates to the number of sessions) at worst, which is why both are bounded.
 */
export function completeSmall(state: ScheduleState, movable: readonly number[], looks: number): void {
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
  if (unplaced.some((session) => !hopeless.has(session))) {
    const outlook = new Outlook(state, rest);
    if (outlook.lookAtAll() && new CompleteSearch(state, rest, outlook, looks).placeAll()) return;
  }
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

const NOBODY: ReadonlySet<number> = new Set();

class CompleteSearch {
  private readonly path: number[] = [];
  /** The time bounds before each hold of the path. */
  private readonly before: Bounds[] = [];
  /** Earlier steps that must be placed before a session, by session. */
  private readonly steps: ReadonlyMap<number, readonly number[]>;

  constructor(
    private readonly state: ScheduleState,
    private readonly sessions: readonly number[],
    private readonly outlook: Outlook,
    private looks: number,
  ) {
    this.steps = new Map(sessions.map((session) => [session, waitsFor(state.session(session), sessions)]));
  }

  /** Places all, or nothing. */
  placeAll(): boolean {
    const { state, path } = this;
    if (this.extend() !== null) return false;
    // What is held has not been paid for.
    const moves = path.flatMap((session) => state.move(session) ?? []);
    for (const session of path.toReversed()) this.release(session);
    for (const move of moves) state.place(move);
    return true;
  }

  private hold(move: Move): void {
    this.before.push(this.state.hold(move));
  }

  private release(session: number): void {
    const before = this.before.pop();
    if (before !== undefined) this.state.release(session, before);
  }

  /**
   * Holds a place for each that is left; null: done. Otherwise no more are held than before, and one of those answered, all of the path,
   * would have to be elsewhere; none: the budget ended.
   */
  private extend(): ReadonlySet<number> | null {
    const { path } = this;
    const left = this.sessions.filter((session) => !path.includes(session));
    if (left.length === 0) return this.groupsAreWhole() ? null : new Set(path);
    return this.tryAll(this.choose(left));
  }

  /** As `extend`, with one session next. */
  private tryAll(chosen: number): ReadonlySet<number> | null {
    const { state, path } = this;
    const session = state.session(chosen);
    const blamed = new Set(path.filter((other) => this.related(session, state.session(other))));
    path.push(chosen);
    for (const move of everyCandidate(state, session, this.outlook, this.look(session))) {
      this.looks -= LOOKS_PER_PLACEMENT;
      if (this.looks < 0) break;
      this.hold(move);
      const others = state.network.consistent(chosen) ? this.extend() : NOBODY;
      if (others === null) return null;
      this.release(chosen);
      if (others.size > 0 && !others.has(chosen)) {
        path.pop();
        return others;
      }
      for (const other of others) blamed.add(other);
    }
    path.pop();
    blamed.delete(chosen);
    return this.looks < 0 ? NOBODY : blamed;
  }

  /** The session with the fewest candidates of those whose earlier steps are placed. */
  private choose(left: readonly number[]): number {
    const { state, path } = this;
    const ready = left.filter((session) => this.steps.get(session)?.every((first) => path.includes(first)) === true);
    // A ring of steps that need each other has no first; the search then ends without an answer.
    let [best = left[0] ?? 0] = ready;
    if (ready.length < 2) return best;
    let fewest = Infinity;
    for (const session of ready) {
      const one = state.session(session);
      const count = countCandidates(state, one, Math.min(fewest, ENOUGH), this.outlook, this.look(one));
      if (count < fewest) [best, fewest] = [session, count];
      if (fewest === 0) break;
    }
    return best;
  }

  private look({ rooms, seats }: CompiledSession): (reads: 'day' | 'combination') => boolean {
    const calendars = 1 + rooms.length + seats.reduce((sum, seat) => sum + seat.length, 0);
    return (reads) => {
      this.looks -= reads === 'day' ? calendars : 1;
      return this.looks >= 0;
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
