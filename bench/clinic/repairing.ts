import type { Assignment, ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import { proposeChange, type Proposal } from '#domain/scheduling/propose-change';
import { withChange, type ClinicChange } from '#domain/scheduling/repair/clinic-change';
import { checkProposal } from '#tests/support/scheduling/check-proposal';
import type { Figure } from '../measure';
import { busyPractitioners, fallIll, forget, publish, withoutUnplaced } from './changes';
import { p95, within } from './figures';
import { fullClinic } from './presets';
import { mustBeSound, plannedAndChecked, timed, valueOf } from './sound-plan';

const REPAIR = { seed: 1, epochs: 8 };
const CASES = 20;
/** A plan from scratch takes seconds: only some cases are held against one. */
const RE_PLANNED = 3;

function propose(told: ClinicProblem, change: ClinicChange): { proposal: Proposal; ms: number } {
  const { value, ms } = timed(() => proposeChange(told, change, REPAIR));
  const proposal = valueOf(value);
  mustBeSound('The proposal', checkProposal(told, proposal));
  return { proposal, ms };
}

/** Patients for whom a plan says something else than they were told. */
function touchedBy({ placements }: ClinicPlan, told: ClinicProblem): number {
  const placed = new Map(placements.map((placement) => [placement.sessionId, placement]));
  const text = (place: Assignment | undefined): string =>
    place === undefined ? '' : [place.start, place.roomId, ...place.practitionerIds.toSorted()].join(' ');
  const moved = told.sessions.filter(({ id, assignment }) => assignment !== null && text(assignment) !== text(placed.get(id)));
  return new Set(moved.map(({ patientId }) => patientId)).size;
}

/** Somebody of 60 is ill in the third week of a full clinic where everything has a place: time, and patients touched against a plan from scratch. */
export function benchSickWeek(): Figure[] {
  const clinic = fullClinic(1);
  const told = withoutUnplaced(publish(clinic, plannedAndChecked(clinic, { seed: 1, epochs: 0 }).plan));
  const from = clinic.centres[0]?.dayStarts[14] ?? clinic.now;
  const week = { start: from, end: from + 7 * 1440 };
  const ill = busyPractitioners(told, week).slice(0, CASES);
  for (const id of ill.slice(0, 3)) propose(told, fallIll(id, from));
  const repairs = ill.map((id) => ({ change: fallIll(id, from), ...propose(told, fallIll(id, from)) }));
  let [ours, fromScratch] = [0, 0];
  for (const { change, proposal } of repairs.slice(0, RE_PLANNED)) {
    const changed = withChange(told, change);
    ours += proposal.patientsTouched.length;
    fromScratch += touchedBy(plannedAndChecked(forget(changed), { seed: 1, epochs: 0 }).plan, told);
  }
  const touched: Figure = {
    id: 'C6 patients touched by a sick week',
    ours,
    floor: fromScratch,
    ratio: Math.round((1000 * ours) / Math.max(1, fromScratch)) / 1000,
    goal: '<= 0.05x of a plan from scratch',
    met: ours <= 0.05 * fromScratch,
    unit: 'patients',
    n: RE_PLANNED,
  };
  return [within('C5 sick week p95', p95(repairs.map(({ ms }) => ms)), 50, 'ms', repairs.length), touched];
}
