import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan, Placement } from '#domain/scheduling/model/clinic-plan';
import type { Proposal } from '#domain/scheduling/propose-change';
import { withChange } from '#domain/scheduling/repair/clinic-change';
import { checkClinicCosts } from './clinic-checker/check-clinic-plan';
import { checkSums } from './clinic-checker/check-score';
import type { Finding } from './clinic-checker/facts';

/** A proposal as the plan it leads to: what does not move stays where it was told to be. */
function planOfProposal(changed: ClinicProblem, proposal: Proposal): Omit<ClinicPlan, 'parts'> {
  const moves = new Map(proposal.moves.map((move) => [move.sessionId, move.to]));
  const placements = changed.sessions.flatMap(({ id, assignment }): Placement[] => {
    const place = moves.has(id) ? moves.get(id) : assignment;
    return place == null ? [] : [{ sessionId: id, lots: [], ...place }];
  });
  return {
    placements: placements.toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1)),
    unplaced: proposal.unplaced,
    score: proposal.scoreAfter,
    seed: proposal.seed,
    epochs: proposal.epochs,
  };
}

/** What is wrong with a proposal, held against the clinic after the change. A proposal does not say lots. */
export function checkProposal(problem: ClinicProblem, proposal: Proposal): Finding[] {
  const changed = withChange(problem, proposal.change);
  const { scoreBefore, costs } = proposal;
  const after = costs.flatMap((cost) => (cost.after === 0 ? [] : [{ ...cost, amount: cost.after }]));
  const before = costs.map((cost) => ({ ...cost, amount: cost.before }));
  return [
    ...checkClinicCosts(changed, planOfProposal(changed, proposal), after).filter(({ rule }) => rule !== 'lots'),
    ...checkSums(scoreBefore, before),
  ];
}
