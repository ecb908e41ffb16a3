import type { ScorePart } from '#domain/scheduling/model/clinic-plan';
import { dayOf, joined, overlap, wallMinute, type Facts, type Held } from './facts';
import { forbiddingFlags } from './own-rules';

const urgencyOf = ({ session, patient }: Held): number => session.urgency ?? patient.urgency;

function minutesAbsent(facts: Facts, { placement, patient }: Held): number {
  const absences = facts.problem.closures.filter(({ of }) => of.kind === 'patient' && of.id === patient.id);
  const open = joined(patient.open ?? [placement]);
  let minutes = 0;
  for (let minute = placement.start; minute < placement.end; minute += 1) {
    const here = { start: minute, end: minute + 1 };
    const isThere = open.some((span) => overlap(span, here) > 0) && !absences.some((span) => overlap(span, here) > 0);
    minutes += isThere ? 0 : 1;
  }
  return minutes;
}

function minutesFromWish({ placement, patient, centre }: Held): number {
  const wall = wallMinute(centre, placement.start);
  const distances = patient.preferences.times.map(({ from, to }) => {
    if (wall < from) return from - wall;
    return wall >= to ? wall - (to - 1) : 0;
  });
  return distances.length === 0 ? 0 : Math.min(240, ...distances);
}

function isFirstOfDay(facts: Facts, { placement, session, patient, centre }: Held): boolean {
  const day = dayOf(centre, placement.start);
  return !facts.ofPatient(patient.id).some((other) => {
    if (dayOf(centre, other.placement.start) !== day) return false;
    const { start } = other.placement;
    return start < placement.start || (start === placement.start && other.session.id < session.id);
  });
}

function hasPreferred({ placement, patient }: Held): boolean {
  const wished = patient.preferences.practitionerIds;
  return wished.length === 0 || wished.some((id) => placement.practitionerIds.includes(id));
}

/** Practitioners of the team with whom the patient has no earlier session, and no pinned one at all. */
function newFaces(facts: Facts, { placement, session, patient }: Held): number {
  const others = facts.ofPatient(patient.id).filter((other) => other.session.id !== session.id);
  const isKnown = (practitionerId: string): boolean =>
    others.some((other) => {
      if (!other.placement.practitionerIds.includes(practitionerId)) return false;
      return other.pinned || other.placement.start < placement.start;
    });
  return placement.practitionerIds.filter((id) => !isKnown(id)).length;
}

/** What a session costs for itself: time, wishes, buffers and what soft rules let pass. */
export function wishParts(facts: Facts, held: Held): ScorePart[] {
  const { placement, session, therapy, patient, centre } = held;
  const { start, end, buffers } = placement;
  const parts: ScorePart[] = [];
  const add = (rule: ScorePart['rule'], level: ScorePart['level'], amount: number): void => {
    const isCharged = rule === 'buffer' || facts.level(rule) === 'soft';
    if (isCharged && amount !== 0) parts.push({ sessionId: session.id, rule, level, amount });
  };
  const deadline = session.deadline ?? patient.deadline;
  add('urgency', 1, session.target === null ? 0 : urgencyOf(held) * Math.max(0, start - session.target));
  add('plan_deadline', 2, deadline === null ? 0 : Math.max(0, end - deadline));
  add('patient_availability', 4, minutesAbsent(facts, held));
  add('contraindication', 4, 1000 * forbiddingFlags(held).length);
  const usual = therapy.buffers;
  const kept = buffers.patientRest + buffers.roomClean + buffers.practitionerTurn;
  add('buffer', 4, usual.patientRest.minutes + usual.roomClean.minutes + usual.practitionerTurn.minutes - kept);
  add('duration', 4, therapy.duration.max - (end - start));
  add('preferred_time', 4, minutesFromWish(held));
  if (!hasPreferred(held)) add('preferred_practitioner', 4, facts.value('preferred_practitioner'));
  add('continuity', 5, facts.value('continuity') * newFaces(facts, held));
  const { compactDays, avoidEarly } = patient.preferences;
  if (compactDays && isFirstOfDay(facts, held)) add('compact_days', 4, facts.value('compact_days'));
  if (avoidEarly) add('avoid_early', 4, Math.max(0, facts.value('avoid_early') - wallMinute(centre, start)));
  return parts;
}

/** The price of a session without a place. */
export function unassignedParts({ problem, plan }: Facts): ScorePart[] {
  const unplaced = new Set(plan.unplaced.map(({ sessionId }) => sessionId));
  return problem.sessions
    .filter(({ id }) => unplaced.has(id))
    .map(({ id, urgency, patientId }) => {
      const amount = 1 + (urgency ?? problem.patients.find((patient) => patient.id === patientId)?.urgency ?? 0);
      return { sessionId: id, rule: 'unassigned' as const, level: 0 as const, amount };
    });
}
