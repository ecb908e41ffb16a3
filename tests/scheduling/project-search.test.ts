import fc from 'fast-check';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import { mergeProgress } from '#domain/scheduling/project/merge-progress';
import type { ProjectProblem } from '#domain/scheduling/project/problem';
import { findProjectConflict } from '#domain/scheduling/project/project-conflict';
import type { ProjectModel } from '#domain/scheduling/project/project-model';
import { ProjectSearch, type ProjectProgress } from '#domain/scheduling/project/project-search';
import { brokenRule, bruteForceOptimum, objectiveOf } from '#tests/support/scheduling/brute-force';
import { smallProblems } from '#tests/support/scheduling/random-problems';

/** Two seats of one table in turn, as the threads would. */
function settle(model: ProjectModel, seed: number, workers: 1 | 2): ProjectProgress {
  const searches = Array.from({ length: workers }, (_, worker) => new ProjectSearch(model, { seed, worker, workers }));
  let progress: ProjectProgress | null = null;
  for (let epoch = 0; epoch < 50; epoch += 1) {
    const known: Int32Array | null = progress?.starts ?? null;
    const outcomes = searches.map((search) => search.runEpoch(known));
    progress = mergeProgress(progress === null ? outcomes : [progress, ...outcomes]);
    if (progress.proof !== 'none') return progress;
  }
  throw new Error('Not settled after 50 epochs');
}

function compareWithBruteForce(problem: ProjectProblem, workers: 1 | 2): void {
  const model = compileProblem(problem);
  if (!model.ok) {
    expect(model.error.code).toBe('contradictory_gaps');
    expect(bruteForceOptimum(problem, 14)).toBeNull();
    return;
  }
  const optimum = bruteForceOptimum(problem, model.value.horizon);
  const { proof, starts, objective } = settle(model.value, 7, workers);
  expect(proof).toBe(optimum === null ? 'infeasible' : 'optimal');
  if (starts === null) return;
  const own = [...starts].slice(0, problem.activities.length);
  expect(brokenRule(problem, own)).toBeNull();
  expect(objective).toBe(optimum);
  expect(objectiveOf(problem, own)).toBe(optimum);
}

describe('project search', () => {
  it('finds what trying everything finds, with gaps of either sign', () => {
    fc.assert(fc.property(smallProblems(-4), fc.constantFrom<1 | 2>(1, 2), compareWithBruteForce), { numRuns: 150 });
  });

  it('finds what trying everything finds, with predecessors and releases only', () => {
    fc.assert(fc.property(smallProblems(0), fc.constantFrom<1 | 2>(1, 2), compareWithBruteForce), { numRuns: 100 });
  });

  it('makes a chosen activity early rather than the last one', () => {
    const problem: ProjectProblem = {
      activities: [
        { id: 'long', duration: 3, demands: [1] },
        { id: 'short', duration: 1, demands: [1] },
      ],
      lags: [],
      resources: [{ id: 'room', capacity: 1 }],
      objectiveActivity: 'short',
    };
    const model = compileProblem(problem);
    if (!model.ok) throw new Error(model.error.message);
    expect(settle(model.value, 1, 1)).toMatchObject({ proof: 'optimal', objective: 0 });
  });

  it('answers the same for the same seed and epochs', () => {
    const problem = fc.sample(smallProblems(-4), { numRuns: 20, seed: 5 });
    for (const each of problem) {
      const model = compileProblem(each);
      if (model.ok) expect(settle(model.value, 3, 2)).toEqual(settle(model.value, 3, 2));
    }
  });
});

describe('project conflict', () => {
  it('names needs and gaps that fail together, each of them needed', () => {
    let seen = 0;
    fc.assert(
      fc.property(smallProblems(-4), (problem) => {
        const compiled = compileProblem(problem);
        const horizon = compiled.ok ? compiled.value.horizon : 14;
        if (bruteForceOptimum(problem, horizon) !== null) return;
        seen += 1;
        const conflict = findProjectConflict(problem, { seed: 1 });
        expect(conflict?.isMinimal).toBe(true);
        const members = conflict?.members ?? [];
        expect(bruteForceOptimum(only(problem, members), horizon)).toBeNull();
        for (const dropped of members) {
          expect(
            bruteForceOptimum(
              only(
                problem,
                members.filter((id) => id !== dropped),
              ),
              horizon,
            ),
          ).not.toBeNull();
        }
      }),
      { numRuns: 150, seed: 11 },
    );
    expect(seen).toBeGreaterThan(10);
  });

  it('has nothing to say about a problem that can be planned', () => {
    const [problem] = fc.sample(smallProblems(0), { numRuns: 1, seed: 2 });
    if (problem) expect(findProjectConflict(problem, { seed: 1 })).toBeNull();
  });
});

function only(problem: ProjectProblem, members: readonly string[]): ProjectProblem {
  const kept = new Set(members);
  return {
    ...problem,
    activities: problem.activities.map((activity) => (kept.has(activity.id) ? activity : { ...activity, demands: [0, 0] })),
    lags: problem.lags.filter(({ id }) => kept.has(id)),
  };
}
