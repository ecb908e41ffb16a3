import fc from 'fast-check';
import { psplibInstance } from '../../bench/adapters/psplib';
import { rcpspMaxInstance } from '../../bench/adapters/rcpsp-max';
import { mplibInstance } from '../../bench/adapters/rcmpsp-mplib';
import type { BenchInstance } from '../../bench/adapters/instance';
import { madeInstance } from '../../bench/planner/made-instance';
import type { FileSet } from '../../bench/planner/options';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import { firstSchedule } from '#domain/scheduling/project/first-schedule';
import type { ProjectProblem } from '#domain/scheduling/project/problem';
import { createRandom } from '#domain/scheduling/shared/random';
import { brokenRule, bruteForceOptimum } from '#tests/support/scheduling/brute-force';
import { smallProblems } from '#tests/support/scheduling/random-problems';

function firstOf(problem: ProjectProblem) {
  const model = compileProblem(problem);
  return model.ok ? { model: model.value, first: firstSchedule(model.value, 3) } : null;
}

function compareWithBruteForce(problem: ProjectProblem): void {
  const made = firstOf(problem);
  if (made === null) return;
  const { model, first } = made;
  const optimum = bruteForceOptimum(problem, model.horizon);
  expect(first.proof === 'infeasible').toBe(optimum === null);
  if (optimum === null || first.starts === null) return;
  expect(brokenRule(problem, [...first.starts].slice(0, problem.activities.length))).toBeNull();
  expect(first.objective).toBeGreaterThanOrEqual(optimum);
  expect(first.lowerBound).toBeLessThanOrEqual(optimum);
  if (first.proof === 'optimal') expect(first.objective).toBe(optimum);
}

describe('the first schedule', () => {
  it('keeps every rule, or is refused with a proof, whatever the gaps are', () => {
    fc.assert(fc.property(smallProblems(-4), compareWithBruteForce), { numRuns: 80 });
    fc.assert(fc.property(smallProblems(0), compareWithBruteForce), { numRuns: 40 });
  });

  it('is the same for the same seed', () => {
    for (const problem of fc.sample(smallProblems(-4), { numRuns: 50, seed: 5 })) {
      expect(firstOf(problem)).toEqual(firstOf(problem));
    }
  });

  const sets: [FileSet, number, (text: string) => BenchInstance, number][] = [
    ['psplib', 120, psplibInstance, 20],
    ['rcmpsp-mplib', 700, mplibInstance, 2],
    ['rcpsp-max', 120, rcpspMaxInstance, 10],
  ];
  it.each(sets)('is found for made problems of the size of %s with %i activities', (set, activities, read, count) => {
    const random = createRandom(7);
    let planned = 0;
    for (let made = 0; made < count; made += 1) {
      const instance = read(madeInstance(set, activities, random));
      const first = firstOf(instance.problem)?.first;
      if (!first?.starts) continue;
      planned += 1;
      const starts = instance.startsOf([...first.starts]);
      expect(instance.check(starts)).toEqual([]);
      expect(instance.objectiveOf(starts)).toBe(first.objective);
    }
    // Without longest gaps there always is one.
    expect(planned).toBeGreaterThanOrEqual(set === 'rcpsp-max' ? 3 : count);
  });

  it('leaves problems with longest gaps and very many activities to the threads', () => {
    const made = firstOf(rcpspMaxInstance(madeInstance('rcpsp-max', 300, createRandom(3))).problem);
    if (made === null) throw new Error('The gaps of the made problem contradict each other.');
    expect(made.first).toMatchObject({ starts: null, proof: 'none' });
  });
});
