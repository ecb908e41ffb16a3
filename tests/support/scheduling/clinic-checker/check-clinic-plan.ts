import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan, Placement } from '#domain/scheduling/model/clinic-plan';
import { checkParts, checkScore } from './check-score';
import { checkDays } from './day-rules';
import { gatherFacts, type Finding } from './facts';
import { checkGroups } from './group-rules';
import { checkLinks } from './link-rules';
import { checkOccupations } from './occupation-rules';
import { checkOwnRules } from './own-rules';
import { checkLists, checkPinned, checkReasons } from './plan-shape';
import { checkStock } from './stock-rule';

/**
 * Computes every rule and every part of the score again from the raw rows, on purpose the slow and plain way, and names what is
 * wrong with a plan. Nothing found: an empty list. Shares no code with the planner, only the types of its contract.
 */
export function checkClinicPlan(problem: ClinicProblem, plan: ClinicPlan): Finding[] {
  const facts = gatherFacts(problem, plan);
  const checks = [
    checkLists,
    checkPinned,
    checkReasons,
    checkOwnRules,
    checkOccupations,
    checkGroups,
    checkDays,
    checkStock,
    checkLinks,
    checkParts,
    checkScore,
  ];
  return checks.flatMap((check) => check(facts));
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
