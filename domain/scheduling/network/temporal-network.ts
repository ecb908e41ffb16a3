import type { Clinic, CompiledGap, CompiledLink } from '../model/compiled';
import type { Minute } from '../model/clinic-problem';
import { earliestAfter, farEnd, latestAfter, nearEnd } from './gap-bounds';

/** `open`: will be placed and has bounds. `fixed`: placed. `dropped`: the search has given up on it, it binds nobody. */
type Status = 0 | 1 | 2;
const OPEN: Status = 0;
const FIXED: Status = 1;
const DROPPED: Status = 2;

/** One step of the chain that produced a bound: the link, and the session on its other side. */
export interface ChainStep {
  readonly link: CompiledLink;
  readonly session: number;
}

/** What a component knew at one time, to return to. */
export interface Bounds {
  readonly members: readonly number[];
  readonly earliest: readonly Minute[];
  readonly latest: readonly Minute[];
  readonly status: readonly number[];
  readonly lowerBy: readonly (Push | null)[];
  readonly upperBy: readonly (Push | null)[];
}

/** A bound being pushed over a link: to which session, which side, and how. */
interface Push {
  readonly link: CompiledLink;
  readonly gap: CompiledGap;
  /** From `link.from` to `link.to`. */
  readonly forward: boolean;
  /** Tightens the earliest start; otherwise the latest. */
  readonly lower: boolean;
  readonly lag: number;
}

/**
 * Simple temporal network of the sessions (Dechter, Meiri, Pearl 1991), kept as bounds of each start relative to the calendar, with
 * the link that produced each bound. Fixing a session tightens its neighbours by a queue (incremental); releasing one recomputes its
 * component, because a bound may have other supports. O(links of the component) per pass.
 */
export class TemporalNetwork {
  private readonly earliest: Float64Array;
  private readonly latest: Float64Array;
  private readonly fixedEnd: Float64Array;
  private readonly status: Uint8Array;
  private readonly lowerBy: (Push | null)[];
  private readonly upperBy: (Push | null)[];
  private readonly live: boolean;

  private constructor(
    /** Exchanged with that of the schedule; links and lengths never differ. */
    public clinic: Clinic,
    private readonly pushes: readonly (readonly Push[])[],
  ) {
    const n = clinic.sessions.length;
    this.earliest = new Float64Array(n);
    this.latest = new Float64Array(n);
    this.fixedEnd = new Float64Array(n);
    this.status = new Uint8Array(n);
    this.lowerBy = clinic.sessions.map(() => null);
    this.upperBy = clinic.sessions.map(() => null);
    this.live = pushes.some((list) => list.length > 0);
  }

  /** The network of all sessions, none of them placed. O(links of all components). */
  static of(clinic: Clinic): TemporalNetwork {
    const network = TemporalNetwork.unbound(clinic);
    for (const members of clinic.components) network.open(members);
    return network;
  }

  /** The network of all sessions, some of them placed. O(sessions + links of the components that are not placed whole). */
  static placed(
    clinic: Clinic,
    places: readonly { readonly session: number; readonly start: Minute; readonly end: Minute }[],
  ): TemporalNetwork {
    const network = TemporalNetwork.unbound(clinic);
    for (const { session, start, end } of places) network.hold(session, start, end);
    for (const members of clinic.components) {
      const [open] = members.filter((member) => network.status[member] === OPEN);
      if (open !== undefined) network.recompute(open);
    }
    return network;
  }

  private static unbound(clinic: Clinic): TemporalNetwork {
    return new TemporalNetwork(
      clinic,
      clinic.sessions.map(({ links, index }) => links.flatMap((link) => pushesFrom(link, index))),
    );
  }

  /** Answers a question, which may fix sessions, as if nobody of a session's component had a place. O(links of the component + asking). */
  asIfOpen<T>(session: number, ask: () => T): T {
    const before = this.bounds(session);
    for (const member of before.members) this.status[member] = OPEN;
    this.open(before.members);
    const answer = ask();
    this.returnTo(before);
    return answer;
  }

  private open(members: readonly number[]): void {
    for (const member of members) this.reset(member);
    if (members.length > 1) this.propagate([...members]);
  }

  private componentOf(session: number): readonly number[] {
    return this.clinic.components[this.clinic.sessions[session]?.component ?? -1] ?? [];
  }

  /** Bounds of the start of a session that is not placed; empty (`from > to`) when its neighbours leave no room. */
  window(session: number): { readonly from: Minute; readonly to: Minute } {
    return { from: this.earliest[session] ?? 0, to: this.latest[session] ?? 0 };
  }

  /** Whether every open session of the component still has a start. */
  consistent(session: number): boolean {
    return this.componentOf(session).every(
      (one) => this.status[one] !== OPEN || (this.earliest[one] ?? 0) <= (this.latest[one] ?? 0),
    );
  }

  /** The links that lead to a bound, from the session outward, until a placed session or the calendar. */
  chain(session: number, side: 'earliest' | 'latest'): readonly ChainStep[] {
    const steps: ChainStep[] = [];
    let node = session;
    let push = (side === 'earliest' ? this.lowerBy : this.upperBy)[node];
    while (push != null && steps.length <= this.pushes.length) {
      node = push.forward ? push.link.from : push.link.to;
      steps.push({ link: push.link, session: node });
      push = this.status[node] === OPEN ? (push.lower ? this.lowerBy : this.upperBy)[node] : null;
    }
    return steps;
  }

  fix(session: number, start: Minute, end: Minute): void {
    this.hold(session, start, end);
    if (this.live) this.propagate([session]);
  }

  private hold(session: number, start: Minute, end: Minute): void {
    this.status[session] = FIXED;
    this.earliest[session] = start;
    this.latest[session] = start;
    this.fixedEnd[session] = end;
  }

  release(session: number): void {
    this.status[session] = OPEN;
    this.recompute(session);
  }

  /** The bounds of the component of a session as they are now. O(component). */
  bounds(session: number): Bounds {
    const members = this.componentOf(session);
    return {
      members,
      earliest: members.map((one) => this.earliest[one] ?? 0),
      latest: members.map((one) => this.latest[one] ?? 0),
      status: members.map((one) => this.status[one] ?? OPEN),
      lowerBy: members.map((one) => this.lowerBy[one] ?? null),
      upperBy: members.map((one) => this.upperBy[one] ?? null),
    };
  }

  /** Returns to earlier bounds; since then nothing was fixed that is not released by it. O(component). */
  returnTo({ members, earliest, latest, status, lowerBy, upperBy }: Bounds): void {
    for (const [i, one] of members.entries()) {
      this.earliest[one] = earliest[i] ?? 0;
      this.latest[one] = latest[i] ?? 0;
      this.status[one] = status[i] ?? OPEN;
      this.lowerBy[one] = lowerBy[i] ?? null;
      this.upperBy[one] = upperBy[i] ?? null;
    }
  }

  /** Leaves a session out of account, or takes it in again. */
  drop(session: number, dropped: boolean): void {
    if (this.status[session] === FIXED || (this.status[session] === DROPPED) === dropped) return;
    this.status[session] = dropped ? DROPPED : OPEN;
    this.recompute(session);
  }

  /** Takes a session that is not placed into account with bounds computed anew, whatever was tried before. */
  reopen(session: number): void {
    this.status[session] = OPEN;
    this.recompute(session);
  }

  private recompute(session: number): void {
    const members = this.componentOf(session);
    for (const member of members) if (this.status[member] !== FIXED) this.reset(member);
    if (members.length > 1) this.propagate([...members]);
  }

  private reset(index: number): void {
    const session = this.clinic.sessions[index];
    if (session === undefined) return;
    this.earliest[index] = session.notBefore;
    this.latest[index] = session.notAfter - session.therapy.duration.min;
    this.lowerBy[index] = null;
    this.upperBy[index] = null;
  }

  private propagate(queue: number[]): void {
    // A cycle of max gaps can creep by minutes; what is then left loose is checked exactly when a session is placed.
    const most = queue.length * 64 + 1024;
    for (let head = 0; head < queue.length && head < most; head += 1) {
      const node = queue[head] ?? 0;
      if (this.status[node] === DROPPED) continue;
      for (const push of this.pushes[node] ?? []) {
        const other = push.forward ? push.link.to : push.link.from;
        if (this.status[other] === OPEN && this.tighten(node, other, push)) queue.push(other);
      }
    }
  }

  /** Pushes one bound from a session to its neighbour; whether it moved. */
  private tighten(node: number, other: number, push: Push): boolean {
    const { gap, forward, lower, lag } = push;
    const mine = nearEnd(gap, forward);
    const theirs = farEnd(gap, forward);
    const length = this.clinic.sessions[other]?.therapy.duration ?? { min: 0, max: 0 };
    if (lower) {
      const bound = earliestAfter(gap, forward, this.anchor(node, mine, true), lag) - (theirs ? length.max : 0);
      if (bound <= (this.earliest[other] ?? 0)) return false;
      this.earliest[other] = bound;
      this.lowerBy[other] = push;
    } else {
      const bound = latestAfter(gap, forward, this.anchor(node, mine, false), lag) - (theirs ? length.min : 0);
      if (bound >= (this.latest[other] ?? 0)) return false;
      this.latest[other] = bound;
      this.upperBy[other] = push;
    }
    // An empty window is found; pushing it further would only run around a cycle.
    return (this.earliest[other] ?? 0) <= (this.latest[other] ?? 0);
  }

  private anchor(node: number, isEnd: boolean, lowest: boolean): Minute {
    const start = (lowest ? this.earliest[node] : this.latest[node]) ?? 0;
    if (!isEnd) return start;
    if (this.status[node] === FIXED) return this.fixedEnd[node] ?? start;
    const length = this.clinic.sessions[node]?.therapy.duration ?? { min: 0, max: 0 };
    return start + (lowest ? length.min : length.max);
  }
}

function pushesFrom(link: CompiledLink, session: number): readonly Push[] {
  const { gap } = link;
  if (gap === null || !link.hard) return [];
  const { min, max } = gap;
  const forward = link.from === session;
  const made: Push[] = [];
  if (min !== null) made.push({ link, gap, forward, lower: forward, lag: forward ? min : -min });
  if (max !== null) made.push({ link, gap, forward, lower: !forward, lag: forward ? max : -max });
  return made;
}
