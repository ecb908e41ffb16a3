import { fillCells, type CellBits } from '../availability/cell-bits';
import type { CellGrid } from './compiled';
import type { ClinicProblem, Minute, Span } from './clinic-problem';

/** The cell that holds the minute (may lie outside). */
export const cellOf = (grid: CellGrid, minute: Minute): number => Math.floor((minute - grid.origin) / grid.size);

/** The first cell that begins at or after the minute. */
export const cellFrom = (grid: CellGrid, minute: Minute): number => Math.ceil((minute - grid.origin) / grid.size);

/** The minute at which a cell begins. */
export const minuteOf = (grid: CellGrid, cell: number): Minute => grid.origin + cell * grid.size;

/**
 * The grid of a problem: the greatest common divisor of all grids, durations and buffers, over the horizon with a margin on both
 * sides for buffers.
 */
export function gridOf(problem: ClinicProblem): CellGrid {
  let size = 0;
  let margin = 0;
  for (const { gridMinutes } of problem.centres) size = gcd(size, gridMinutes);
  for (const { duration, buffers } of problem.therapies) {
    const { patientRest, roomClean, practitionerTurn, roomSetup, practitionerSetup } = buffers;
    const lengths = [patientRest, roomClean, practitionerTurn].flatMap(({ minutes, shrinkTo }) => [minutes, shrinkTo]);
    for (const length of [...lengths, roomSetup, practitionerSetup]) {
      size = gcd(size, length);
      margin = Math.max(margin, length);
    }
    size = gcd(gcd(size, duration.min), duration.max);
  }
  if (size === 0) size = 5;
  const origin = Math.floor((problem.horizon.start - margin) / size) * size;
  const cells = Math.ceil((problem.horizon.end + margin - origin) / size);
  return { origin, size, cells, words: ((cells + 31) >>> 5) + 1 };
}

/** The cells that begin at a multiple of the grid of a centre. */
export function gridStarts(grid: CellGrid, gridMinutes: number): CellBits {
  const bits = new Int32Array(grid.words);
  const first = cellFrom(grid, Math.ceil(grid.origin / gridMinutes) * gridMinutes);
  for (let cell = first; cell < grid.cells; cell += gridMinutes / grid.size) {
    bits[cell >>> 5] = (bits[cell >>> 5] ?? 0) | (1 << (cell & 31));
  }
  return bits;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Cells that lie wholly inside the open spans and outside of every closed one. */
export function openCells(grid: CellGrid, open: readonly (readonly Span[] | null)[], closed: readonly Span[]): CellBits {
  const bits = new Int32Array(grid.words);
  const spans = joined(open.flatMap((list) => list ?? [{ start: grid.origin, end: grid.origin + grid.cells * grid.size }]));
  for (const { start, end } of spans) fillCells(bits, cellFrom(grid, start), cellOf(grid, end), true);
  return less(grid, bits, closed);
}

/** The cells less every closed span; the same array when nothing is closed. */
export function less(grid: CellGrid, open: CellBits, closed: readonly Span[]): CellBits {
  if (closed.length === 0) return open;
  const bits = open.slice();
  for (const { start, end } of closed) fillCells(bits, cellOf(grid, start), cellFrom(grid, end), false);
  return bits;
}

/** Sorted, and spans that touch made one: their common border need not fall on a cell. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const all: { start: Minute; end: Minute }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last !== undefined && last.end >= span.start) last.end = Math.max(last.end, span.end);
    else all.push({ start: span.start, end: span.end });
  }
  return all;
}
