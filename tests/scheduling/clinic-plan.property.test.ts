import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { planHash } from '#tests/support/scheduling/plan-hash';
import { randomClinic } from '#tests/support/scheduling/random-clinic';
import { publish } from '../../bench/clinic/changes';
import { smallClinic } from '../../bench/clinic/presets';

const SEEDS = fc.integer({ min: 1, max: 1_000_000 });
const RUNS = { seed: 20_261_128, numRuns: 50, endOnFailure: true };

/** Null: the problem was refused, which happens to random ones that contradict themselves. */
function planOf(problem: ClinicProblem, epochs = 1): ClinicPlan | null {
  const result = planSessions(problem, { seed: 1, epochs });
  return result.ok ? result.value : null;
}

describe('plans of random clinics', () => {
  it('break no rule, add up to their score and explain what found no place', () => {
    let [refused, placed, unplaced] = [0, 0, 0];
    fc.assert(
      fc.property(SEEDS, (seed) => {
        const problem = randomClinic(seed);
        const plan = planOf(problem);
        if (plan === null) {
          refused += 1;
          return;
        }
        placed += plan.placements.length;
        unplaced += plan.unplaced.length;
        expect(checkClinicPlan(problem, plan)).toEqual([]);
      }),
      RUNS,
    );
    // The clinics must be worth planning.
    expect({ refused: refused < 10, placed: placed > 150, unplaced: unplaced > 50 }).toEqual({
      refused: true,
      placed: true,
      unplaced: true,
    });
  });

  it.each([26, 582, 683, 858, 1339, 1418, 1574, 1898])('break no rule in clinic %i, which once went wrong', (seed) => {
    const problem = randomClinic(seed);
    const plan = planOf(problem);
    if (plan === null) throw new Error('This clinic was planned once.');
    expect(checkClinicPlan(problem, plan)).toEqual([]);
  });

  it('place whole weeks of Virechana over a change of the clocks', () => {
    for (const seed of [1, 2, 3]) {
      const problem = smallClinic(seed);
      const plan = planOf(problem, 0);
      if (plan === null) throw new Error('A house of the generator is sound.');
      expect(checkClinicPlan(problem, plan)).toEqual([]);
      expect(plan.unplaced).toEqual([]);
    }
  });

  it('leave what was published where it is when nothing happened', () => {
    for (const seed of [1, 2]) {
      const problem = smallClinic(seed);
      const told = planOf(problem, 0);
      if (told === null) throw new Error('A house of the generator is sound.');
      const published = publish(problem, told);
      const again = planOf(published, 0);
      expect(again?.placements).toEqual(told.placements);
      expect(again?.score[3]).toBe(0);
    }
  });

  it('never move a pinned session', () => {
    let pinned = 0;
    fc.assert(
      fc.property(SEEDS, (seed) => {
        const problem = randomClinic(seed);
        const plan = planOf(problem, 0);
        for (const { id, fixity, assignment } of plan === null ? [] : problem.sessions) {
          if (fixity !== 'pinned') continue;
          pinned += 1;
          const { sessionId, lots, ...place } = plan?.placements.find((row) => row.sessionId === id) ?? {};
          expect({ sessionId, hasLots: lots !== undefined, place }).toEqual({ sessionId: id, hasLots: true, place: assignment });
        }
      }),
      { ...RUNS, numRuns: 25 },
    );
    expect(pinned).toBeGreaterThan(20);
  });
});

describe('the same clinic, seed and epochs', () => {
  it('give the same plan a hundred times', () => {
    const problem = randomClinic(9);
    const first = JSON.stringify(planOf(problem));
    for (let run = 1; run < 100; run += 1) expect(JSON.stringify(planOf(problem))).toBe(first);
  });

  it('give the same plan in two processes under three time zones', async () => {
    const script = join(__dirname, '../support/scheduling/plan-hash.ts');
    const run = promisify(execFile);
    const here = planHash(1, 15);
    for (const TZ of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
      const env = { ...process.env, TZ };
      const twice = [1, 2].map(() => run(process.execPath, ['-r', '@swc-node/register', script, '1', '15'], { env }));
      for (const { stdout } of await Promise.all(twice)) expect(stdout).toBe(here);
    }
  });
});
