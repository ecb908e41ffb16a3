import { openClinicPool, planClinic } from '#core/scheduling/plan-clinic';
import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { PlanRun } from '#domain/scheduling/plan-run';
import type { PlanProgress } from '#domain/scheduling/plan-sessions';
import { compareScores } from '#domain/scheduling/score/score';
import { ClinicSearch } from '#domain/scheduling/search/clinic-search';
import { openSchedule } from '#domain/scheduling/search/open-schedule';
import type { Result } from '#domain/shared/result';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { randomClinic } from '#tests/support/scheduling/random-clinic';
import { crowdedClinic } from '../../bench/clinic/presets';

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** The run as `planClinic` has it, without threads: worker after worker. */
function planInTurn(problem: ClinicProblem, seed: number, epochs: number): ClinicPlan {
  const run = valueOf(PlanRun.open(problem));
  const workers = [0, 1].map((worker) => new ClinicSearch(valueOf(openSchedule(problem)), { seed, worker }));
  run.takeFirst(workers.map((worker) => structuredClone(worker.makeFirst())));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const news = structuredClone(run.news());
    run.merge(workers.map((worker) => structuredClone(worker.runEpoch(news))));
  }
  return run.finish(seed);
}

describe('a clinic planned on two threads', () => {
  const pool = openClinicPool(2);
  afterAll(async () => pool.close());

  it('becomes better with every epoch that changes it, never worse, and is sound', async () => {
    const problem = crowdedClinic(1);
    const told: PlanProgress[] = [];
    const plan = valueOf(await planClinic(pool, problem, { seed: 1, epochs: 3, progress: (at) => told.push(at) }));
    expect(checkClinicPlan(problem, plan)).toEqual([]);
    expect(told.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    const scores = told.map(({ score }) => score);
    // Urgent sessions count for more: there may be more without a place, and of less weight.
    expect(scores).toEqual(scores.toSorted((a, b) => compareScores(b, a)));
    expect(compareScores(plan.score, scores[0] ?? plan.score)).toBeLessThan(0);
    expect(plan.unplaced.length).toBeLessThan(told[0]?.unplaced ?? 0);
    expect(plan.epochs).toBe(3);
  });

  it('is the same plan as without threads', async () => {
    const problem = crowdedClinic(2);
    expect(valueOf(await planClinic(pool, problem, { seed: 5, epochs: 2 }))).toEqual(planInTurn(problem, 5, 2));
  });

  it('keeps every rule on clinics of all kinds, where workers take different steps', async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const problem = randomClinic(seed);
      const plan = valueOf(await planClinic(pool, problem, { seed, epochs: 2 }));
      expect([seed, checkClinicPlan(problem, plan)]).toEqual([seed, []]);
    }
  });

  it('stops between epochs when it is told to, with a whole answer', async () => {
    const problem = crowdedClinic(1);
    let asked = 0;
    const plan = valueOf(await planClinic(pool, problem, { seed: 1, epochs: 50, stop: () => (asked += 1) > 1 }));
    expect(plan.epochs).toBe(1);
    expect(plan.placements.length + plan.unplaced.length).toBe(problem.sessions.length);
  });

  it('refuses a broken problem with pointers', async () => {
    const broken = { ...randomClinic(1), horizon: { start: 10, end: 10 } };
    const refused = await planClinic(pool, broken, { seed: 1, epochs: 1 });
    expect(refused).toMatchObject({
      ok: false,
      error: [{ pointer: '/horizon/end', code: 'empty_span' }, { code: 'days_missing' }],
    });
  });
});
