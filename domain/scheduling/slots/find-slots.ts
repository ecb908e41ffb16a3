import { bookingWindow } from '../calendar/booking-window';
import type { Span } from '../model/clinic-problem';
import type { CellBits } from '../availability/cell-bits';
import { dayOfWall, dayStartOf, localDayStarts } from '../time/local-calendar';
import { zoneClock } from '../time/zone-clock';
import { dayChecksums } from './day-checksums';
import { withGroups } from './group-slots';
import { startsOf, startsOfPool } from './resource-starts';
import { byText, type SlotList } from './slot-list';
import { checkQuery, type SlotQuery, type SlotResource } from './slot-query';
import { startGrid, type StartGrid } from './start-grid';

/** Specialists are listed so many at a time; those that are missing in the last lot are never free. */
const LANES = 4;

type Columns = Pick<SlotList, 'starts' | 'who' | 'seats'>;

/**
 * All offers of a query. Pure: the same query gives the same list. O(resources × (words + intervals) + slots); a month of 100
 * specialists takes less than a millisecond. Throws RangeError for an unknown zone or a query beyond `SLOT_LIMITS`.
 */
export function findSlots(query: SlotQuery): SlotList {
  const { frame, window } = startWindow(query);
  checkQuery(query, frame);
  const specialists = [...query.specialists].sort((a, b) => byText(a.id, b.id));
  const specialistIds = specialists.map(({ id }) => id);
  const isEmpty = window.start >= window.end;
  const columns = isEmpty ? noSlots() : withGroups(newSessions(query, frame, window, specialists), query, window, specialistIds);
  const list = { specialistIds, dayStarts: isEmpty ? [] : localDayStarts(query.zone, window.start, window.end), ...columns };
  return { versions: { calendar: query.version, resources: versionsOf(query), days: dayChecksums(list) }, ...list };
}

/** The starts asked for that notice and horizon allow, and the days they lie in: those do not move with every minute of `now`. */
function startWindow({ rules, zone, now, from, to }: SlotQuery): { frame: Span; window: Span } {
  const allowed = bookingWindow(rules, zone, now);
  const clock = zoneClock(zone);
  const today = dayStartOf(clock, dayOfWall(clock.utcToLocal(now)));
  const frame = { start: Math.max(from, today), end: Math.min(to, allowed.end) };
  return { frame, window: { start: Math.max(frame.start, allowed.start), end: frame.end } };
}

const noSlots = (): Columns => ({ starts: new Int32Array(0), who: new Uint16Array(0), seats: new Uint16Array(0) });

function newSessions(query: SlotQuery, frame: Span, window: Span, specialists: readonly SlotResource[]): Columns {
  const { now, durationMinutes: duration, rules } = query;
  const grid = startGrid(frame, window, rules.alignMinutes, query.zone);
  const common = query.pools.reduce((bits, pool) => commonOf(bits, startsOfPool(grid, pool, now, duration)), grid.aligned);
  const demand = { now, duration, before: rules.bufferBefore, after: rules.bufferAfter };
  const lanes = LANES * Math.ceil(specialists.length / LANES);
  const free = new Int32Array(grid.words * lanes);
  for (const [s, specialist] of specialists.entries()) {
    const starts = startsOf(grid, specialist, 1, demand);
    for (let w = 0, at = s; w < grid.words; w += 1, at += lanes) free[at] = starts[w]! & common[w]!;
  }
  return inOrder(grid, free, lanes, query.seats);
}

function commonOf(a: CellBits, b: CellBits): CellBits {
  const bits = new Int32Array(a.length);
  for (let w = 0; w < bits.length; w += 1) bits[w] = a[w]! & b[w]!;
  return bits;
}

/**
 * Lists the set bits by start and then by specialist; `free[w * lanes + s]` is word w of specialist s. Where somebody is free all
 * specialists are looked at without a branch: a write that does not count is overwritten by the next one, hence the spare place at the
 * end. Four in a row take two thirds of the time of a plain loop. O(words × specialists + starts × specialists).
 */
function inOrder(grid: StartGrid, free: CellBits, lanes: number, seats: number): Columns {
  const total = countOf(free);
  const starts = new Int32Array(total);
  const who = new Uint16Array(total + 1);
  let n = 0;
  for (let w = 0; w < grid.words; w += 1) {
    const row = w * lanes;
    let anybody = 0;
    for (let s = 0; s < lanes; s += 1) anybody |= free[row + s]!;
    for (; anybody !== 0; anybody &= anybody - 1) {
      const bit = 31 - Math.clz32(anybody & -anybody);
      const start = grid.origin + (w * 32 + bit) * grid.step;
      const first = n;
      for (let s = 0; s < lanes; s += LANES) {
        const at = row + s;
        who[n] = s;
        n += (free[at]! >>> bit) & 1;
        who[n] = s + 1;
        n += (free[at + 1]! >>> bit) & 1;
        who[n] = s + 2;
        n += (free[at + 2]! >>> bit) & 1;
        who[n] = s + 3;
        n += (free[at + 3]! >>> bit) & 1;
      }
      starts.fill(start, first, n);
    }
  }
  return { starts, who: who.subarray(0, total), seats: new Uint16Array(total).fill(seats) };
}

/** Number of set bits (Warren, Hacker's Delight, 5-1). */
function countOf(bits: CellBits): number {
  let sum = 0;
  for (let w = 0; w < bits.length; w += 1) {
    let x = bits[w]!;
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    sum += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return sum;
}

function versionsOf({ specialists, pools }: SlotQuery): ReadonlyMap<string, string> {
  const all = [specialists, ...pools.map(({ resources }) => resources)].flat();
  all.sort((a, b) => byText(a.id, b.id));
  const versions = new Map<string, string>();
  for (const { id, calendar, taken } of all) versions.set(id, `${calendar.version}/${taken.version}`);
  return versions;
}
