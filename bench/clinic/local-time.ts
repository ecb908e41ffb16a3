import type { Centre, Minute, Span } from '#domain/scheduling/model/clinic-problem';

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes a wall clock of the zone is ahead of UTC, from Intl. */
function offsetAt(zone: string, minute: Minute): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  formats.set(zone, format);
  const [day = 0, month = 0, year = 0, hour = 0, min = 0] = format
    .format(minute * MINUTE)
    .split(/\D+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, min) / MINUTE - minute;
}

/** The minute at which the clocks of the zone show this wall time, itself in minutes as if it were UTC. */
function minuteOfWall(zone: string, wall: number): Minute {
  const guess = wall - offsetAt(zone, wall);
  return wall - offsetAt(zone, guess);
}

/** The clocks of one zone over some days: day 0 is the first of them. */
export interface LocalTime {
  readonly zone: string;
  /** Minute of a wall time of day `day`; hours of 24 and more lie on later days. */
  at(day: number, hour: number, minute?: number): Minute;
  hours(day: number, from: number, to: number): Span;
  /** 0 is Monday. */
  weekday(day: number): number;
  /** What the contract wants to know of the zone between two minutes. */
  describe(horizon: Span): Pick<Centre, 'zone' | 'dayStarts' | 'utcOffsets'>;
}

/** `firstDay` as in `2026-10-05`. */
export function localTime(zone: string, firstDay: string): LocalTime {
  const firstWall = Date.parse(`${firstDay}T00:00:00Z`) / MINUTE;
  const at = (day: number, hour: number, minute = 0): Minute => minuteOfWall(zone, firstWall + day * 1440 + hour * 60 + minute);
  return {
    zone,
    at,
    hours: (day, from, to) => ({ start: at(day, 0, from * 60), end: at(day, 0, to * 60) }),
    // 1970-01-01 was a Thursday.
    weekday: (day) => (firstWall / 1440 + day + 3) % 7,
    describe(horizon) {
      const dayStarts: Minute[] = [];
      let day = 0;
      while (at(day, 0) > horizon.start) day -= 1;
      while (at(day + 1, 0) <= horizon.start) day += 1;
      for (; dayStarts.length === 0 || (dayStarts.at(-1) ?? 0) < horizon.end; day += 1) dayStarts.push(at(day, 0));
      return { zone, dayStarts, utcOffsets: offsetsBetween(zone, dayStarts) };
    },
  };
}

/** A day whose two ends agree has one offset: no zone changes its clocks twice within a day. */
function offsetsBetween(zone: string, dayStarts: readonly Minute[]): Centre['utcOffsets'] {
  const rows: { from: Minute; offsetMinutes: number }[] = [];
  for (const [index, start] of dayStarts.entries()) {
    const offsetMinutes = offsetAt(zone, start);
    const last = rows.at(-1);
    if (last !== undefined && last.offsetMinutes !== offsetMinutes) {
      let from = dayStarts[index - 1] ?? start;
      while (offsetAt(zone, from) !== offsetMinutes) from += 1;
      rows.push({ from, offsetMinutes });
    }
    if (last === undefined) rows.push({ from: start, offsetMinutes });
  }
  return rows;
}
