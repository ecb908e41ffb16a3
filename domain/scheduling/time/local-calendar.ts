import type { Minute } from '../model/clinic-problem';
import { zoneClock, type WallMinute, type ZoneClock } from './zone-clock';

const DAY = 1440;

/** The local day (days since 1970-01-01) that a reading of the wall clock belongs to. */
export const dayOfWall = (wall: WallMinute): number => Math.floor(wall / DAY);

/**
 * The shortest span of instants that holds every minute whose wall time lies in `[from, to)`: what falls into a gap is lost, of
 * doubled minutes the earlier begins and the later ends it. `end <= start` when all of it falls into a gap.
 */
export function hoursToUtc(clock: ZoneClock, from: WallMinute, to: WallMinute): { start: Minute; end: Minute } {
  return { start: firstShowing(clock, from), end: lastShowing(clock, to - 1) };
}

/** The first instant that shows the reading; the change of the clock when none does. */
function firstShowing(clock: ZoneClock, wall: WallMinute): Minute {
  const minute = clock.localToUtc(wall, 'start');
  return clock.utcToLocal(minute) === wall ? minute : clock.changeBefore(minute);
}

/** The end of the last minute that shows the reading; the change of the clock when none does. */
function lastShowing(clock: ZoneClock, wall: WallMinute): Minute {
  const minute = clock.localToUtc(wall, 'end');
  return clock.utcToLocal(minute) === wall ? minute + 1 : clock.changeBefore(minute);
}

/** The minute at which a local day (days since 1970-01-01) begins, be it not at midnight. */
export function dayStartOf(clock: ZoneClock, day: number): Minute {
  return firstShowing(clock, day * DAY);
}

/**
 * The minutes at which local days begin, ascending, the first at or before `from` and the last at or after `to`
 * (`Centre.dayStarts` of the planner). A day the zone skipped is left out. O(days).
 */
export function localDayStarts(zone: string, from: Minute, to: Minute): readonly Minute[] {
  const clock = zoneClock(zone);
  const starts: Minute[] = [];
  for (let day = dayOfWall(clock.utcToLocal(from)); ; day += 1) {
    const start = dayStartOf(clock, day);
    if (start !== starts.at(-1)) starts.push(start);
    if (start >= to && start >= from) return starts;
  }
}

/** The offsets in force during `[from, to]`, ascending; the first entry begins at `from` (`Centre.utcOffsets` of the planner). */
export function utcOffsets(zone: string, from: Minute, to: Minute): readonly { from: Minute; offsetMinutes: number }[] {
  const clock = zoneClock(zone);
  const offsets = [{ from, offsetMinutes: clock.offsetAt(from) }];
  for (let at = clock.changeAfter(from, to); at !== null; at = clock.changeAfter(at, to)) {
    offsets.push({ from: at, offsetMinutes: clock.offsetAt(at) });
  }
  return offsets;
}
