import { cellFrom, cellOf } from '../model/compile-calendars';
import type { CellGrid, CompiledBooking } from '../model/compiled';
import type { Minute } from '../model/clinic-problem';
import { fillCells, type CellBits } from '../availability/cell-bits';
import type { Occurrence } from './occurrence';
import { StartCache } from './start-cache';

/** Time taken from one resource: `[from, to)` with buffers, `[start, end)` without. */
export interface Taken {
  readonly from: Minute;
  readonly to: Minute;
  readonly start: Minute;
  readonly end: Minute;
  readonly units: number;
  /** Who takes it; null: a booking. */
  readonly occurrence: Occurrence | null;
  readonly booking: CompiledBooking | null;
}

/**
 * What is taken from one resource: the truth as a list ordered by start (it answers "who"), beside it a bitset of cells with a free
 * unit (it answers "when"). Resources of several units also count their use per cell.
 */
export class Calendar {
  private constructor(
    private readonly grid: CellGrid,
    readonly units: number,
    readonly starts: StartCache,
    /** Cells with at least one free unit. */
    readonly free: CellBits,
    private readonly use: Uint16Array | null,
    private readonly list: Taken[],
  ) {}

  /** A calendar in which nothing is taken; `counted`: its use is counted per cell although it is one unit. */
  static empty(grid: CellGrid, units: number, counted: boolean): Calendar {
    const free = new Int32Array(grid.words);
    fillCells(free, 0, grid.cells, true);
    return new Calendar(grid, units, new StartCache(), free, counted || units > 1 ? new Uint16Array(grid.cells) : null, []);
  }

  /** The same calendar, changed by itself from now on, with other objects for the occurrences in it. O(entries + words). */
  copy(copyOf: (occurrence: Occurrence) => Occurrence): Calendar {
    const { grid, units, starts, free, use, list } = this;
    const copied = list.map((taken) => (taken.occurrence === null ? taken : { ...taken, occurrence: copyOf(taken.occurrence) }));
    return new Calendar(grid, units, starts.copy(), free.slice(), use?.slice() ?? null, copied);
  }

  /** In the order of start. */
  get taken(): readonly Taken[] {
    return this.list;
  }

  /** O(log n + n moved + words). */
  add(taken: Taken): void {
    this.list.splice(this.firstFrom(taken.start), 0, taken);
    this.mark(taken, true);
  }

  /** Removes what an occurrence took; it must be there. */
  remove(start: Minute, occurrence: Occurrence): void {
    for (let i = this.firstFrom(start); i < this.list.length; i += 1) {
      const taken = this.list[i];
      if (taken?.occurrence !== occurrence) continue;
      this.list.splice(i, 1);
      this.mark(taken, false);
      // Facts may overlap one another: what is freed may still be taken by a neighbour.
      for (const other of [this.list[i - 1], this.list[i]]) {
        if (this.use === null && other !== undefined && other.from < taken.to && other.to > taken.from) this.mark(other, true);
      }
      return;
    }
  }

  /** Takes units out of service for a time (equipment that is down), or gives a negative number of them back. O(cells). */
  close(from: Minute, to: Minute, units: number): void {
    this.count(cellOf(this.grid, from), cellFrom(this.grid, to), units);
  }

  /** Answers a question as if an occupation of a resource of one unit were not there. O(words touched + asking). */
  without<T>(from: Minute, to: Minute, ask: () => T): T {
    const [first, last] = [cellOf(this.grid, from), cellFrom(this.grid, to)];
    fillCells(this.free, first, last, true);
    const answer = ask();
    fillCells(this.free, first, last, false);
    return answer;
  }

  /** The most units in use at one moment of `[start, end)`. O(cells); only for counted resources. */
  peak(start: Minute, end: Minute): number {
    if (this.use === null) return 0;
    let most = 0;
    const last = Math.min(this.use.length, cellFrom(this.grid, end));
    for (let cell = Math.max(0, cellOf(this.grid, start)); cell < last; cell += 1) most = Math.max(most, this.use[cell] ?? 0);
    return most;
  }

  /** Index of the first entry that starts at or after the minute. O(log n). */
  firstFrom(minute: Minute): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.list[middle]?.start ?? 0) < minute) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Entries that start in `[from, to)`, in order. O(log n + found). */
  starting(from: Minute, to: Minute): readonly Taken[] {
    const first = this.firstFrom(from);
    let last = first;
    while (last < this.list.length && (this.list[last]?.start ?? to) < to) last += 1;
    return this.list.slice(first, last);
  }

  /** Entries whose occupation overlaps `[from, to)`, in order. O(n). */
  overlapping(from: Minute, to: Minute): readonly Taken[] {
    return this.list.filter((taken) => taken.from < to && taken.to > from);
  }

  private mark(taken: Taken, add: boolean): void {
    // A day counts what starts in it, so the cached days around the start go with it.
    this.starts.forget(Math.min(taken.from, taken.start), taken.to);
    const first = cellOf(this.grid, taken.from);
    const last = cellFrom(this.grid, taken.to);
    if (this.use === null) fillCells(this.free, first, last, !add);
    else this.count(first, last, add ? taken.units : -taken.units);
  }

  private count(first: number, last: number, units: number): void {
    if (this.use === null) return;
    for (let cell = Math.max(0, first); cell < Math.min(this.use.length, last); cell += 1) {
      const used = (this.use[cell] ?? 0) + units;
      this.use[cell] = used;
      fillCells(this.free, cell, cell + 1, used < this.units);
    }
  }
}
