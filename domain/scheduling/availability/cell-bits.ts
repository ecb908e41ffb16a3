/** Bit i of word w is cell 32 w + i; a set bit is a cell that is free (or open). */
export type CellBits = Int32Array;

/** Sets or clears the cells `[from, to)`; cells outside the set are ignored. O(words touched). */
export function fillCells(bits: CellBits, from: number, to: number, value: boolean): void {
  const start = Math.max(0, from);
  const end = Math.min(bits.length * 32, to);
  if (start >= end) return;
  const first = start >>> 5;
  const last = (end - 1) >>> 5;
  const head = -1 << (start & 31);
  const tail = -1 >>> (31 - ((end - 1) & 31));
  if (first === last) {
    put(bits, first, head & tail, value);
    return;
  }
  put(bits, first, head, value);
  if (last > first + 1) bits.fill(value ? -1 : 0, first + 1, last);
  put(bits, last, tail, value);
}

function put(bits: CellBits, word: number, mask: number, value: boolean): void {
  bits[word] = value ? (bits[word] ?? 0) | mask : (bits[word] ?? 0) & ~mask;
}

/**
 * Leaves the cells from which `length` cells in a row are set: x &= x >> step with doubling steps, O(words × log length). Looks at the
 * first `words` words alone: cells beyond them count as not set.
 */
export function keepRuns(bits: CellBits, length: number, words = bits.length): void {
  for (let run = 1; run < length;) {
    const step = Math.min(run, length - run);
    andShifted(bits, step, words);
    run += step;
  }
}

function andShifted(bits: CellBits, step: number, words: number): void {
  const skip = step >>> 5;
  const rest = step & 31;
  for (let w = 0; w < words; w += 1) {
    const low = w + skip < words ? (bits[w + skip] ?? 0) >>> rest : 0;
    const high = rest === 0 || w + skip + 1 >= words ? 0 : (bits[w + skip + 1] ?? 0) << (32 - rest);
    bits[w] = (bits[w] ?? 0) & (low | high);
  }
}
