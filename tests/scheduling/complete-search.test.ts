import type { ClinicPlan, Placement } from '#domain/scheduling/model/clinic-plan';
import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { compileMove } from '#domain/scheduling/model/compile-sessions';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { openSchedule } from '#domain/scheduling/search/open-schedule';
import { Outlook } from '#domain/scheduling/search/outlook';
import { timeWindow } from '#domain/scheduling/search/resource-windows';
import { bruteForceWeek } from '#tests/support/scheduling/brute-force-week';
import { brokenRules, checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { tightClinic } from '#tests/support/scheduling/tight-clinic';
import { onePatientWeek } from '../../bench/clinic/presets';

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

/** Sessions of a plan whose start the outlook would have ruled out before any of them had a place. */
function ruledOut(problem: ClinicProblem, plan: readonly Placement[]): string[] {
  const opened = openSchedule(problem);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const state = opened.value;
  const places = plan.flatMap((placement) => {
    const session = state.clinic.sessions[state.clinic.sessionIndex.get(placement.sessionId) ?? -1];
    return session === undefined || session.pinned ? [] : [{ session, placement }];
  });
  const outlook = new Outlook(
    state,
    places.map(({ session }) => session.index),
  );
  const goesOn = outlook.lookAtAll();
  return places.flatMap(({ session, placement }) => {
    const { start, end, rest, clean, turn } = compileMove(session.index, placement, state.clinic.index);
    const day = problem.centres[session.centre]?.dayStarts.findLast((midnight) => midnight <= start) ?? start;
    const window = timeWindow(state, session, { minutes: end - start, rest, clean, turn }, day, day + 1439);
    outlook.narrow(session, window);
    return goesOn && window.has(start) ? [] : [session.id];
  });
}

describe('the outlook of sessions that wait for a place', () => {
  it('rules nothing out that a plan with all of them has', () => {
    const weeks = Array.from({ length: 40 }, (_, index) => onePatientWeek(index + 1));
    const found = { weeks: 0, clinics: 0 };
    for (const problem of weeks) {
      const plan = planOf(problem);
      if (plan === null || plan.unplaced.length > 0) continue;
      found.weeks += 1;
      expect(ruledOut(problem, plan.placements)).toEqual([]);
    }
    for (let seed = 1; seed <= 70; seed += 1) {
      const problem = tightClinic(seed);
      const whole = planOf(problem) === null ? null : bruteForceWeek(problem, HALF_HOUR);
      if (whole === null) continue;
      found.clinics += 1;
      expect(ruledOut(problem, whole)).toEqual([]);
    }
    expect(found.weeks).toBeGreaterThan(25);
    expect(found.clinics).toBeGreaterThan(5);
  });

  it('says of a week that fits nowhere that there is no plan at all', () => {
    const problem = onePatientWeek(12);
    const opened = openSchedule(problem);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const movable = opened.value.clinic.sessions.filter(({ pinned }) => !pinned).map(({ index }) => index);
    expect(planOf(problem)?.unplaced).not.toEqual([]);
    expect(new Outlook(opened.value, movable).lookAtAll()).toBe(false);
  });
});
