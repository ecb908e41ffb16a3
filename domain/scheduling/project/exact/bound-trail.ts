/**
 * Integer variables by their bounds, with an undo trail that remembers why each bound holds.
 *
 * A *side* is one end of a variable x: side 2x bounds x from below, side 2x + 1 bounds -x from below (so x from above). A *bound*
 * [side >= value] is the only kind of literal; its negation is [side ^ 1 >= 1 - value]. A reason is a set of bounds that held
 * before and together imply the new one.
 *
 * Source: Ohrimenko, Stuckey, Codish, "Propagation via lazy clause generation", Constraints 14 (2009), here with bounds as
 * literals throughout instead of Boolean variables made on demand.
 */
export class BoundTrail {
  /** `low[side]`: the value known at this point of the search. */
  readonly low: Int32Array;
  /** Trail entries: which side rose, to what, from what, the entry before it of the same side, why, and on which level. */
  side = new Int32Array(1 << 14);
  value = new Int32Array(1 << 14);
  before = new Int32Array(1 << 14);
  previous = new Int32Array(1 << 14);
  reason = new Int32Array(1 << 14);
  level = new Int32Array(1 << 14);
  length = 0;
  /** The newest entry of each side, -1 for none. */
  readonly newest: Int32Array;
  currentLevel = 0;
  /** Bounds that cannot hold together, as pairs (side, value), after `raise` answered false. */
  readonly conflict = new BoundList();
  /** Reasons written out when they were found; `reasonAt(start)` refers to one. Shrinks when the search goes back. */
  private notes = new Int32Array(1 << 14);
  private notesLength = 0;
  private readonly levelStart: number[] = [0];
  private readonly levelNotes: number[] = [0];

  constructor(
    low: Int32Array,
    /** Appends the bounds that imply [side >= value] for reasons that are looked up instead of written out. */
    private readonly explainElsewhere: (reason: number, side: number, value: number, into: BoundList) => void,
  ) {
    this.low = low;
    this.newest = new Int32Array(low.length).fill(-1);
  }

  /** Raises a side. False when its variable has no value left; `conflict` then says why. Amortised O(1). */
  raise(side: number, value: number, reason: number): boolean {
    if (value <= this.low[side]!) return true;
    if (value > -this.low[side ^ 1]!) {
      const conflict = this.conflict;
      conflict.clear();
      this.explain(reason, side, value, conflict);
      conflict.push(side ^ 1, 1 - value);
      return false;
    }
    const entry = this.length;
    if (entry === this.side.length) this.grow();
    this.side[entry] = side;
    this.value[entry] = value;
    this.before[entry] = this.low[side]!;
    this.previous[entry] = this.newest[side]!;
    this.reason[entry] = reason;
    this.level[entry] = this.currentLevel;
    this.newest[side] = entry;
    this.low[side] = value;
    this.length = entry + 1;
    return true;
  }

  isFixed(variable: number): boolean {
    return this.low[2 * variable] === -this.low[2 * variable + 1]!;
  }

  openLevel(): void {
    this.currentLevel += 1;
    this.levelStart[this.currentLevel] = this.length;
    this.levelNotes[this.currentLevel] = this.notesLength;
  }

  /** Undoes everything above `level`. O(entries undone). */
  backTo(level: number): void {
    if (level >= this.currentLevel) return;
    const keep = this.levelStart[level + 1]!;
    for (let entry = this.length - 1; entry >= keep; entry -= 1) {
      const side = this.side[entry]!;
      this.low[side] = this.before[entry]!;
      this.newest[side] = this.previous[entry]!;
    }
    this.length = keep;
    this.notesLength = this.levelNotes[level + 1]!;
    this.currentLevel = level;
  }

  /** The entry that made [side >= value] true; -1 when it held from the start. O(entries of the side above it). */
  entryOf(side: number, value: number): number {
    let entry = this.newest[side]!;
    while (entry >= 0 && this.before[entry]! >= value) entry = this.previous[entry]!;
    return entry;
  }

  /** Writes a reason out; the number returned goes to `raise`. */
  note(bounds: BoundList): number {
    const size = bounds.length;
    while (this.notesLength + size + 1 > this.notes.length) this.notes = doubled(this.notes);
    const at = this.notesLength;
    this.notes[at] = size;
    this.notes.set(bounds.items.subarray(0, size), at + 1);
    this.notesLength = at + size + 1;
    return (at << 2) | writtenReason;
  }

  /** Appends the bounds that imply [side >= value] by this reason. */
  explain(reason: number, side: number, value: number, into: BoundList): void {
    if ((reason & 3) !== writtenReason) {
      this.explainElsewhere(reason, side, value, into);
      return;
    }
    const at = reason >> 2;
    const end = at + 1 + this.notes[at]!;
    for (let index = at + 1; index < end; index += 2) into.push(this.notes[index]!, this.notes[index + 1]!);
  }

  private grow(): void {
    this.side = doubled(this.side);
    this.value = doubled(this.value);
    this.before = doubled(this.before);
    this.previous = doubled(this.previous);
    this.reason = doubled(this.reason);
    this.level = doubled(this.level);
  }
}

/** The two low bits of a reason say where it is kept; a decision has none. */
export const decisionReason = 0;
export const clauseReason = 1;
export const arcReason = 2;
export const writtenReason = 3;

/** A growing list of bounds, kept flat: side, value, side, value … */
export class BoundList {
  items = new Int32Array(256);
  /** Numbers in use: twice the bounds. */
  length = 0;

  push(side: number, value: number): void {
    if (this.length + 2 > this.items.length) this.items = doubled(this.items);
    this.items[this.length] = side;
    this.items[this.length + 1] = value;
    this.length += 2;
  }

  clear(): void {
    this.length = 0;
  }
}

/** A copy of twice the length. */
export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
