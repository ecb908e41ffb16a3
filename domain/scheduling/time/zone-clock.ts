import type { Minute } from '../model/clinic-problem';
import { findChanges, FIRST_MINUTE, LAST_MINUTE, offsetSource, type OffsetSource } from './measure-offset';

/** A reading of the clock on the wall: minutes since 1970-01-01T00:00 on that clock. */
export type WallMinute = number;

/**
 * What a wall time means where the clock was moved. In a gap all but `reject` go forward by the length of the gap (02:30 → 03:30);
 * of a doubled time `start` takes the earlier and `end` the later instant; `reject` answers null to both.
 */
export type WallRule = 'start' | 'end' | 'reject';

/** Eight years: a table grows by whole blocks, so that nobody pays for years nobody asks about. */
const BLOCK = 8 * 366 * 1440;
/** Instants and wall clocks lie at most this far apart. */
const MAX_OFFSET = 1440;

/**
 * The offsets of one zone, read from Intl once per eight years and kept in typed arrays. The stretch of the last answer is tried first,
 * which makes conversions that stay in one season O(1); others are O(log changes).
 */
export class ZoneClock {
  private readonly source: OffsetSource;
  /** Stretch i has `offsets[i]` in `[froms[i], froms[i + 1])`; the last entry of `froms` ends the table. */
  private froms = new Int32Array(0);
  private offsets = new Int32Array(0);
  private hitFrom = 0;
  private hitTo = 0;
  private hitOffset = 0;
  /** Wall times that only the stretch of the last answer shows. */
  private wallFrom = 0;
  private wallTo = 0;

  /** Throws RangeError when the runtime does not know the zone. */
  constructor(readonly zone: string) {
    this.source = offsetSource(zone);
  }

  /** Minutes to add to UTC to get the wall clock. Throws RangeError outside the years 1980 to 2199. */
  offsetAt(minute: Minute): number {
    if (!(minute >= this.hitFrom && minute < this.hitTo)) this.moveTo(minute);
    return this.hitOffset;
  }

  /** Reading of the wall clock at an instant. */
  utcToLocal(minute: Minute): WallMinute {
    if (!(minute >= this.hitFrom && minute < this.hitTo)) this.moveTo(minute);
    return minute + this.hitOffset;
  }

  /** The instant of a reading; null only under `reject`. */
  localToUtc(wall: WallMinute, rule: 'start' | 'end'): Minute;
  localToUtc(wall: WallMinute, rule: WallRule): Minute | null;
  localToUtc(wall: WallMinute, rule: WallRule): Minute | null {
    if (wall >= this.wallFrom && wall < this.wallTo) return wall - this.hitOffset;
    return this.resolve(wall, rule);
  }

  /** The instant at which the offset in force at `minute` began; the begin of the table when it is older. */
  changeBefore(minute: Minute): Minute {
    this.moveTo(minute);
    return this.hitFrom;
  }

  /** The first change of offset after `minute` and at or before `limit`; null when there is none. */
  changeAfter(minute: Minute, limit: Minute): Minute | null {
    this.moveTo(limit);
    this.moveTo(minute);
    return this.hitTo <= limit ? this.hitTo : null;
  }

  /** Tries the offset of a day before and of a day after the reading: no zone moves its clock twice within two days. */
  private resolve(wall: WallMinute, rule: WallRule): Minute | null {
    const later = this.offsetAt(wall + MAX_OFFSET);
    const earlier = this.offsetAt(wall - MAX_OFFSET);
    const before = wall - earlier;
    const after = wall - later;
    const beforeIsTrue = this.offsetAt(before) === earlier;
    const afterIsTrue = this.offsetAt(after) === later;
    if (beforeIsTrue && (!afterIsTrue || before === after)) return this.remember(before);
    if (!beforeIsTrue && afterIsTrue) return this.remember(after);
    if (rule === 'reject') return null;
    // Doubled: both are true. Gap: neither is, and the offset before the gap leads past it.
    return beforeIsTrue && rule === 'end' ? after : before;
  }

  private remember(minute: Minute): Minute {
    this.moveTo(minute);
    return minute;
  }

  private moveTo(minute: Minute): void {
    if (!(minute >= (this.froms[0] ?? LAST_MINUTE) && minute < (this.froms[this.froms.length - 1] ?? 0))) this.grow(minute);
    let low = 0;
    let high = this.offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.froms[middle] ?? 0) <= minute) low = middle;
      else high = middle - 1;
    }
    const { froms, offsets } = this;
    const offset = offsets[low] ?? 0;
    this.hitFrom = froms[low] ?? 0;
    this.hitTo = froms[low + 1] ?? 0;
    this.hitOffset = offset;
    // What lies beyond the table may move the clock: its last day is resolved with a larger table.
    const first = low === 0 ? this.hitFrom + 2 * MAX_OFFSET + offset : this.hitFrom + Math.max(offset, offsets[low - 1] ?? 0);
    const last =
      low === offsets.length - 1 ? this.hitTo - 2 * MAX_OFFSET + offset : this.hitTo + Math.min(offset, offsets[low + 1] ?? 0);
    this.wallFrom = first;
    this.wallTo = last;
  }

  /** Extends the table to the block that holds the minute. */
  private grow(minute: Minute): void {
    if (!(minute >= FIRST_MINUTE && minute < LAST_MINUTE)) {
      throw new RangeError(`The minute ${minute} lies outside the years 1980 to 2199.`);
    }
    const block = Math.floor(minute / BLOCK) * BLOCK;
    const known = this.froms.length > 1;
    const from = Math.max(FIRST_MINUTE, known ? Math.min(block, this.froms[0] ?? 0) : block);
    const to = Math.min(LAST_MINUTE, known ? Math.max(block + BLOCK, this.froms[this.froms.length - 1] ?? 0) : block + BLOCK);
    const changes = findChanges(this.source, from, to - 1);
    this.froms = Int32Array.from([from, ...changes.map(({ at }) => at), to]);
    this.offsets = Int32Array.from([this.source(from), ...changes.map(({ offset }) => offset)]);
  }
}

const clocks = new Map<string, ZoneClock>();
/** There are about 600 names; spellings in other cases may add to them. */
const MAX_CLOCKS = 1000;

/** The one clock of a zone. Throws RangeError when the runtime does not know the zone. */
export function zoneClock(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = new ZoneClock(zone);
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  clocks.set(zone, made);
  return made;
}
