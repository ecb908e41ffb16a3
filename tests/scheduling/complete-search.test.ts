import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { bruteForceWeek } from '#tests/support/scheduling/brute-force-week';
import { brokenRules, checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { tightClinic } from '#tests/support/scheduling/tight-clinic';

const HALF_HOUR = 30;

/** Null: refused, as clinics with a session longer than any working time are. */
function planOf(problem: ClinicProblem): ClinicPlan | null {
  const plan = planSessions(problem, { seed: 1, epochs: 0 });
  return plan.ok ? plan.value : null;
}

describe('the plan of a very small clinic', () => {
  it('places everything wherever trying every plan does', () => {
    const counts = { whole: 0, impossible: 0, missed: [] as number[] };
    for (let seed = 1; seed <= 200; seed += 1) {
      const problem = tightClinic(seed);
      const plan = planOf(problem);
      if (plan === null) continue;
      expect(checkClinicPlan(problem, plan)).toEqual([]);
      if (plan.unplaced.length === 0) counts.whole += 1;
      else if (bruteForceWeek(problem, HALF_HOUR) === null) counts.impossible += 1;
      else counts.missed.push(seed);
    }
    expect(counts.missed).toEqual([]);
    // Both answers must occur, or nothing was compared.
    expect(counts.whole).toBeGreaterThan(30);
    expect(counts.impossible).toBeGreaterThan(100);
  });

  it.each([39, 54, 64, 82, 91])('places everything in clinic %i, where the first plan leaves a session out', (seed) => {
    const problem = tightClinic(seed);
    const whole = bruteForceWeek(problem, HALF_HOUR);
    expect(whole === null ? ['no plan at all'] : brokenRules(problem, whole)).toEqual([]);
    expect(planOf(problem)?.unplaced).toEqual([]);
  });
});
