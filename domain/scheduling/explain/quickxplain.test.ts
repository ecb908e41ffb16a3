import fc from 'fast-check';
import { findMinimalConflict } from './quickxplain';

/** A set of numbers fails when it holds all members of one of the `cores`. */
const checkerOf =
  (cores: readonly (readonly number[])[]) =>
  (subset: readonly number[]): boolean =>
    !cores.some((core) => core.every((member) => subset.includes(member)));

const numbersUpTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('findMinimalConflict', () => {
  it('returns a set that fails and of which every member is needed', () => {
    const scenario = fc.integer({ min: 1, max: 24 }).chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(fc.subarray(numbersUpTo(count), { minLength: 1, maxLength: Math.min(6, count) }), {
          minLength: 1,
          maxLength: 4,
        }),
      ),
    );
    fc.assert(
      fc.property(scenario, ([count, cores]) => {
        const isConsistent = checkerOf(cores);
        const finding = findMinimalConflict(numbersUpTo(count), isConsistent);
        if (finding.kind !== 'conflict') throw new Error(`Expected a conflict, got ${finding.kind}`);
        expect(finding.isMinimal).toBe(true);
        expect(isConsistent(finding.members)).toBe(false);
        for (const member of finding.members) {
          expect(isConsistent(finding.members.filter((other) => other !== member))).toBe(true);
        }
      }),
    );
  });

  it('names the earlier of two conflicts, which is the one the reader can change', () => {
    const finding = findMinimalConflict(
      numbersUpTo(6),
      checkerOf([
        [0, 1],
        [4, 5],
      ]),
    );
    expect(finding).toMatchObject({ kind: 'conflict', members: [0, 1] });
  });

  it('needs few checks for a small conflict in a large set', () => {
    const finding = findMinimalConflict(numbersUpTo(1_024), checkerOf([[17, 500, 1_000]]));
    expect(finding).toMatchObject({ kind: 'conflict', members: [17, 500, 1_000], isMinimal: true });
    if (finding.kind === 'conflict') expect(finding.checks).toBeLessThan(70);
  });

  it('never names the background, and answers with nothing when the background fails alone', () => {
    const isConsistent = checkerOf([[1, 2]]);
    expect(findMinimalConflict([2, 3], isConsistent, { background: [1] })).toMatchObject({ members: [2], isMinimal: true });
    expect(findMinimalConflict([3], isConsistent, { background: [1, 2] })).toMatchObject({ members: [], isMinimal: true });
  });

  it('says so when all constraints can hold, and when the checker does not know', () => {
    expect(findMinimalConflict([1, 2], () => true)).toEqual({ kind: 'consistent' });
    expect(findMinimalConflict([1, 2], () => null)).toEqual({ kind: 'undecided' });
  });

  it('keeps a failing set but no promise of minimality when checks stay undecided or are spent', () => {
    const vague = (subset: readonly number[]): boolean | null => (subset.length > 3 ? checkerOf([[1, 2]])(subset) : null);
    const finding = findMinimalConflict(numbersUpTo(8), vague);
    expect(finding).toMatchObject({ kind: 'conflict', isMinimal: false });
    const spent = findMinimalConflict(numbersUpTo(64), checkerOf([[1, 2, 20]]), { maxChecks: 4 });
    if (spent.kind !== 'conflict') throw new Error('Expected a conflict');
    expect(spent.isMinimal).toBe(false);
    expect(spent.members.length).toBeLessThan(64);
    expect(spent.members).toEqual(expect.arrayContaining([1, 2, 20]));
  });
});
