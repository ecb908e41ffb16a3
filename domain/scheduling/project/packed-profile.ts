import type { ProjectModel } from './project-model';

/** Bits of a word that hold fields; the sign bit stays free. */
const wordBits = 31;

/**
 * Free units of all resources at each cell, several resources side by side in one 32-bit word, each field with a guard bit above
 * it. One subtraction compares all of them: (free - demand) keeps every guard bit exactly when each demand fits.
 *
 * Source: the word-parallel comparison of Lamport, "Multiple byte processing with full-word instructions", CACM 18 (1975).
 */
export class PackedProfile {
  readonly words: number;
  /** `free[word][cell]`, guard bits set. */
  readonly free: Int32Array[];
  /** `need[word][node]`. */
  readonly need: Int32Array[];
  readonly guard: Int32Array;
  private readonly empty: Int32Array;

  constructor(model: ProjectModel, cells: number) {
    const { nodes, resources, demand } = model;
    const used = Array.from({ length: resources }, (_, resource) => resource).filter(
      (resource) => totalDemand(model, resource) > 0,
    );
    const empty: number[] = [];
    const guard: number[] = [];
    const need: Int32Array[] = [];
    let shift = wordBits;
    for (const resource of used) {
      // More than everything asked for at once is never used.
      const capacity = Math.min(model.capacity[resource]!, totalDemand(model, resource));
      const width = 33 - Math.clz32(capacity);
      if (shift + width > wordBits) {
        empty.push(0);
        guard.push(0);
        need.push(new Int32Array(nodes));
        shift = 0;
      }
      const word = empty.length - 1;
      const guardBit = 1 << (shift + width - 1);
      guard[word] = guard[word]! | guardBit;
      empty[word] = empty[word]! | (capacity << shift) | guardBit;
      const column = need[word]!;
      for (let node = 0; node < nodes; node += 1) column[node] = column[node]! | (demand[node * resources + resource]! << shift);
      shift += width;
    }
    this.words = empty.length;
    this.guard = Int32Array.from(guard);
    this.need = need;
    this.empty = Int32Array.from(empty);
    this.free = empty.map((value) => new Int32Array(cells).fill(value));
  }

  /** Nothing is used before `cells`. O(words × cells). */
  clear(cells: number): void {
    for (let word = 0; word < this.words; word += 1) this.free[word]!.fill(this.empty[word]!, 0, cells);
  }

  /** First start >= `from` at which the node fits for its whole duration. O(words × cells passed). */
  earliestFit(node: number, from: number, duration: number): number {
    if (this.words === 1) return firstFit(this.free[0]!, this.need[0]![node]!, this.guard[0]!, from, duration);
    let start = from;
    for (;;) {
      let latest = start;
      for (let word = 0; word < this.words; word += 1) {
        const need = this.need[word]![node]!;
        if (need !== 0) latest = firstFit(this.free[word]!, need, this.guard[word]!, latest, duration);
      }
      if (latest === start) return start;
      start = latest;
    }
  }

  /** Takes (sign 1) or gives back (sign -1) what the node needs. O(words × duration). */
  use(node: number, start: number, duration: number, sign: 1 | -1): void {
    for (let word = 0; word < this.words; word += 1) {
      const units = sign * this.need[word]![node]!;
      if (units === 0) continue;
      const free = this.free[word]!;
      for (let cell = start; cell < start + duration; cell += 1) free[cell] = free[cell]! - units;
    }
  }
}

/** Checks from the end of the window, so that one full cell skips all starts that would touch it. */
function firstFit(free: Int32Array, need: number, guard: number, from: number, duration: number): number {
  let start = from;
  let checked = from;
  let cell = start + duration - 1;
  while (cell >= checked) {
    if (((free[cell]! - need) & guard) === guard) {
      cell -= 1;
      continue;
    }
    checked = start + duration;
    start = cell + 1;
    cell = start + duration - 1;
  }
  return start;
}

function totalDemand({ nodes, resources, demand }: ProjectModel, resource: number): number {
  let sum = 0;
  for (let node = 0; node < nodes; node += 1) sum += demand[node * resources + resource]!;
  return sum;
}
