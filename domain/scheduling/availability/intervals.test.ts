import fc from 'fast-check';
import { fillCells, keepRuns, type CellBits } from './cell-bits';
import {
  complement,
  containsInterval,
  firstEndingAfter,
  intersect,
  normalise,
  subtract,
  totalMinutes,
  union,
  type Intervals,
} from './intervals';

const SPACE = 100;
const minute = fc.integer({ min: 0, max: SPACE });
/** Spans as people enter them: in any order, overlapping, touching, empty, the wrong way round. */
const rawSpans = fc.array(fc.tuple(minute, minute), { maxLength: 12 }).map((spans) => spans.flat());
const runs = { numRuns: 400 };

/** The reference: every minute on its own. */
function minutesOf(pairs: ArrayLike<number>): Set<number> {
  const set = new Set<number>();
  for (let i = 0; i < pairs.length; i += 2) for (let at = pairs[i] ?? 0; at < (pairs[i + 1] ?? 0); at += 1) set.add(at);
  return set;
}
const hasCell = (bits: CellBits, cell: number): boolean => (((bits[cell >>> 5] ?? 0) >>> (cell & 31)) & 1) === 1;
const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
const ordered = (set: Iterable<number>): number[] => [...set].sort((a, b) => a - b);

function expectNormalForm(a: Intervals): void {
  expect(a.every((at, i) => i === 0 || at > (a[i - 1] ?? at))).toBe(true);
}

describe('interval lists', () => {
  it('hold the minutes of the spans they were made of, in normal form', () => {
    fc.assert(
      fc.property(rawSpans, (spans) => {
        const list = normalise(spans);
        expectNormalForm(list);
        expect(ordered(minutesOf(list))).toEqual(ordered(minutesOf(spans)));
        expect(totalMinutes(list)).toBe(minutesOf(spans).size);
      }),
      runs,
    );
  });

  it('agree with sets of minutes on union, intersection, difference and complement', () => {
    fc.assert(
      fc.property(rawSpans, rawSpans, minute, minute, (spansA, spansB, from, to) => {
        const [a, b] = [normalise(spansA), normalise(spansB)];
        const [inA, inB] = [minutesOf(spansA), minutesOf(spansB)];
        const cases: [Intervals, (at: number) => boolean][] = [
          [union(a, b), (at) => inA.has(at) || inB.has(at)],
          [intersect(a, b), (at) => inA.has(at) && inB.has(at)],
          [subtract(a, b), (at) => inA.has(at) && !inB.has(at)],
          [complement(a, from, to), (at) => at >= from && at < to && !inA.has(at)],
        ];
        for (const [list, isIn] of cases) {
          expectNormalForm(list);
          expect(ordered(minutesOf(list))).toEqual(range(0, SPACE).filter(isIn));
        }
      }),
      runs,
    );
  });

  it('find what contains a span and what ends after a minute', () => {
    fc.assert(
      fc.property(rawSpans, minute, minute, (spans, from, to) => {
        const list = normalise(spans);
        const set = minutesOf(spans);
        expect(containsInterval(list, from, to)).toBe(from < to && range(from, to).every((at) => set.has(at)));
        const ends = list.filter((_, i) => i % 2 === 1);
        expect(firstEndingAfter(list, from)).toBe(2 * ends.filter((end) => end <= from).length);
      }),
      runs,
    );
  });

  it('say the same as bitsets of one-minute cells', () => {
    fc.assert(
      fc.property(rawSpans, rawSpans, minute, minute, (opened, closed, from, to) => {
        const list = subtract(normalise(opened), normalise(closed));
        const bits = new Int32Array(Math.ceil(SPACE / 32) + 1);
        for (let i = 0; i < opened.length; i += 2) fillCells(bits, opened[i] ?? 0, opened[i + 1] ?? 0, true);
        for (let i = 0; i < closed.length; i += 2) fillCells(bits, closed[i] ?? 0, closed[i + 1] ?? 0, false);
        expect(range(0, SPACE).filter((at) => hasCell(bits, at))).toEqual(ordered(minutesOf(list)));
        if (from >= to) return;
        keepRuns(bits, to - from);
        expect(hasCell(bits, from)).toBe(containsInterval(list, from, to));
      }),
      runs,
    );
  });
});
