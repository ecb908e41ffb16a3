import type { Minute } from '../model/clinic-problem';
import type { CompiledGap, CompiledLink, CompiledSession } from '../model/compiled';
import { daysBetween } from '../model/local-days';
import { earliestAfter, farEnd, latestAfter, nearEnd } from '../network/gap-bounds';
import { otherEnd } from '../rules/links';
import type { Stretch } from '../rules/rule';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';
import { openStarts } from './candidates';
import { inOrder } from './session-order';

/** One side of a link as seen from the session that comes first: the follower's anchor lies at least, or at most, so far behind. */
interface Bound {
  readonly gap: CompiledGap;
  readonly forward: boolean;
  readonly least: number | null;
  readonly most: number | null;
}

/** A session that is decided later, with all that ties its start to an earlier one. */
interface Follower {
  readonly session: CompiledSession;
  readonly bounds: readonly Bound[];
  readonly samePatient: boolean;
}

/** Where a follower may start: in `[lo, hi]`, and from `from` to `to` minutes after the start that it follows. */
interface Reach {
  readonly lo: Minute;
  readonly hi: Minute;
  readonly from: number;
  readonly to: number;
}

/**
 * What lies ahead of sessions that wait for a place: the starts from which everybody who follows can still be reached, as the calendars
 * stand. Taking the sessions in order then seldom ends in a dead end; where the links form a tree, only for what the sessions take from
 * one another (directional arc consistency: Dechter, Pearl 1987; Freuder 1982). A day is looked at when somebody asks for it, and
 * remembered.
 */
export class Outlook {
  private readonly followers = new Map<number, readonly Follower[]>();
  /** By session and begin of the day: the starts from which it goes on, ascending. */
  private readonly known = new Map<number, Map<Minute, readonly Minute[]>>();

  /** For sessions none of which has a place. O(links + n²) for n sessions. */
  constructor(
    private readonly state: ScheduleState,
    private readonly sessions: readonly number[],
  ) {
    const later = new Set<number>();
    for (const index of inOrder(state, sessions).toReversed()) {
      this.followers.set(index, followersOf(state, state.session(index), later));
      this.known.set(index, new Map());
      later.add(index);
    }
  }

  /**
   * Looks at every day now, while no session has a place. Nothing is ruled out from then on that could be part of a plan with all of
   * them; false: there is none. O(sessions × days × (people + rooms) × words).
   */
  lookAtAll(): boolean {
    return this.sessions.every((index) => {
      const session = this.state.session(index);
      let any = false;
      for (const day of this.daysIn(session, -Infinity, Infinity)) any = this.startsOn(session, day).length > 0 || any;
      return any;
    });
  }

  /** Takes away the starts after which somebody who follows and has no place yet could not start. O(starts + links) and days not known. */
  narrow({ index }: CompiledSession, window: StartWindow): void {
    if (this.known.get(index)?.get(window.from)?.length === 0) return window.keepNone();
    for (const follower of this.followers.get(index) ?? []) {
      if (window.empty) return;
      if (this.state.move(follower.session.index) === null) this.keepReaching(window, follower);
    }
  }

  /** Keeps the starts that have the follower within reach. */
  private keepReaching(window: StartWindow, follower: Follower): void {
    const reach = this.reachOf(follower, window);
    const isByDay = reach.from === -Infinity && reach.to === Infinity;
    let waiting: readonly Minute[] = isByDay ? [] : window.starts();
    let isReached = false;
    for (const day of this.daysIn(follower.session, reach.lo, reach.hi)) {
      const there = within(this.startsOn(follower.session, day), reach);
      isReached ||= there.length > 0;
      waiting = withoutThose(waiting, there, reach);
      if (isReached && waiting.length === 0) break;
    }
    if (!isReached) window.keepNone();
    else for (const start of waiting) window.forbidStarts(start, start + 1);
  }

  /** The starts of one local day from which a session goes on. */
  private startsOn(session: CompiledSession, day: Stretch): readonly Minute[] {
    const days = this.known.get(session.index);
    const known = days?.get(day.start);
    if (known !== undefined) return known;
    // The shortest of all lengths has every start that a longer one has.
    const shortest = session.lengths.at(-1);
    const starts = shortest === undefined ? [] : openStarts(this.state, session, day, shortest, this);
    days?.set(day.start, starts);
    return starts;
  }

  /** Local days in which a session may start at `[from, to]`, as far as its links allow. */
  private daysIn({ index, centre }: CompiledSession, from: Minute, to: Minute): Iterable<Stretch> {
    const row = this.state.clinic.centres[centre]?.row;
    const window = this.state.network.window(index);
    const [first, last] = [Math.max(from, window.from), Math.min(to, window.to)];
    return row === undefined || first > last ? [] : daysBetween(row, first, last);
  }

  private reachOf({ session, bounds, samePatient }: Follower, { from, to, lengths }: StartWindow): Reach {
    const { duration } = session.therapy;
    let [lo, hi, least, most] = [-Infinity, Infinity, -Infinity, Infinity];
    for (const bound of bounds) {
      const { gap, forward } = bound;
      const own = nearEnd(gap, forward) ? lengths.minutes : 0;
      const [longest, shortest] = farEnd(gap, forward) ? [duration.max, duration.min] : [0, 0];
      if (!gap.inDays) {
        if (bound.least !== null) least = Math.max(least, own + bound.least - longest);
        if (bound.most !== null) most = Math.min(most, own + bound.most - shortest);
      } else {
        if (bound.least !== null) lo = Math.max(lo, earliestAfter(gap, forward, from + own, bound.least) - longest);
        if (bound.most !== null) hi = Math.min(hi, latestAfter(gap, forward, to + own, bound.most) - shortest);
      }
    }
    // A patient rests before what follows.
    if (samePatient && least >= 0) least = Math.max(least, lengths.minutes + lengths.rest);
    return { lo: Math.max(lo, from + least), hi: Math.min(hi, to + most), from: least, to: most };
  }
}

/** The starts in `[lo, hi]`; mostly all of them. */
function within(starts: readonly Minute[], { lo, hi }: Reach): readonly Minute[] {
  const isAll = (starts[0] ?? 0) >= lo && (starts.at(-1) ?? 0) <= hi;
  return isAll ? starts : starts.filter((start) => start >= lo && start <= hi);
}

/** Of `starts` those that none of `others` follows in time; both ascending. */
function withoutThose(starts: readonly Minute[], others: readonly Minute[], { from, to }: Reach): readonly Minute[] {
  const last = others.at(-1);
  if (last === undefined || starts.length === 0) return starts;
  if (to === Infinity) return last - from >= (starts.at(-1) ?? 0) ? [] : starts.filter((start) => start > last - from);
  let next = 0;
  return starts.filter((start) => {
    while (next < others.length && (others[next] ?? 0) < start + from) next += 1;
    return next === others.length || (others[next] ?? 0) > start + to;
  });
}

function followersOf(state: ScheduleState, session: CompiledSession, later: ReadonlySet<number>): readonly Follower[] {
  const { index, links } = session;
  const bounds = new Map<number, Bound[]>();
  for (const link of links) {
    const other = otherEnd(link, index);
    const bound = link.hard && later.has(other) ? boundOf(link, index) : null;
    if (bound === null) continue;
    const all = bounds.get(other);
    if (all === undefined) bounds.set(other, [bound]);
    else all.push(bound);
  }
  return [...bounds].map(([other, all]) => ({
    session: state.session(other),
    bounds: all,
    samePatient: state.session(other).patient === session.patient,
  }));
}

function boundOf({ gap, from }: CompiledLink, index: number): Bound | null {
  if (gap === null) return null;
  const { min, max } = gap;
  return from === index
    ? { gap, forward: true, least: min, most: max }
    : { gap, forward: false, least: negative(max), most: negative(min) };
}

const negative = (lag: number | null): number | null => (lag === null ? null : -lag);
