import type { Assignment, ClinicProblem, Minute, Session, Span, Therapy } from '#domain/scheduling/model/clinic-problem';
import type { Placement } from '#domain/scheduling/model/clinic-plan';

/** All choices of one of each list. */
function* combinations<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...rest] = lists;
  if (first === undefined) yield [];
  else for (const one of first) for (const others of combinations(rest)) yield [one, ...others];
}

type Lengths = Pick<Assignment, 'buffers'> & { readonly minutes: number };

/** The shortest lengths and, where they differ, the longest session: what fails for both fails for those between in whole steps. */
function lengthsOf({ duration, buffers }: Therapy): Lengths[] {
  const { patientRest, roomClean, practitionerTurn } = buffers;
  const shortest = {
    patientRest: patientRest.shrinkTo,
    roomClean: roomClean.shrinkTo,
    practitionerTurn: practitionerTurn.shrinkTo,
  };
  return [...new Set([duration.min, duration.max])].map((minutes) => ({ minutes, buffers: shortest }));
}

/**
 * Every way to hold a session with starts `stepMinutes` apart in `within`: each room of its centre, each choice of people and equipment of
 * its centre, whether a rule allows it or not. Shares no code with the planner.
 */
export function* everyPlacement(
  problem: ClinicProblem,
  session: Session,
  stepMinutes: Minute,
  within: Span = problem.horizon,
): Generator<Placement> {
  const therapy = problem.therapies.find(({ id }) => id === session.therapyId);
  if (therapy === undefined) throw new Error(`Session ${session.id} has no therapy.`);
  const here = <T extends { readonly id: string; readonly centreId: string }>(rows: readonly T[]): string[] =>
    rows.filter(({ centreId }) => centreId === session.centreId).map(({ id }) => id);
  const rooms = therapy.roomTypes.length === 0 ? [null] : here(problem.rooms);
  const seats = therapy.team.flatMap(({ count }) => Array.from({ length: count }, () => here(problem.practitioners)));
  const teams = [...combinations(seats)].filter((team) => new Set(team).size === team.length);
  const pools = therapy.equipment.map(({ type, units }) =>
    problem.equipment
      .filter((pool) => pool.type === type && pool.centreId === session.centreId)
      .map(({ id }) => ({ equipmentId: id, units })),
  );
  const stands = [...combinations(pools)];
  const first = Math.ceil(within.start / stepMinutes) * stepMinutes;
  for (const { minutes, buffers } of lengthsOf(therapy)) {
    for (let start = first; start + minutes <= within.end; start += stepMinutes) {
      for (const roomId of rooms) {
        for (const practitionerIds of teams) {
          for (const equipment of stands) {
            yield { sessionId: session.id, start, end: start + minutes, roomId, practitionerIds, equipment, buffers, lots: [] };
          }
        }
      }
    }
  }
}
