import type { ClinicProblem, Minute } from '#domain/scheduling/model/clinic-problem';
import type { OpenPlanner } from '#domain/scheduling/open-planner';
import type { Proposal } from '#domain/scheduling/propose-change';
import type { ClinicChange } from '#domain/scheduling/repair/clinic-change';
import { checkProposal } from '#tests/support/scheduling/check-proposal';
import { publish, withoutUnplaced } from './changes';
import { fullClinic } from './presets';
import { mustBeSound, plannedAndChecked, timed, valueOf } from './sound-plan';

/** The proposal at once, without a search. */
export const AT_ONCE = { seed: 1, epochs: 0 };

/** A full clinic in which everything has a place that was told to the patients, and the begin of its third week. */
export function toldClinic(): { readonly told: ClinicProblem; readonly thirdWeek: Minute } {
  const clinic = fullClinic(1);
  const told = withoutUnplaced(publish(clinic, plannedAndChecked(clinic, AT_ONCE).plan));
  return { told, thirdWeek: clinic.centres[0]?.dayStarts[14] ?? clinic.now };
}

/** A proposal of an open clinic with the time it took, checked outside of that. */
export function propose(planner: OpenPlanner, change: ClinicChange, options = AT_ONCE): { proposal: Proposal; ms: number } {
  const { value, ms } = timed(() => planner.propose(change, options));
  const proposal = valueOf(value);
  mustBeSound('The proposal', checkProposal(planner.problem, proposal));
  return { proposal, ms };
}
