import type { Minute } from '../model/clinic-problem';
import type { StartWindow } from './start-window';

interface Entry {
  readonly from: Minute;
  readonly to: Minute;
  /** How far its sessions reach back and on with their buffers. */
  readonly before: number;
  readonly after: number;
  readonly starts: StartWindow;
}

/**
 * Start windows of one resource, kept until its calendar changes near their day. A placement touches one day of few resources while a
 * search asks all resources for many days, so nearly every question is answered from here.
 */
export class StartCache {
  private readonly entries = new Map<string, Entry>();

  /** The window of a day under a key that names everything else it depends on. */
  get(key: string, before: number, after: number, make: () => StartWindow): StartWindow {
    const known = this.entries.get(key);
    if (known !== undefined) return known.starts;
    const starts = make();
    this.entries.set(key, { from: starts.from, to: starts.to, before, after, starts });
    return starts;
  }

  /** Forgets what may have changed with `[from, to)`. O(entries). */
  forget(from: Minute, to: Minute): void {
    for (const [key, entry] of this.entries) {
      if (entry.from - entry.before < to && from < entry.to + entry.after) this.entries.delete(key);
    }
  }
}
