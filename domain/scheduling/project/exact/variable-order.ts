/**
 * Variables by how often they took part in recent conflicts, in a binary heap; ties by number. Whole numbers only, so that every
 * machine picks the same. Source: Moskewicz et al., "Chaff", DAC 2001; exponential form: Eén and Sörensson, "MiniSat", 2003.
 */
export class VariableOrder {
  private readonly activity: Float64Array;
  private readonly heap: Int32Array;
  private readonly place: Int32Array;
  private size: number;
  private step = 1_024;

  constructor(count: number, initial: (variable: number) => number) {
    this.activity = Float64Array.from({ length: count }, (_, variable) => initial(variable));
    this.heap = Int32Array.from({ length: count }, (_, variable) => variable);
    this.place = this.heap.slice();
    this.size = count;
    for (let at = (count >> 1) - 1; at >= 0; at -= 1) this.sink(at);
  }

  /** Raises the activity of a variable. O(log variables). */
  bump(variable: number): void {
    this.activity[variable] = this.activity[variable]! + this.step;
    const at = this.place[variable]!;
    if (at >= 0) this.rise(at);
  }

  /** Makes everything so far count a sixteenth less. Amortised O(1). */
  decay(): void {
    this.step += this.step >> 4;
    if (this.step < 1 << 28) return;
    this.step >>= 18;
    for (let variable = 0; variable < this.activity.length; variable += 1) {
      this.activity[variable] = Math.floor(this.activity[variable]! / (1 << 18));
    }
    // Rounding may have made ties of what were none, and ties go by number.
    for (let at = (this.size >> 1) - 1; at >= 0; at -= 1) this.sink(at);
  }

  /** Takes the most active variable out; -1 when none is left. O(log variables). */
  take(): number {
    if (this.size === 0) return -1;
    const top = this.heap[0]!;
    this.size -= 1;
    this.place[top] = -1;
    if (this.size > 0) {
      this.put(this.heap[this.size]!, 0);
      this.sink(0);
    }
    return top;
  }

  /** Puts a variable back that may be chosen again. O(log variables). */
  restore(variable: number): void {
    if (this.place[variable]! >= 0) return;
    const at = this.size;
    this.size += 1;
    this.put(variable, at);
    this.rise(at);
  }

  private isBefore(one: number, other: number): boolean {
    const difference = this.activity[one]! - this.activity[other]!;
    return difference > 0 || (difference === 0 && one < other);
  }

  private put(variable: number, at: number): void {
    this.heap[at] = variable;
    this.place[variable] = at;
  }

  private rise(from: number): void {
    const variable = this.heap[from]!;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(variable, this.heap[parent]!)) break;
      this.put(this.heap[parent]!, at);
      at = parent;
    }
    this.put(variable, at);
  }

  private sink(from: number): void {
    const variable = this.heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.isBefore(this.heap[child + 1]!, this.heap[child]!)) child += 1;
      if (!this.isBefore(this.heap[child]!, variable)) break;
      this.put(this.heap[child]!, at);
      at = child;
    }
    this.put(variable, at);
  }
}
