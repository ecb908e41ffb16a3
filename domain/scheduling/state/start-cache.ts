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
  private readonly days = new Map<number, Map<number, StartWindow>>();
  /** How far sessions that were asked about reach back and on from their start with their buffers. */
  private reach = 0;

  /** The window of the local day that begins at `from`, under a key that names everything else it depends on. O(1). */
  get(from: Minute, key: number, reach: number, make: () => StartWindow): StartWindow {
    const number = Math.floor(from / DAY);
    let day = this.days.get(number);
    if (day === undefined) {
      day = new Map();
      this.days.set(number, day);
    }
    const known = day.get(key);
    if (known?.from === from) return known;
    const starts = make();
    day.set(key, starts);
    this.reach = Math.max(this.reach, reach);
    return starts;
  }

  /** Forgets everything. */
  clear(): void {
    this.days.clear();
  }

  /** Forgets the days that may have changed with `[from, to)`. O(days touched). */
  forget(from: Minute, to: Minute): void {
    if (this.days.size === 0) return;
    const last = Math.floor((to + this.reach) / DAY);
    for (let day = Math.floor((from - this.reach - LONGEST_DAY) / DAY); day <= last; day += 1) this.days.delete(day);
  }
}
