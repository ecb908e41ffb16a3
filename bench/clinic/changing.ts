import type { Assignment, ClinicProblem, Minute } from '#domain/scheduling/model/clinic-problem';
import { OpenPlanner } from '#domain/scheduling/open-planner';
import { withChange, type ClinicChange } from '#domain/scheduling/repair/clinic-change';
import type { Figure } from '../measure';
import { busyPractitioners, fallIll, forget, loseRoom, overRun } from './changes';
import { reachOfPlan, reachOfProposal, type Reach } from './reach';
import { plannedAndChecked, valueOf } from './sound-plan';
import { AT_ONCE, propose, toldClinic } from './told-clinic';

const CASES = 10;
const DAY = 1440;

/** Something that happens, and whether it concerns a place: those who have one like it cannot all stay as they are. */
interface Case {
  readonly change: ClinicChange;
  readonly concerns: (place: Assignment) => boolean;
}

/** Somebody is ill for a week, a room is lost for three days, a session takes half an hour longer: ten of each. */
function casesIn(told: ClinicProblem, from: Minute): Record<'sick' | 'room' | 'overRun', readonly Case[]> {
  const week = { start: from, end: from + 7 * DAY };
  const days = { start: from, end: from + 3 * DAY };
  const meets = (place: Assignment, span: { start: Minute; end: Minute }): boolean =>
    place.start < span.end && span.start < place.end;
  const rooms = [...new Set(told.sessions.flatMap(({ assignment }) => assignment?.roomId ?? []))].toSorted().slice(0, CASES);
  const late = told.sessions.filter(({ assignment }) => assignment !== null && meets(assignment, days)).slice(0, CASES);
  return {
    sick: busyPractitioners(told, week)
      .slice(0, CASES)
      .map((id) => ({
        change: fallIll(id, from),
        concerns: (place) => place.practitionerIds.includes(id) && meets(place, week),
      })),
    room: rooms.map((id) => ({ change: loseRoom(id, days), concerns: (place) => place.roomId === id && meets(place, days) })),
    overRun: late.map(({ id, assignment }) => ({ change: overRun(told, id, 30), concerns: (place) => place === assignment })),
  };
}

/** Patients and milliseconds, summed over cases. */
interface Sums {
  patients: number;
  /** Of those the ones who had nothing to do with what happened. */
  others: number;
  /** Patients who have to come at another time. */
  retimed: number;
  ms: number;
}

/** Thirty changes of a full clinic that is kept open, each against a plan anew: the patients touched by both, and the time of both. */
export function benchChanges(): Figure[] {
  const { told, thirdWeek } = toldClinic();
  const cases = casesIn(told, thirdWeek);
  const planner = valueOf(OpenPlanner.open(told));
  return Object.entries(cases).flatMap(([name, some]) => {
    const ours: Sums = { patients: 0, others: 0, retimed: 0, ms: 0 };
    const anew: Sums = { patients: 0, others: 0, retimed: 0, ms: 0 };
    for (const { change, concerns } of some) {
      const theirs = new Set(
        told.sessions.filter(({ assignment }) => assignment !== null && concerns(assignment)).map(({ patientId }) => patientId),
      );
      const count = (sums: Sums, { touched, retimed }: Reach, ms: number): void => {
        sums.patients += touched.size;
        sums.retimed += retimed.size;
        sums.others += [...touched].filter((patient) => !theirs.has(patient)).length;
        sums.ms += ms;
      };
      const { proposal, ms } = propose(planner, change);
      count(ours, reachOfProposal(told, proposal), ms);
      const plan = plannedAndChecked(forget(withChange(told, change)), AT_ONCE);
      count(anew, reachOfPlan(told, plan.plan), plan.ms);
    }
    return [
      share(`C6 ${name}: patients touched`, ours.patients, anew.patients, 'patients', some.length),
      share(`C6 ${name}: patients touched beside those concerned`, ours.others, anew.others, 'patients', some.length),
      share(`C6 ${name}: patients who come at another time`, ours.retimed, anew.retimed, 'patients', some.length),
      share(`C6 ${name}: time`, ours.ms, anew.ms, 'ms', some.length),
    ];
  });
}

function share(id: string, ours: number, anew: number, unit: string, n: number): Figure {
  return {
    id,
    ours: Math.round(ours),
    floor: Math.round(anew),
    ratio: Math.round((1000 * ours) / Math.max(1, anew)) / 1000,
    goal: '<= 0.05x of a plan anew',
    met: ours <= 0.05 * anew,
    unit,
    n,
  };
}
