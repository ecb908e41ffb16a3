import { NEVER, intersect, normalise, subtract, type Intervals } from '../availability/intervals';
import type { Minute, Span } from '../model/clinic-problem';
import { fillCells, type CellBits } from '../availability/cell-bits';
import { dayOfWall, hoursToUtc } from '../time/local-calendar';
import { zoneClock } from '../time/zone-clock';
import { hoursOfDay } from './hours-of-day';
import type { CalendarRange, CentreCalendar, ResourceCalendar } from './resource-calendar';

/** The opening times of one resource in UTC. Never changed: a new version is a new object. */
export interface CompiledCalendar {
  readonly resourceId: string;
  /** `resource.centre`: changes when one of the two does. */
  readonly version: string;
  readonly open: Intervals;
  /** Cell i begins at `firstCell + i × cellMinutes`; set when all of it is open. */
  readonly bits: CellBits;
  readonly firstCell: Minute;
  readonly cellMinutes: number;
}

/** Hours may run into the next day, so the day before the range counts too. */
const DAYS_BEFORE = 1;

/** O(days × hours a day + leave + closures), one conversion of wall time per boundary. Throws RangeError for an unknown zone. */
export function compileCalendar(resource: ResourceCalendar, centre: CentreCalendar, range: CalendarRange): CompiledCalendar {
  const hours = openHours(resource, centre, range);
  const absent = normalise([...resource.leave, ...centre.closures].flatMap(({ start, end }) => [start, end]));
  const open = intersect(subtract(hours, absent), Int32Array.of(range.from, range.to));
  return { resourceId: resource.resourceId, version: `${resource.version}.${centre.version}`, open, ...cellsOf(open, range) };
}

function openHours(resource: ResourceCalendar, centre: CentreCalendar, { from, to }: CalendarRange): Intervals {
  if (from >= to) return NEVER;
  const clock = zoneClock(resource.zone);
  const hours = hoursOfDay(resource, centre);
  const pairs: number[] = [];
  const last = dayOfWall(clock.utcToLocal(to));
  for (let day = dayOfWall(clock.utcToLocal(from)) - DAYS_BEFORE; day <= last; day += 1) {
    for (const span of hours(day)) {
      const { start, end } = hoursToUtc(clock, day * 1440 + span.from, day * 1440 + span.to);
      pairs.push(start, end);
    }
  }
  return normalise(pairs);
}

function cellsOf(open: Intervals, { from, to, cellMinutes }: CalendarRange) {
  const first = Math.floor(from / cellMinutes);
  const cells = Math.max(0, Math.ceil(to / cellMinutes) - first);
  const bits = new Int32Array((cells + 31) >>> 5);
  for (let i = 0; i < open.length; i += 2) {
    fillCells(bits, Math.ceil((open[i] ?? 0) / cellMinutes) - first, Math.floor((open[i + 1] ?? 0) / cellMinutes) - first, true);
  }
  return { bits, firstCell: first * cellMinutes, cellMinutes };
}

/** As rows of a problem for the planner. */
export function spansOf(open: Intervals): Span[] {
  return Array.from({ length: open.length >> 1 }, (_, i) => ({ start: open[2 * i] ?? 0, end: open[2 * i + 1] ?? 0 }));
}
