import type { Carried, EntityView, Parked, StepResult } from './entity.types';
import { DEDUP_RING, PARKED_MAX } from './policies';
import type { ProcessTypes } from './process.contract';

/** What an entity remembers, in the form it is carried over a roll. Plain and synchronous: every change is one assignment. */
export class EntityMemory<P extends ProcessTypes> {
  private now: Carried<P['state']>;

  constructor(carried: Carried<P['state']> | undefined) {
    this.now = carried ?? {
      v: 1,
      state: null,
      rev: 0,
      wakeAt: null,
      closed: false,
      status: 'opening',
      blockedOn: 'system',
      done: [],
      parked: [],
      counts: { untrusted: 0, unknown: 0, rolls: 0 },
    };
  }

  get state(): P['state'] | null {
    return this.now.state;
  }
  get rev(): number {
    return this.now.rev;
  }
  get wakeAt(): number | null {
    return this.now.wakeAt;
  }
  get closed(): boolean {
    return this.now.closed;
  }
  get parked(): readonly Parked[] {
    return this.now.parked;
  }

  nextRev(): number {
    this.overtake(this.now.rev + 1);
    return this.now.rev;
  }

  overtake(rev: number): void {
    this.now = { ...this.now, rev: Math.max(this.now.rev, rev) };
  }

  adopt(result: StepResult<P, unknown>): void {
    const { state, wakeAt, closed, status, blockedOn } = result;
    this.now = { ...this.now, state, wakeAt, closed, status, blockedOn };
    this.overtake(result.rev);
  }

  /** The open step was refused: there is nothing to live for. */
  refuse(): void {
    this.now = { ...this.now, closed: true, status: 'refused', blockedOn: 'nobody' };
  }

  close(): void {
    this.now = { ...this.now, closed: true, wakeAt: null, blockedOn: 'nobody' };
  }

  disarm(): void {
    this.now = { ...this.now, wakeAt: null };
  }

  rearm(at: number): void {
    this.now = { ...this.now, wakeAt: at };
  }

  done(id: string): void {
    if (!this.isDone(id)) this.now = { ...this.now, done: [...this.now.done, id].slice(-DEDUP_RING) };
  }

  isDone(id: string): boolean {
    return this.now.done.includes(id);
  }

  /** Worked on or parked: a repeat of it changes nothing. */
  knows(id: string): boolean {
    return this.isDone(id) || this.now.parked.some((item) => item.id === id);
  }

  park(item: Omit<Parked, 'why'>, why: string): void {
    const others = this.now.parked.filter(
      (other) => other.id !== item.id && !(item.trigger === 'due' && other.trigger === 'due'),
    );
    this.now = { ...this.now, parked: [...others, { ...item, why }].slice(-PARKED_MAX) };
  }

  takeParked(): readonly Parked[] {
    const { parked } = this.now;
    this.now = { ...this.now, parked: [] };
    return parked;
  }

  count(what: 'untrusted' | 'unknown'): void {
    const { counts } = this.now;
    this.now = { ...this.now, counts: { ...counts, [what]: counts[what] + 1 } };
  }

  visible(): { status: string; blockedOn: Carried<unknown>['blockedOn']; wakeAt: number | null; needsOps: boolean } {
    const { status, blockedOn, wakeAt, parked } = this.now;
    return { status, blockedOn, wakeAt, needsOps: parked.length > 0 };
  }

  view(inbox: number): EntityView<P['state']> {
    return { ...this.now, inbox, needsOps: this.now.parked.length > 0 };
  }

  /** For the next run's input. */
  carry(): Carried<P['state']> {
    return { ...this.now, counts: { ...this.now.counts, rolls: this.now.counts.rolls + 1 } };
  }
}
