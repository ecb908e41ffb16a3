/**
 * Minutes since 1970-01-01T00:00Z as `[start0, end0, start1, end1, …]`: half open, in order, disjoint and never touching.
 * Every function here takes and gives this normal form and changes none of its arguments.
 */
export type Intervals = Int32Array;

/** No time at all. */
export const NEVER: Intervals = new Int32Array(0);

/** Half-open spans in any order, overlapping or empty, to normal form. O(n) when they are in order, else O(n log n). */
export function normalise(pairs: ArrayLike<number>): Intervals {
  const count = pairs.length >> 1;
  const order = inOrder(pairs) ? null : orderOf(pairs, count);
  const out = new Int32Array(2 * count);
  let n = 0;
  for (let i = 0; i < count; i += 1) {
    const at = 2 * (order === null ? i : (order[i] ?? 0));
    n = append(out, n, pairs[at] ?? 0, pairs[at + 1] ?? 0);
  }
  return trimmed(out, n);
}

/** Places of the spans by start. Start and place share one exact number, because sorting numbers needs no calls of a comparison. */
function orderOf(pairs: ArrayLike<number>, count: number): Float64Array {
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i += 1) keys[i] = (pairs[2 * i] ?? 0) * count + i;
  keys.sort();
  for (let i = 0; i < count; i += 1) keys[i] = (keys[i] ?? 0) - Math.floor((keys[i] ?? 0) / count) * count;
  return keys;
}

function inOrder(pairs: ArrayLike<number>): boolean {
  for (let i = 2; i < pairs.length; i += 2) if ((pairs[i] ?? 0) < (pairs[i - 2] ?? 0)) return false;
  return true;
}

/** Adds a span that starts no earlier than the last one; gives the new length. */
function append(out: Int32Array, n: number, start: number, end: number): number {
  if (end <= start) return n;
  if (n > 0 && start <= (out[n - 1] ?? 0)) {
    if (end > (out[n - 1] ?? 0)) out[n - 1] = end;
    return n;
  }
  out[n] = start;
  out[n + 1] = end;
  return n + 2;
}

const trimmed = (out: Int32Array, n: number): Intervals => (n === out.length ? out : out.slice(0, n));

/** Minutes in `a` or in `b`. O(a + b). */
export function union(a: Intervals, b: Intervals): Intervals {
  const out = new Int32Array(a.length + b.length);
  let [i, j, n] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    if (j >= b.length || (i < a.length && (a[i] ?? 0) <= (b[j] ?? 0))) {
      n = append(out, n, a[i] ?? 0, a[i + 1] ?? 0);
      i += 2;
    } else {
      n = append(out, n, b[j] ?? 0, b[j + 1] ?? 0);
      j += 2;
    }
  }
  return trimmed(out, n);
}

/** Minutes in both. O(a + b). */
export function intersect(a: Intervals, b: Intervals): Intervals {
  const out = new Int32Array(a.length + b.length);
  let [i, j, n] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const endA = a[i + 1] ?? 0;
    const endB = b[j + 1] ?? 0;
    n = append(out, n, Math.max(a[i] ?? 0, b[j] ?? 0), Math.min(endA, endB));
    if (endA <= endB) i += 2;
    else j += 2;
  }
  return trimmed(out, n);
}

/** Minutes in `a` that are not in `b`. O(a + b). */
export function subtract(a: Intervals, b: Intervals): Intervals {
  const out = new Int32Array(a.length + b.length);
  let [j, n] = [0, 0];
  for (let i = 0; i < a.length; i += 2) {
    let start = a[i] ?? 0;
    const end = a[i + 1] ?? 0;
    while (j < b.length && (b[j + 1] ?? 0) <= start) j += 2;
    for (let k = j; k < b.length && (b[k] ?? 0) < end; k += 2) {
      n = append(out, n, start, b[k] ?? 0);
      start = Math.max(start, b[k + 1] ?? 0);
    }
    n = append(out, n, start, end);
  }
  return trimmed(out, n);
}

/** Minutes of `[from, to)` that are not in `a`. O(a). */
export function complement(a: Intervals, from: number, to: number): Intervals {
  return from < to ? subtract(Int32Array.of(from, to), a) : NEVER;
}

/** Place in the array of the first interval that ends after the minute; the array's length when none does. O(log n). */
export function firstEndingAfter(a: Intervals, minute: number): number {
  let low = 0;
  let high = a.length >> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((a[2 * middle + 1] ?? 0) <= minute) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

/** Whether all of `[from, to)` lies in one interval; an empty span lies in none. O(log n). */
export function containsInterval(a: Intervals, from: number, to: number): boolean {
  const i = firstEndingAfter(a, from);
  return from < to && i < a.length && (a[i] ?? 0) <= from && to <= (a[i + 1] ?? 0);
}

/** Length of all intervals together. O(n). */
export function totalMinutes(a: Intervals): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 2) sum += (a[i + 1] ?? 0) - (a[i] ?? 0);
  return sum;
}
