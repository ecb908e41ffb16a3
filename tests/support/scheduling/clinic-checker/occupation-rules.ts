import type { Minute, Span } from '#domain/scheduling/model/clinic-problem';
import type { RuleId } from '#domain/scheduling/model/rule-settings';
import type { Facts, Finding, Occurrence } from './facts';

/** Somebody takes `units` of a thing during a span; `core` is the span without buffers. */
interface Taking extends Span {
  readonly core: Span;
  readonly units: number;
  /** The sessions that take it; empty: a booking or a closure. */
  readonly sessionIds: readonly string[];
  /** A pinned session, a booking, a closure. */
  readonly isFact: boolean;
}

const factOf = ({ start, end }: Span, units = 1): Taking => ({
  start,
  end,
  core: { start, end },
  units,
  sessionIds: [],
  isFact: true,
});

function takingOf(occurrence: Occurrence, before: number, after: number, units = 1): Taking {
  const { start, end } = occurrence.first.placement;
  const sessionIds = occurrence.members.map(({ session }) => session.id);
  return { start: start - before, end: end + after, core: { start, end }, units, sessionIds, isFact: occurrence.pinned };
}

const takenAt = (minute: Minute, takings: readonly Taking[], span: (taking: Taking) => Span): Taking[] =>
  takings.filter((taking) => span(taking).start <= minute && minute < span(taking).end);

const unitsOf = (takings: readonly Taking[]): number => takings.reduce((sum, { units }) => sum + units, 0);

/** The thing whose units are counted, and the rule that is broken when sessions themselves meet there. */
interface Counted {
  readonly rule: RuleId;
  readonly id: string;
  readonly units: number;
}

/**
 * At no minute may more units be taken than there are. The number taken only rises where a taking begins, so those minutes are
 * all that must be looked at. What is taken too often by buffers alone is a finding of rule `buffer`.
 */
function checkTakings({ rule, id, units }: Counted, takings: readonly Taking[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const minute of new Set(takings.map(({ start }) => start))) {
    const there = takenAt(minute, takings, (taking) => taking);
    if (unitsOf(there) <= units || there.every(({ isFact }) => isFact)) continue;
    const isCore = there.some(({ core }) => unitsOf(takenAt(core.start, there, (taking) => taking.core)) > units);
    const broken = isCore ? rule : 'buffer';
    const sessionIds = there.flatMap((taking) => taking.sessionIds).toSorted();
    const text = `${id}: ${unitsOf(there)} of ${units} taken at minute ${minute}.`;
    findings.set(`${broken} ${sessionIds.join(' ')}`, { rule: broken, instance: `${broken}:${id}`, sessionIds, text });
  }
  return [...findings.values()];
}

function checkPatients({ problem, ofPatient }: Facts): Finding[] {
  return problem.patients.flatMap(({ id }) => {
    const own = ofPatient(id).map((one) =>
      takingOf({ members: [one], first: one, pinned: one.pinned }, 0, one.placement.buffers.patientRest),
    );
    const booked = problem.bookings.filter(({ patientId }) => patientId === id).map((booking) => factOf(booking));
    return checkTakings({ rule: 'patient_busy', id, units: 1 }, [...own, ...booked]);
  });
}

function checkRooms({ problem, inRoom }: Facts): Finding[] {
  return problem.rooms.flatMap(({ id, units }) => {
    const own = inRoom(id).map((one) =>
      takingOf(one, one.first.therapy.buffers.roomSetup, one.first.placement.buffers.roomClean),
    );
    const booked = problem.bookings.filter(({ roomId }) => roomId === id).map((booking) => factOf(booking));
    return checkTakings({ rule: 'room_busy', id, units }, [...own, ...booked]);
  });
}

function checkPractitioners({ problem, ofPractitioner }: Facts): Finding[] {
  return problem.practitioners.flatMap(({ id }) => {
    const own = ofPractitioner(id).map((one) =>
      takingOf(one, one.first.therapy.buffers.practitionerSetup, one.first.placement.buffers.practitionerTurn),
    );
    const booked = problem.bookings
      .filter(({ practitionerIds }) => practitionerIds.includes(id))
      .map((booking) => factOf(booking));
    return checkTakings({ rule: 'practitioner_busy', id, units: 1 }, [...own, ...booked]);
  });
}

function checkEquipmentPools({ problem, occurrences }: Facts): Finding[] {
  return problem.equipment.flatMap(({ id, units }) => {
    const own = occurrences.flatMap((one) =>
      one.first.placement.equipment.filter(({ equipmentId }) => equipmentId === id).map((row) => takingOf(one, 0, 0, row.units)),
    );
    const booked = problem.bookings.flatMap((booking) =>
      booking.equipment.filter(({ equipmentId }) => equipmentId === id).map((row) => factOf(booking, row.units)),
    );
    // A pool that is down as a whole is a finding of `equipment_down`.
    const down = problem.closures
      .filter(({ of }) => of.kind === 'equipment' && of.id === id)
      .flatMap((closure) => (closure.units === null ? [] : [factOf(closure, closure.units)]));
    return checkTakings({ rule: 'equipment_units', id, units }, [...own, ...booked, ...down]);
  });
}

/** Nobody and nothing is in two places at once, buffers included. */
export const checkOccupations = (facts: Facts): Finding[] => [
  ...checkPatients(facts),
  ...checkRooms(facts),
  ...checkPractitioners(facts),
  ...checkEquipmentPools(facts),
];
