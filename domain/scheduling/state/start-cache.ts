import type { Minute } from '../model/clinic-problem';
import type { StartWindow } from './start-window';

const DAY = 1440;
/** The longest local day, when the clocks go back by two hours. */
const LONGEST_DAY = DAY + 120;

/**
 * Start windows of one resource, kept until its calendar changes near their day. A placement touches one day of few resources while a
 * search asks all resources for many days, so nearly every question is answered from here.
 */
export class StartCache {
  /** By the 24 hours of the epoch in which a local day begins; two short days may share one, then the later answer stays. */
  private readonly days = new Map<number, (StartWindow | undefined)[]>();
  /** How far sessions that were asked about reach back and on from their start with their buffers. */
  private reach = 0;

  /** The window of the local day that begins at `from`, for one kind of question. O(1). */
  find(from: Minute, kind: number): StartWindow | undefined {
    const known = this.days.get(Math.floor(from / DAY))?.[kind];
    return known?.from === from ? known : undefined;
  }

  /** Keeps an answer; `reach`: how far it looks back and on from a start. */
  keep(kind: number, reach: number, starts: StartWindow): void {
    const number = Math.floor(starts.from / DAY);
    const day = this.days.get(number);
    if (day === undefined) {
      const made: (StartWindow | undefined)[] = [];
      made[kind] = starts;
      this.days.set(number, made);
    } else day[kind] = starts;
    this.reach = Math.max(this.reach, reach);
  }

  /** The same answers, kept by themselves from now on. O(days). */
  copy(): StartCache {
    const copy = new StartCache();
    for (const [day, starts] of this.days) copy.days.set(day, [...starts]);
    copy.reach = this.reach;
    return copy;
  }

  /** Forgets everything. */
  clear(): void {
    this.days.clear();
  }

  /** Forgets the answers that may have changed with `[from, to)`. O(days touched × kinds). */
  forget(from: Minute, to: Minute): void {
    if (this.days.size === 0) return;
    const [first, last] = [from - this.reach, to + this.reach];
    for (let number = Math.floor((first - LONGEST_DAY) / DAY); number <= Math.floor(last / DAY); number += 1) {
      const day = this.days.get(number);
      if (day === undefined) continue;
      for (let kind = 0; kind < day.length; kind += 1) {
        const starts = day[kind];
        if (starts !== undefined && starts.from <= last && starts.to >= first) day[kind] = undefined;
      }
    }
  }
}

/**
 * Numbers the kinds of questions that are asked of the calendars of a schedule, from 0: the same length and buffers (and whatever else
 * the answer depends on) are the same kind. O(1).
 */
export class StartKinds {
  private readonly known = new Map<number, number>();
  private lastKey = -1;
  private lastKind = -1;

  /** Minutes are of at most a day each; `more` is below 4. */
  of(minutes: number, after: number, before: number, more = 0): number {
    const key = ((minutes * 2048 + after) * 2048 + before) * 4 + more;
    // One session asks many people the same.
    if (key === this.lastKey) return this.lastKind;
    let kind = this.known.get(key);
    if (kind === undefined) {
      kind = this.known.size;
      this.known.set(key, kind);
    }
    this.lastKey = key;
    this.lastKind = kind;
    return kind;
  }
}
