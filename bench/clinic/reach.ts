import type { Assignment, ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import type { Proposal } from '#domain/scheduling/propose-change';

/** Whom a change reaches: patients told something else than before, and of those whom it moves. */
export interface Reach {
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

/** Whom a proposal reaches. */
export function reachOfProposal(told: ClinicProblem, { moves }: Proposal): Reach {
  const to = new Map(moves.map((move) => [move.sessionId, move.to]));
  const from = new Map(told.sessions.map(({ id, assignment }) => [id, assignment]));
  return reachOf(told, (id) => (to.has(id) ? (to.get(id) ?? null) : (from.get(id) ?? null)));
}

/** Whom a plan made anew reaches. */
export function reachOfPlan(told: ClinicProblem, { placements }: ClinicPlan): Reach {
  const placed = new Map(placements.map((placement) => [placement.sessionId, placement]));
  return reachOf(told, (id) => placed.get(id) ?? null);
}
