import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { OpenPlanner } from '#domain/scheduling/open-planner';
import { PlacementExplainer } from '#domain/scheduling/explain-placement';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { openClinicPool, planClinic } from '#core/scheduling/plan-clinic';
import { atLeast, median, type Figure } from '../measure';
import { arrivalOf } from './changes';
import { p95, within } from './figures';
import { impossibleClinics } from './impossible';
import { fullClinic, onePatientWeek } from './presets';
import { mustBeSound, plannedAndChecked, timed, valueOf } from './sound-plan';
import { checkProposal } from '#tests/support/scheduling/check-proposal';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';

const FIRST_PLAN = { seed: 1, epochs: 0 };
const TEN_SECONDS = 10_000;
/** What the end of a run may take, in ms. */
const EXPLAINING = 600;

/** Seeds of the first `count` weeks that fit. */
function fittingWeeks(count: number): number[] {
  const seeds: number[] = [];
  for (let seed = 1; seeds.length < count; seed += 1) {
    if (plannedAndChecked(onePatientWeek(seed), FIRST_PLAN).plan.unplaced.length === 0) seeds.push(seed);
  }
  return seeds;
}

/** Each question is asked so often and counts with its median: the machine stands still for milliseconds at times. */
const ROUNDS = [1, 2, 3, 4, 5];

/** One patient's week of eight sessions that fits into a house booked to 60 %: 40 houses. */
export function benchPatientWeek(): Figure[] {
  const weeks = fittingWeeks(40).map(onePatientWeek);
  // Compiles the code, as in a process that has worked for a while.
  for (const week of ROUNDS.flatMap(() => weeks)) {
    valueOf(planSessions(week, FIRST_PLAN));
    arrivals(week);
  }
  const fromRows = weeks.map((week) => ROUNDS.map(() => plannedAndChecked(week, FIRST_PLAN).ms));
  const joining = weeks.map(arrivals);
  return [
    within('C1 patient week p95', p95(fromRows.map(median)), 5, 'ms', weeks.length),
    within('C1 patient week, each single run, p95', p95(fromRows.flat()), 5, 'ms', fromRows.flat().length),
    within('C1 patient week in a clinic kept open p95', p95(joining.map(median)), 5, 'ms', weeks.length),
    within('C1 patient week in a clinic kept open, each single run, p95', p95(joining.flat()), 5, 'ms', joining.flat().length),
  ];
}

/** A week that joins a house which is open already: from the change to the proposal. */
function arrivals(week: ClinicProblem): number[] {
  const { before, change } = arrivalOf(week, week.patients[0]?.id ?? '');
  const planner = valueOf(OpenPlanner.open(before));
  return ROUNDS.map(() => {
    const { value, ms } = timed(() => planner.propose(change, FIRST_PLAN));
    const proposal = valueOf(value);
    mustBeSound('The proposal', checkProposal(planner.problem, proposal));
    if (proposal.unplaced.length > 0) throw new Error('A week that fits was not placed whole.');
    return ms;
  });
}

/** The same week with three alternatives and the reasons of each place: planned, and eight questions asked of the open plan. */
export function benchPatientWeekWithReasons(): Figure[] {
  const weeks = fittingWeeks(20).map(onePatientWeek);
  const answered = (week: ClinicProblem): number => {
    const { value, ms } = timed(() => {
      const { plan, explainer } = valueOf(PlacementExplainer.plan(week, FIRST_PLAN));
      return { plan, reasons: plan.placements.map(({ sessionId }) => valueOf(explainer.whyNot(sessionId))) };
    });
    mustBeSound('The plan', checkClinicPlan(week, value.plan));
    return ms;
  };
  // Compiles the code, as in a process that has worked for a while.
  for (const week of ROUNDS.flatMap(() => weeks)) answered(week);
  const times = weeks.flatMap((week) => [1, 2, 3].map(() => answered(week)));
  return [within('C2 patient week with three alternatives and reasons p95', p95(times), 15, 'ms', times.length)];
}

/** 4,200 sessions: the first plan, and what ten seconds of two threads leave without a place. Every session without one has its reasons. */
export async function benchFullClinic(): Promise<Figure[]> {
  const clinics = [1, 2, 3].map((seed) => fullClinic(seed));
  const first = plannedAndChecked(fullClinic(4), FIRST_PLAN).ms;
  const times = clinics.map((clinic) => plannedAndChecked(clinic, FIRST_PLAN).ms);
  const improved: { ms: number; unplaced: number }[] = [];
  const pool = openClinicPool(2);
  try {
    for (const clinic of clinics) {
      const started = performance.now();
      let asked = started;
      // Another epoch like the last one and the explanations have to fit.
      const stop = (): boolean => {
        const [now, before] = [performance.now(), asked];
        asked = now;
        return now - started + (now - before) + EXPLAINING > TEN_SECONDS;
      };
      const plan = valueOf(await planClinic(pool, clinic, { seed: 1, epochs: 1_000_000, stop }));
      const ms = performance.now() - started;
      mustBeSound('The improved plan', checkClinicPlan(clinic, plan));
      improved.push({ ms, unplaced: plan.unplaced.length });
    }
  } finally {
    await pool.close();
  }
  const unplaced = improved.reduce((sum, one) => sum + one.unplaced, 0);
  return [
    within('C3 4,200 sessions, first plan', median(times), 1_500, 'ms', times.length),
    within('C3 the same, the first that a process plans', first, 1_500, 'ms', 1),
    within('C4 4,200 sessions, all placed or explained', Math.max(...improved.map(({ ms }) => ms)), TEN_SECONDS, 'ms', 3),
    // Not one of them is without a reason: the checker would have ended the bench.
    within('C4 sessions without a place after 10 s', unplaced, 0, 'sessions', 3 * 4_200),
  ];
}

/** Weeks that fit until a contradiction is planted: the plan of what is possible with the minimal conflict of what is not, and the cause named. */
export function benchConflicts(): Figure[] {
  const cases = fittingWeeks(10).flatMap((seed) => impossibleClinics(seed));
  const runs = cases.map(({ cause, problem }) => {
    const { plan, ms } = plannedAndChecked(problem, FIRST_PLAN);
    return { ms, isNamed: plan.unplaced.some(({ reasons }) => reasons.some(({ rule }) => rule === cause)) };
  });
  const times = runs.map(({ ms }) => ms);
  const named = runs.filter(({ isNamed }) => isNamed).length;
  return [
    within('C7 impossible week with its minimal conflict p95', p95(times), 100, 'ms', times.length),
    atLeast('C7 planted causes named', named, runs.length, 1, 'weeks', runs.length),
  ];
}
