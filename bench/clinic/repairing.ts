import type { Assignment, ClinicProblem, Span } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import { OpenPlanner } from '#domain/scheduling/open-planner';
import type { Proposal } from '#domain/scheduling/propose-change';
import { withChange, type ClinicChange } from '#domain/scheduling/repair/clinic-change';
import { checkProposal } from '#tests/support/scheduling/check-proposal';
import { median, type Figure } from '../measure';
import { arrivalOf, busyPractitioners, fallIll, forget, publish, withoutUnplaced } from './changes';
import { p95, within } from './figures';
import { fullClinic } from './presets';
import { mustBeSound, plannedAndChecked, timed, valueOf } from './sound-plan';

/** The proposal at once; a search goes on for as many epochs as are allowed while something has no place. */
const AT_ONCE = { seed: 1, epochs: 0 };
const SEARCHED = { seed: 1, epochs: 8 };
const CASES = 20;
/** A plan from scratch takes seconds: only some cases are held against one. */
const RE_PLANNED = 3;

function propose(planner: OpenPlanner, change: ClinicChange, options = AT_ONCE): { proposal: Proposal; ms: number } {
  const { value, ms } = timed(() => planner.propose(change, options));
  const proposal = valueOf(value);
  mustBeSound('The proposal', checkProposal(planner.problem, proposal));
  return { proposal, ms };
}

/** Whom a change reaches: patients told something else than before, and of those whom it moves. */
interface Reach {
  /** Any of start, room or hands differs, or the place is lost. */
  readonly touched: ReadonlySet<string>;
  /** The start differs, or the place is lost. */
  readonly retimed: ReadonlySet<string>;
}

function reachOf(told: ClinicProblem, placeOf: (id: string) => Assignment | null): Reach {
  const touched = new Set<string>();
  const retimed = new Set<string>();
  for (const { id, patientId, assignment } of told.sessions) {
    if (assignment === null) continue;
    const place = placeOf(id);
    if (place?.start !== assignment.start) retimed.add(patientId);
    if (textOf(place) !== textOf(assignment)) touched.add(patientId);
  }
  return { touched, retimed };
}

const textOf = (place: Assignment | null): string =>
  place === null ? '' : [place.start, place.roomId, ...place.practitionerIds.toSorted()].join(' ');

function reachOfProposal(told: ClinicProblem, { moves }: Proposal): Reach {
  const to = new Map(moves.map((move) => [move.sessionId, move.to]));
  const from = new Map(told.sessions.map(({ id, assignment }) => [id, assignment]));
  return reachOf(told, (id) => (to.has(id) ? (to.get(id) ?? null) : (from.get(id) ?? null)));
}

function reachOfPlan(told: ClinicProblem, { placements }: ClinicPlan): Reach {
  const placed = new Map(placements.map((placement) => [placement.sessionId, placement]));
  return reachOf(told, (id) => placed.get(id) ?? null);
}

/** Patients who were to be treated by somebody in a time. */
function patientsOf(told: ClinicProblem, practitionerId: string, { start, end }: Span): ReadonlySet<string> {
  const theirs = told.sessions.filter(
    ({ assignment }) =>
      assignment !== null &&
      assignment.practitionerIds.includes(practitionerId) &&
      assignment.start < end &&
      start < assignment.end,
  );
  return new Set(theirs.map(({ patientId }) => patientId));
}

/** Those who are moved: a new time, or anything at all for patients who had nothing to do with the person who is ill. */
const movedBy = ({ touched, retimed }: Reach, ill: ReadonlySet<string>): number =>
  [...touched].filter((patient) => retimed.has(patient) || !ill.has(patient)).length;

function ratioFigure(id: string, ours: number, fromScratch: number): Figure {
  return {
    id,
    ours,
    floor: fromScratch,
    ratio: Math.round((1000 * ours) / Math.max(1, fromScratch)) / 1000,
    goal: '<= 0.05x of a plan from scratch',
    met: ours <= 0.05 * fromScratch,
    unit: 'patients',
    n: RE_PLANNED,
  };
}

/**
 * Somebody of 60 is ill in the third week of a full clinic where everything has a place and which is kept open: the time from the
 * change to the proposal, what stays without a place, and the patients concerned against a plan from scratch.
 */
export function benchSickWeek(): Figure[] {
  const clinic = fullClinic(1);
  const told = withoutUnplaced(publish(clinic, plannedAndChecked(clinic, { seed: 1, epochs: 0 }).plan));
  const from = clinic.centres[0]?.dayStarts[14] ?? clinic.now;
  const week = { start: from, end: from + 7 * 1440 };
  const openings = [1, 2, 3].map(() => timed(() => valueOf(OpenPlanner.open(told))));
  const planner = openings[0]?.value ?? valueOf(OpenPlanner.open(told));
  const ill = busyPractitioners(told, week).slice(0, CASES);
  // Compiles the code, as in a process that has worked for a while.
  for (let round = 0; round < 3; round += 1) for (const id of ill) propose(planner, fallIll(id, from));
  const repairs = ill.map((id) => ({ id, ...propose(planner, fallIll(id, from)) }));
  const searched = ill.map((id) => propose(planner, fallIll(id, from), SEARCHED));
  const unplaced = (all: readonly { readonly proposal: Proposal }[]): number =>
    all.reduce((sum, { proposal }) => sum + proposal.unplaced.length, 0);
  const moves = repairs.reduce((sum, { proposal }) => sum + proposal.moves.length, 0);
  const ours = { touched: 0, moved: 0 };
  const fromScratch = { touched: 0, moved: 0 };
  for (const { id, proposal } of repairs.slice(0, RE_PLANNED)) {
    const theirs = patientsOf(told, id, week);
    const reach = reachOfProposal(told, proposal);
    const anew = reachOfPlan(told, plannedAndChecked(forget(withChange(told, proposal.change)), AT_ONCE).plan);
    ours.touched += reach.touched.size;
    ours.moved += movedBy(reach, theirs);
    fromScratch.touched += anew.touched.size;
    fromScratch.moved += movedBy(anew, theirs);
  }
  return [
    within('C5 sick week p95', p95(repairs.map(({ ms }) => ms)), 50, 'ms', repairs.length),
    within('C5 sessions left without a place', unplaced(repairs), 0, `of ${moves} moved sessions`, repairs.length),
    within('C5 the same after 8 epochs of search, p95', p95(searched.map(({ ms }) => ms)), 5_000, 'ms', searched.length),
    within('C5 sessions left without a place after 8 epochs', unplaced(searched), 0, 'sessions', searched.length),
    ...benchComingAndGoing(told),
    within('C5 opening the clinic, once', median(openings.map(({ ms }) => ms)), 1_000, 'ms', openings.length),
    ratioFigure('C6 patients touched by a sick week', ours.touched, fromScratch.touched),
    ratioFigure('C6 patients moved by a sick week', ours.moved, fromScratch.moved),
  ];
}

/** A patient with a whole course joins the full clinic, and a session is cancelled in it. */
function benchComingAndGoing(told: ClinicProblem): Figure[] {
  const some = told.patients.slice(0, CASES).map(({ id }) => id);
  const joined = some.map((patientId) => {
    const { before, change } = arrivalOf(told, patientId);
    const planner = valueOf(OpenPlanner.open(before));
    propose(planner, change);
    return propose(planner, change).ms;
  });
  const planner = valueOf(OpenPlanner.open(told));
  const cancelled = told.sessions
    .slice(0, CASES)
    .map(({ id: sessionId }) => propose(planner, { kind: 'session_cancelled', sessionId }).ms);
  return [
    within('C5 a course joins the open clinic, p95', p95(joined), 500, 'ms', joined.length),
    within('C5 a session is cancelled in it, p95', p95(cancelled), 500, 'ms', cancelled.length),
  ];
}
