import type { Minute } from '../model/clinic-problem';

/**
 * 1980-01-01 and 2200-01-01. Offsets are whole minutes since Liberia gave up its 44 minutes and 30 seconds in 1972; the upper bound
 * keeps a wrong year from building a table without end.
 */
export const FIRST_MINUTE: Minute = 5_258_880;
export const LAST_MINUTE: Minute = 120_968_640;

/** Asks the runtime's zone data for the offset of a zone: slow (microseconds), for building tables only. */
export type OffsetSource = (minute: Minute) => number;

/** Throws RangeError when the runtime does not know the zone. */
export function offsetSource(zone: string): OffsetSource {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (minute) => {
    // "11/28/2026, GMT+05:30"; "GMT" alone is 0.
    const text = format.format(minute * 60_000);
    const at = text.lastIndexOf('GMT') + 3;
    if (text.length === at) return 0;
    const size = Number(text.slice(at + 1, at + 3)) * 60 + Number(text.slice(at + 4, at + 6));
    return text.charAt(at) === '+' ? size : -size;
  };
}

/** The two closest changes of one zone, around Ramadan, are four weeks apart. */
const SCAN_STEP = 14 * 1440;

/** The changes of offset in `(from, to]`, by bisection between samples a fortnight apart. O(days/14 + changes × log fortnight). */
export function findChanges(offsetAt: OffsetSource, from: Minute, to: Minute): { at: Minute; offset: number }[] {
  const changes: { at: Minute; offset: number }[] = [];
  let before = offsetAt(from);
  for (let low = from; low < to; low += SCAN_STEP) {
    const high = Math.min(low + SCAN_STEP, to);
    const after = offsetAt(high);
    if (after === before) continue;
    let [lo, hi] = [low, high];
    while (hi - lo > 1) {
      const middle = (lo + hi) >>> 1;
      if (offsetAt(middle) === before) lo = middle;
      else hi = middle;
    }
    changes.push({ at: hi, offset: after });
    before = after;
  }
  return changes;
}
