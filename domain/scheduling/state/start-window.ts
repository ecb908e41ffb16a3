import { cellFrom, cellOf, minuteOf } from '../model/compile-calendars';
import type { CellGrid, Lengths } from '../model/compiled';
import type { Minute, Span } from '../model/clinic-problem';
import { keepRuns, type CellBits } from '../availability/cell-bits';

/**
 * The cells of one stretch of time (a day) at which a session of given lengths may start. It begins with every grid start and rules
 * take starts away. Costs are per word: about ten for a day of five-minute cells.
 */
export class StartWindow {
  private constructor(
    private readonly grid: CellGrid,
    readonly lengths: Lengths,
    /** The stretch, both ends included. */
    readonly from: Minute,
    readonly to: Minute,
    /** The cell of the first bit, a multiple of 32. */
    private readonly base: number,
    readonly bits: CellBits,
  ) {}

  /** Every start of `gridStarts` (the cells at which a centre lets sessions start) in the stretch. */
  static of(grid: CellGrid, gridStarts: CellBits, lengths: Lengths, from: Minute, to: Minute): StartWindow {
    const first = Math.max(0, cellFrom(grid, from));
    const last = Math.min(grid.cells, cellOf(grid, to) + 1);
    const base = first & ~31;
    const words = Math.max(0, last - base + 31) >>> 5;
    const window = new StartWindow(grid, lengths, from, to, base, gridStarts.slice(base >>> 5, (base >>> 5) + words));
    window.clear(base, first);
    window.clear(last, base + words * 32);
    return window;
  }

  get empty(): boolean {
    for (let i = 0; i < this.bits.length; i += 1) if (this.bits[i] !== 0) return false;
    return true;
  }

  /** A copy to narrow further, for one resource. */
  copy(): StartWindow {
    return new StartWindow(this.grid, this.lengths, this.from, this.to, this.base, this.bits.slice());
  }

  /** The same stretch and lengths with every cell a start, for a question that does not know the session. */
  whole(): StartWindow {
    const bits = new Int32Array(this.bits.length).fill(-1);
    return new StartWindow(this.grid, this.lengths, this.from, this.to, this.base, bits);
  }

  /** Keeps a start when the cells from `before` minutes ahead of it, `minutes` long, are all set. O(words × log minutes). */
  keepFitting(cells: CellBits, before: number, minutes: number): void {
    const length = minutes / this.grid.size;
    const offset = this.base - before / this.grid.size;
    const word = offset >> 5;
    const shift = offset & 31;
    const needed = this.bits.length + ((length + 31) >>> 5);
    const runs = scratch(needed);
    for (let i = 0; i < needed; i += 1) {
      const low = (cells[word + i] ?? 0) >>> shift;
      runs[i] = shift === 0 ? low : low | ((cells[word + i + 1] ?? 0) << (32 - shift));
    }
    keepRuns(runs, length, needed);
    for (let i = 0; i < this.bits.length; i += 1) this.bits[i] = (this.bits[i] ?? 0) & (runs[i] ?? 0);
  }

  /** Takes away the starts whose session would overlap `[from, to)`. */
  forbid(from: Minute, to: Minute): void {
    this.clear(Number.isFinite(from) ? cellOf(this.grid, from - this.lengths.minutes) + 1 : 0, this.cellAt(to));
  }

  /** Takes away the starts whose session would overlap `[from, to)` but not the core of it. */
  forbidAround(core: Span, from: Minute, to: Minute): void {
    const { minutes } = this.lengths;
    this.clear(cellOf(this.grid, from - minutes) + 1, cellOf(this.grid, core.start - minutes) + 1);
    this.clear(this.cellAt(core.end), this.cellAt(to));
  }

  /** Keeps the starts in `[from, to]`, both included. */
  keepBetween(from: Minute, to: Minute): void {
    this.clear(0, this.cellAt(from));
    if (to !== Infinity) this.clear(to === -Infinity ? 0 : cellOf(this.grid, to) + 1, this.grid.cells + 32);
  }

  /** Takes away the starts in `[from, to)`. */
  forbidStarts(from: Minute, to: Minute): void {
    this.clear(this.cellAt(from), this.cellAt(to));
  }

  /** Removes every start. */
  keepNone(): void {
    this.bits.fill(0);
  }

  /** Gives one start of the stretch back. */
  giveBack(start: Minute): void {
    const at = cellOf(this.grid, start) - this.base;
    if (at >= 0 && at < this.bits.length * 32) this.bits[at >>> 5] = (this.bits[at >>> 5] ?? 0) | (1 << (at & 31));
  }

  /** The intersection with another window of the same stretch. */
  keepAlso(other: StartWindow): void {
    for (let i = 0; i < this.bits.length; i += 1) this.bits[i] = (this.bits[i] ?? 0) & (other.bits[i] ?? 0);
  }

  /** Takes away the starts of another window of the same stretch. */
  takeAway(other: StartWindow): void {
    for (let i = 0; i < this.bits.length; i += 1) this.bits[i] = (this.bits[i] ?? 0) & ~(other.bits[i] ?? 0);
  }

  /** Whether every start is one of the other window too (of the same stretch). */
  within(other: StartWindow): boolean {
    for (let i = 0; i < this.bits.length; i += 1) if (((this.bits[i] ?? 0) & ~(other.bits[i] ?? 0)) !== 0) return false;
    return true;
  }

  /** Whether some start is in both (of the same stretch). */
  meets(other: StartWindow): boolean {
    for (let i = 0; i < this.bits.length; i += 1) if (((this.bits[i] ?? 0) & (other.bits[i] ?? 0)) !== 0) return true;
    return false;
  }

  /** Keeps the starts that at least one of the others has; whether any is left. O(others × words). */
  keepUnion(others: readonly StartWindow[]): boolean {
    let left = false;
    for (let i = 0; i < this.bits.length; i += 1) {
      let union = 0;
      for (const { bits } of others) union |= bits[i] ?? 0;
      const kept = (this.bits[i] ?? 0) & union;
      this.bits[i] = kept;
      left ||= kept !== 0;
    }
    return left;
  }

  has(start: Minute): boolean {
    const at = cellOf(this.grid, start) - this.base;
    return at >= 0 && ((this.bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
  }

  /** The starts in order. */
  starts(): Minute[] {
    const found: Minute[] = [];
    for (let w = 0; w < this.bits.length; w += 1) {
      for (let word = this.bits[w] ?? 0; word !== 0; word &= word - 1) {
        found.push(minuteOf(this.grid, this.base + w * 32 + 31 - Math.clz32(word & -word)));
      }
    }
    return found;
  }

  private cellAt(minute: Minute): number {
    return Number.isFinite(minute) ? cellFrom(this.grid, minute) : minute > 0 ? this.grid.cells + 32 : 0;
  }

  private clear(from: number, to: number): void {
    const start = Math.max(0, from - this.base);
    const end = Math.min(this.bits.length * 32, to - this.base);
    for (let at = start; at < end;) {
      const until = Math.min(end, (at | 31) + 1);
      const mask = (-1 << (at & 31)) & (-1 >>> (31 - ((until - 1) & 31)));
      this.bits[at >>> 5] = (this.bits[at >>> 5] ?? 0) & ~mask;
      at = until;
    }
  }
}

let shared = new Int32Array(64);

/** One scratch set of at least so many words for all windows: the engine is single-threaded and a run never outlives its call. */
function scratch(words: number): CellBits {
  if (shared.length < words) shared = new Int32Array(words * 2);
  return shared;
}
