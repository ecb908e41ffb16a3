import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan, Placement, RuleCost } from '#domain/scheduling/model/clinic-plan';
import { checkCosts, checkParts, checkScore } from './check-score';
import { checkDays } from './day-rules';
import { gatherFacts, type Finding } from './facts';
import { checkGroups } from './group-rules';
import { checkLinks } from './link-rules';
import { checkOccupations } from './occupation-rules';
import { checkOwnRules } from './own-rules';
import { checkLists, checkPinned, checkReasons } from './plan-shape';
import { checkStock } from './stock-rule';

/** What is looked at beside the score. */
const PLACES = [
  checkLists,
  checkPinned,
  checkReasons,
  checkOwnRules,
  checkOccupations,
  checkGroups,
  checkDays,
  checkStock,
  checkLinks,
];

/**
 * Computes every rule and every part of the score again from the raw rows, on purpose the slow and plain way, and names what is
 * wrong with a plan. Nothing found: an empty list. Shares no code with the planner, only the types of its contract.
 */
export function checkClinicPlan(problem: ClinicProblem, plan: ClinicPlan): Finding[] {
  const facts = gatherFacts(problem, plan);
  return [...PLACES, checkParts, checkScore].flatMap((check) => check(facts));
}

/** As `checkClinicPlan` for a plan that says what each rule costs all sessions together instead of its parts. */
export function checkClinicCosts(problem: ClinicProblem, plan: Omit<ClinicPlan, 'parts'>, costs: readonly RuleCost[]): Finding[] {
  const facts = gatherFacts(problem, { ...plan, parts: [] });
  return [...PLACES.flatMap((check) => check(facts)), ...checkCosts(facts, costs)];
}

/**
 * The hard rules that a choice of placements breaks, whatever the plan says of itself: no lists, lots, reasons or score are looked at.
 * The other sessions have no place.
 */
export function brokenRules(problem: ClinicProblem, placements: readonly Placement[]): Finding[] {
  const facts = gatherFacts(problem, { placements, unplaced: [], score: [0, 0, 0, 0, 0, 0], parts: [], seed: 0, epochs: 0 });
  const checks = [checkOwnRules, checkOccupations, checkGroups, checkDays, checkStock, checkLinks];
  return checks.flatMap((check) => check(facts)).filter(({ rule }) => rule !== 'lots');
}
