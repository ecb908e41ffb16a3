import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { OpenPlanner } from '#domain/scheduling/open-planner';
import type { Proposal } from '#domain/scheduling/propose-change';
import { median, type Figure } from '../measure';
import { arrivalOf, busyPractitioners, fallIll } from './changes';
import { p95, within } from './figures';
import { timed, valueOf } from './sound-plan';
import { propose, toldClinic } from './told-clinic';

/** A search goes on for as many epochs as are allowed while something has no place. */
const SEARCHED = { seed: 1, epochs: 8 };
const CASES = 20;
/** Each is proposed so often and counts with its median: the machine is not always as fast. */
const ROUNDS = [1, 2, 3];

/**
 * Somebody of 60 is ill in the third week of a full clinic where everything has a place and which is kept open: the time from the
 * change to the proposal, and what stays without a place.
 */
export function benchSickWeek(): Figure[] {
  const { told, thirdWeek: from } = toldClinic();
  const week = { start: from, end: from + 7 * 1440 };
  const openings = [1, 2, 3].map(() => timed(() => valueOf(OpenPlanner.open(told))));
  const planner = openings[0]?.value ?? valueOf(OpenPlanner.open(told));
  const ill = busyPractitioners(told, week).slice(0, CASES);
  // Compiles the code, as in a process that has worked for a while.
  for (let round = 0; round < 3; round += 1) for (const id of ill) propose(planner, fallIll(id, from));
  const repairs = ill.map((id) => propose(planner, fallIll(id, from)));
  const times = ill.map((id) => ROUNDS.map(() => propose(planner, fallIll(id, from)).ms));
  const searched = ill.map((id) => propose(planner, fallIll(id, from), SEARCHED));
  const unplaced = (all: readonly { readonly proposal: Proposal }[]): number =>
    all.reduce((sum, { proposal }) => sum + proposal.unplaced.length, 0);
  const moves = repairs.reduce((sum, { proposal }) => sum + proposal.moves.length, 0);
  return [
    within('C5 sick week p95', p95(times.map(median)), 50, 'ms', times.length),
    within('C5 sick week, each single run, p95', p95(times.flat()), 50, 'ms', times.flat().length),
    within('C5 sessions left without a place', unplaced(repairs), 0, `of ${moves} moved sessions`, repairs.length),
    within('C5 the same after 8 epochs of search, p95', p95(searched.map(({ ms }) => ms)), 5_000, 'ms', searched.length),
    within('C5 sessions left without a place after 8 epochs', unplaced(searched), 0, 'sessions', searched.length),
    ...benchComingAndGoing(told),
    within('C5 opening the clinic, once', median(openings.map(({ ms }) => ms)), 1_000, 'ms', openings.length),
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
