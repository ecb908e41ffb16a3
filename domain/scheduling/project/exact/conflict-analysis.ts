import { BoundList, decisionReason, type BoundTrail } from './bound-trail';
import type { VariableOrder } from './variable-order';

const absent = -0x8000_0000;

/**
 * Turns a conflict into a clause that the search has not seen: reasons replace their bounds, newest first, until one bound of the
 * current level is left (first unique implication point).
 *
 * O(trail entries of the level + bounds of the reasons read). Source: Marques-Silva and Sakallah, "GRASP", 1996; minimisation:
 * Sörensson and Biere, "Minimizing learned clauses", SAT 2009 (local form).
 */
export class ConflictAnalysis {
  /** The clause: the bound to be implied first, one of the level to go back to second. */
  readonly clause = new BoundList();
  /** Level to go back to, and number of levels in the clause. */
  backLevel = 0;
  glue = 0;
  private readonly needed: Int32Array;
  private readonly entry: Int32Array;
  private readonly why = new BoundList();
  private readonly lower: number[] = [];
  private readonly levelMark: number[] = [];
  private mark = 0;
  private open = 0;
  /** Conflicts seen, and for each side the last one in which it was listed in `lower`. */
  private runs = 0;
  private readonly listed: Int32Array;

  constructor(
    private readonly trail: BoundTrail,
    private readonly order: VariableOrder,
  ) {
    this.needed = new Int32Array(trail.low.length).fill(absent);
    this.entry = new Int32Array(trail.low.length);
    this.listed = new Int32Array(trail.low.length);
  }

  /** Newest level that takes part in `trail.conflict`; 0 when the conflict needs no decision. */
  conflictLevel(): number {
    const { trail } = this;
    const { items, length } = trail.conflict;
    let newest = 0;
    for (let index = 0; index < length; index += 2) {
      const at = trail.entryOf(items[index]!, items[index + 1]!);
      if (at >= 0) newest = Math.max(newest, trail.level[at]!);
    }
    return newest;
  }

  /** Reads `trail.conflict` and writes `clause`. The current level is the conflict's and not 0. */
  run(): void {
    const { trail, needed, why } = this;
    this.lower.length = 0;
    this.open = 0;
    this.runs += 1;
    this.require(trail.conflict);
    let at = trail.length - 1;
    for (;;) {
      while (needed[trail.side[at]!] === absent || this.entry[trail.side[at]!] !== at) at -= 1;
      const side = trail.side[at]!;
      if (this.open === 1) {
        this.finish(side);
        return;
      }
      why.clear();
      trail.explain(trail.reason[at]!, side, needed[side]!, why);
      needed[side] = absent;
      this.open -= 1;
      at -= 1;
      this.require(why);
    }
  }

  private require(bounds: BoundList): void {
    const { trail, needed, entry } = this;
    for (let index = 0; index < bounds.length; index += 2) {
      const side = bounds.items[index]!;
      const value = bounds.items[index + 1]!;
      const had = needed[side]!;
      if (had !== absent && had >= value) continue;
      const at = trail.entryOf(side, value);
      if (at < 0 || trail.level[at] === 0) continue;
      const isHere = trail.level[at] === trail.currentLevel;
      const wasHere = had !== absent && trail.level[entry[side]!] === trail.currentLevel;
      if (had === absent) this.order.bump(side >> 1);
      // A side that moves up to the current level stays listed below it; `finish` passes over it.
      if (!isHere && this.listed[side] !== this.runs) {
        this.listed[side] = this.runs;
        this.lower.push(side);
      }
      if (isHere && !wasHere) this.open += 1;
      needed[side] = value;
      entry[side] = at;
    }
  }

  private finish(asserting: number): void {
    const { trail, needed, entry, clause } = this;
    clause.clear();
    clause.push(asserting ^ 1, 1 - needed[asserting]!);
    this.mark += 1;
    this.backLevel = 0;
    this.glue = 1;
    let second = 2;
    for (const side of this.lower) {
      const value = needed[side]!;
      if (value === absent || side === asserting || this.isImplied(side)) continue;
      const level = trail.level[entry[side]!]!;
      clause.push(side ^ 1, 1 - value);
      if (this.levelMark[level] !== this.mark) {
        this.levelMark[level] = this.mark;
        this.glue += 1;
      }
      if (level > this.backLevel) {
        this.backLevel = level;
        second = clause.length - 2;
      }
    }
    for (const side of this.lower) needed[side] = absent;
    needed[asserting] = absent;
    swapBounds(clause, second);
  }

  /** Whether the other bounds of the clause already imply this one. */
  private isImplied(side: number): boolean {
    const { trail, needed, entry, why } = this;
    const at = entry[side]!;
    const reason = trail.reason[at]!;
    if (reason === decisionReason) return false;
    why.clear();
    trail.explain(reason, side, needed[side]!, why);
    for (let index = 0; index < why.length; index += 2) {
      const other = why.items[index]!;
      const value = why.items[index + 1]!;
      // Only by older entries: two bounds must not be dropped because of each other.
      if (needed[other] !== absent && needed[other]! >= value && entry[other]! < at) continue;
      const holds = trail.entryOf(other, value);
      if (holds >= 0 && trail.level[holds]! > 0) return false;
    }
    return true;
  }
}

function swapBounds(clause: BoundList, second: number): void {
  if (clause.length <= 4 || second === 2) return;
  const { items } = clause;
  const side = items[2]!;
  const value = items[3]!;
  items[2] = items[second]!;
  items[3] = items[second + 1]!;
  items[second] = side;
  items[second + 1] = value;
}
