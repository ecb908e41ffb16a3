import type { Minute, Span } from '../model/clinic-problem';
import type { CellBits } from '../availability/cell-bits';
import { utcOffsets } from '../time/local-calendar';

/** The minutes at which an appointment may begin, as bits: bit i is minute `origin + i × step`. */
export interface StartGrid {
  readonly origin: Minute;
  readonly step: number;
  readonly words: number;
  /** Starts that are aligned on the wall and lie in the window. */
  readonly aligned: CellBits;
}

function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : gcd(b, a % b);
}

/**
 * Starts in the window whose minute of the local day is a multiple of `align`, on a grid of the frame that is fine enough for all its
 * offsets: 15 minutes in Kathmandu for hourly appointments. Both readings of a doubled time are starts. The frame holds the window and
 * moves less often: as long as it stays, so do the starts of a resource. O(starts).
 */
export function startGrid(frame: Span, window: Span, align: number, zone: string): StartGrid {
  const offsets = utcOffsets(zone, frame.start, frame.end);
  const step = offsets.reduce((common, { offsetMinutes }) => gcd(common, offsetMinutes), gcd(align, 1440));
  const origin = Math.floor(frame.start / step) * step;
  const words = (Math.ceil((frame.end - origin) / step) + 31) >>> 5;
  const aligned = new Int32Array(words);
  for (const [i, { from: since, offsetMinutes }] of offsets.entries()) {
    const from = Math.max(window.start, since);
    const until = Math.min(window.end, offsets[i + 1]?.from ?? window.end);
    const firstDay = Math.floor((from + offsetMinutes) / 1440) * 1440 - offsetMinutes;
    for (let midnight = firstDay; midnight < until; midnight += 1440) {
      const last = Math.min(until, midnight + 1440);
      let at = midnight + Math.max(0, Math.ceil((from - midnight) / align)) * align;
      for (; at < last; at += align) {
        const cell = (at - origin) / step;
        aligned[cell >>> 5] = (aligned[cell >>> 5] ?? 0) | (1 << (cell & 31));
      }
    }
  }
  return { origin, step, words, aligned };
}

/**
 * For boundaries that are all moved by the same number of minutes: `(minute / step + shift) | 0` is the first cell not before
 * `minute + moved`, or a number below 1 where that lies before the grid. Half a minute keeps the sum away from whole numbers, so the
 * quotient may be a product with 1 / step, which takes a fraction of the time of a division.
 */
export function firstCellShift({ origin, step }: StartGrid, moved: number): number {
  return (moved - origin + step - 0.5) / step;
}
