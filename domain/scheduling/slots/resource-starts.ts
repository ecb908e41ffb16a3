import { firstEndingAfter, type Intervals } from '../availability/intervals';
import type { Minute } from '../model/clinic-problem';
import { fillCells, type CellBits } from '../availability/cell-bits';
import type { Pool, SlotResource } from './slot-query';
import { firstCellShift, type StartGrid } from './start-grid';

/** How an appointment takes a resource. */
export interface Demand {
  readonly now: Minute;
  readonly duration: number;
  readonly before: number;
  readonly after: number;
}

/** Starts of a resource for one length of appointment on one grid. */
interface KnownStarts extends Omit<Demand, 'now'> {
  readonly open: Intervals;
  readonly origin: Minute;
  readonly step: number;
  readonly bits: CellBits;
}

/** The last answer by what is taken: a resource whose time did not change since is not worked on again. Garbage goes with its key. */
const lastStarts = new WeakMap<Intervals, KnownStarts>();

/**
 * The starts at which `need` units of a resource are open and free. Not to be changed by the caller, and good until the resource is
 * asked again: the array is used again then.
 * O(intervals + words), O(1) when nothing changed since the last call.
 */
export function startsOf(grid: StartGrid, resource: SlotResource, need: number, demand: Demand): CellBits {
  if (need > resource.taken.units) return new Int32Array(grid.words);
  const open = resource.calendar.open;
  const blocked = resource.taken.blocked(need, demand.now);
  const { duration, before, after } = demand;
  const { origin, step, words } = grid;
  const known = lastStarts.get(blocked);
  const isSame =
    known !== undefined &&
    known.open === open &&
    known.origin === origin &&
    known.step === step &&
    known.bits.length === words &&
    known.duration === duration &&
    known.before === before &&
    known.after === after;
  if (isSame) return known.bits;
  const bits = known?.bits.length === words ? known.bits.fill(0) : new Int32Array(words);
  addStarts(bits, grid, open, blocked, demand);
  lastStarts.set(blocked, { open, origin, step, duration, before, after, bits });
  return bits;
}

/**
 * Instead of looking for runs of free cells, every boundary is moved by the length of the appointment: an opening `[s, e)` allows
 * starts in `[s, e − duration]`, taken time `[s, e)` forbids those with `start − before < e` and `s < start + duration + after`.
 * Exact to the minute on any grid. Openings are set first and taken time is cleared afterwards, so that neither waits for the other.
 */
function addStarts(bits: CellBits, grid: StartGrid, open: Intervals, blocked: Intervals, demand: Demand): void {
  const { origin, step, words } = grid;
  const { duration, before, after } = demand;
  const end = origin + words * 32 * step;
  const cellsAMinute = 1 / step;
  const [openFirst, openLast] = [firstCellShift(grid, 0), firstCellShift(grid, 1 - duration)];
  for (let i = firstEndingAfter(open, origin); i < open.length && open[i]! < end; i += 2) {
    const from = (open[i]! * cellsAMinute + openFirst) | 0;
    fillCells(bits, from, (open[i + 1]! * cellsAMinute + openLast) | 0, true);
  }
  const reach = duration + after;
  const [takenFirst, takenLast] = [firstCellShift(grid, 1 - reach), firstCellShift(grid, before)];
  for (let i = firstEndingAfter(blocked, origin - before); i < blocked.length && blocked[i]! < end + reach; i += 2) {
    const from = (blocked[i]! * cellsAMinute + takenFirst) | 0;
    fillCells(bits, from, (blocked[i + 1]! * cellsAMinute + takenLast) | 0, false);
  }
}

/** The starts at which the resources of a pool have `need` free units together. O(resources × need × (intervals + words)). */
export function startsOfPool(grid: StartGrid, pool: Pool, now: Minute, duration: number): CellBits {
  const demand = { now, duration, before: pool.before, after: pool.after };
  // layers[k] holds the starts with more than k units found so far: a unary counter for all starts at once.
  const layers = Array.from({ length: pool.need }, () => new Int32Array(grid.words));
  for (const resource of pool.resources) {
    for (let units = 1; units <= Math.min(pool.need, resource.taken.units); units += 1) {
      count(layers, startsOf(grid, resource, units, demand));
    }
  }
  return layers.at(-1) ?? new Int32Array(grid.words).fill(-1);
}

function count(layers: readonly CellBits[], found: CellBits): void {
  for (let w = 0; w < found.length; w += 1) {
    let carry = found[w]!;
    for (const layer of layers) {
      if (carry === 0) break;
      const had = layer[w]!;
      layer[w] = had | carry;
      carry &= had;
    }
  }
}
