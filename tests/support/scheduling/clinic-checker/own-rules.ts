import type { Closure } from '#domain/scheduling/model/clinic-problem';
import type { RuleId } from '#domain/scheduling/model/rule-settings';
import { isInside, overlap, type Facts, type Finding, type Held } from './facts';

/** Findings of one placed session, collected rule by rule. */
type Say = (rule: RuleId, entityId: string | null, text: string) => void;

function checkTime(facts: Facts, { placement, session, therapy, patient, centre }: Held, say: Say): void {
  const { now, horizon } = facts.problem;
  const { start, end, buffers } = placement;
  const minutes = end - start;
  if (start < now || start < horizon.start || end > horizon.end) {
    say('session_window', session.id, 'lies in the past or beyond the horizon');
  }
  if (start % centre.gridMinutes !== 0) {
    say('session_window', session.id, `does not start on the grid of ${centre.gridMinutes} min`);
  }
  if (session.earliest !== null && start < session.earliest) {
    say('session_window', session.id, 'starts before its earliest minute');
  }
  if (session.latest !== null && end > session.latest) say('session_window', session.id, 'ends after its latest minute');
  if (!(minutes >= therapy.duration.min && minutes <= therapy.duration.max)) say('duration', therapy.id, `takes ${minutes} min`);
  for (const name of ['patientRest', 'roomClean', 'practitionerTurn'] as const) {
    const { minutes: usual, shrinkTo } = therapy.buffers[name];
    const granted = buffers[name];
    if (!(granted >= shrinkTo && granted <= usual)) say('buffer', session.id, `is granted ${granted} min of ${name}`);
  }
  const deadline = session.deadline ?? patient.deadline;
  if (facts.level('plan_deadline') === 'hard' && deadline !== null && end > deadline) {
    say('plan_deadline', patient.id, 'ends after its deadline');
  }
}

function closuresHit({ problem }: Facts, kind: Closure['of']['kind'], id: string, { placement }: Held): Closure[] {
  return problem.closures.filter(
    (closure) => closure.of.kind === kind && closure.of.id === id && overlap(closure, placement) > 0,
  );
}

function checkHouse(facts: Facts, held: Held, say: Say): void {
  const { placement, session, therapy, centre, room } = held;
  if (facts.level('centre_hours') !== 'off' && centre.open !== null && !isInside(placement, centre.open)) {
    say('centre_hours', centre.id, 'lies outside the hours of the house');
  }
  if (facts.level('holiday') !== 'off') {
    for (const { id, label } of closuresHit(facts, 'centre', centre.id, held)) say('holiday', id, `meets the holiday ${label}`);
  }
  if (therapy.roomTypes.length === 0) {
    if (placement.roomId !== null) say('room_type', placement.roomId, 'has a room although none is needed');
    return;
  }
  if (room === null) {
    say('room_type', placement.roomId, 'has no room that exists');
    return;
  }
  if (room.centreId !== session.centreId) say('room_type', room.id, 'has a room of another centre');
  if (!therapy.roomTypes.includes(room.type)) say('room_type', room.id, `has a room of type ${room.type}`);
  if (!isInside(placement, room.open)) say('room_closed', room.id, 'lies outside the hours of its room');
  for (const { id } of closuresHit(facts, 'room', room.id, held)) say('room_closed', id, 'meets a closure of its room');
}

function checkSkills({ placement, session, therapy, team }: Held, say: Say): void {
  const ids = placement.practitionerIds;
  if (team.length !== ids.length) say('skills', null, 'names somebody who does not exist');
  if (new Set(ids).size !== ids.length) say('skills', null, 'names somebody twice');
  const wanted = therapy.team.flatMap(({ skill, level, count }) => Array.from({ length: count }, () => ({ skill, level })));
  if (ids.length !== wanted.length) {
    say('skills', null, `has ${ids.length} people of ${wanted.length}`);
    return;
  }
  for (const [index, { skill, level }] of wanted.entries()) {
    const person = team.find(({ id }) => id === ids[index]);
    if (person === undefined) continue;
    const holds = person.skills.some(
      (row) => row.skill === skill && row.level >= level && (row.validUntil === null || placement.end <= row.validUntil),
    );
    if (!holds) say('skills', person.id, `has ${person.id}, who is not certified for ${skill} at level ${level}`);
    if (person.centreId !== session.centreId) say('skills', person.id, `has ${person.id}, who works at another centre`);
  }
}

function checkPeople(facts: Facts, held: Held, say: Say): void {
  const { placement, therapy, patient, team } = held;
  checkSkills(held, say);
  const mustMatch =
    facts.level('gender_match') !== 'off' && (therapy.sameGender || patient.sameGender) && patient.gender !== null;
  for (const person of team) {
    if (!isInside(placement, [...person.open, ...person.overtime])) {
      say('practitioner_hours', person.id, `lies outside the hours of ${person.id}`);
    }
    for (const { id } of closuresHit(facts, 'practitioner', person.id, held)) say('leave', id, `meets a leave of ${person.id}`);
    if (mustMatch && person.gender !== patient.gender) say('gender_match', person.id, `has ${person.id}, of another gender`);
  }
}

function checkPatient(facts: Facts, held: Held, say: Say): void {
  const { placement, patient, room } = held;
  if (facts.level('patient_availability') === 'hard') {
    if (patient.open !== null && !isInside(placement, patient.open)) {
      say('patient_availability', patient.id, 'lies outside the times of the patient');
    }
    for (const { id } of closuresHit(facts, 'patient', patient.id, held)) {
      say('patient_availability', id, 'meets an absence of the patient');
    }
  }
  if (facts.level('contraindication') === 'hard') {
    for (const flag of forbiddingFlags(held)) say('contraindication', patient.id, `is forbidden by ${flag}`);
  }
  if (facts.level('privacy') === 'off' || room === null) return;
  if (room.gender !== null && patient.gender !== room.gender) say('privacy', room.id, `is in a room for ${room.gender} patients`);
  for (const window of room.genderWindows) {
    if (overlap(window, placement) > 0 && patient.gender !== window.gender) {
      say('privacy', room.id, `meets hours for ${window.gender} patients`);
    }
  }
}

/** The flags of the patient that forbid the therapy at that time, one per row. */
export function forbiddingFlags({ placement, therapy, patient }: Held): string[] {
  return patient.flags
    .filter(({ flag, from, until }) => {
      const concerns = (until === null || placement.start < until) && (from === null || placement.end > from);
      return concerns && therapy.contraindications.includes(flag);
    })
    .map(({ flag }) => flag);
}

function checkEquipment(facts: Facts, held: Held, say: Say): void {
  const { placement, session, therapy } = held;
  if (placement.equipment.length !== therapy.equipment.length) {
    say('equipment_units', null, `has ${placement.equipment.length} rows of equipment of ${therapy.equipment.length}`);
    return;
  }
  for (const [index, { type, units }] of therapy.equipment.entries()) {
    const row = placement.equipment[index];
    const pool = facts.problem.equipment.find(({ id }) => id === row?.equipmentId);
    if (row === undefined || pool === undefined) {
      say('equipment_units', row?.equipmentId ?? null, 'has equipment that does not exist');
      continue;
    }
    if (pool.type !== type) say('equipment_units', pool.id, `has equipment of type ${pool.type} in place of ${type}`);
    if (row.units !== units) say('equipment_units', pool.id, `takes ${row.units} units of ${units}`);
    if (pool.centreId !== session.centreId) say('equipment_units', pool.id, 'has equipment of another centre');
    if (pool.roomId !== null && pool.roomId !== placement.roomId) {
      say('equipment_units', pool.id, 'has equipment fixed in another room');
    }
    for (const closure of closuresHit(facts, 'equipment', pool.id, held)) {
      if (closure.units === null) say('equipment_down', closure.id, `needs ${pool.id} while it is out of order`);
    }
  }
}

/** Everything a session that is not pinned must keep whoever else is there. */
export function checkOwnRules(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const held of facts.held.filter(({ pinned }) => !pinned)) {
    const { id } = held.session;
    const say: Say = (rule, entityId, text) => {
      const instance = entityId === null ? rule : `${rule}:${entityId}`;
      findings.push({ rule, instance, sessionIds: [id], text: `Session ${id} ${text}.` });
    };
    checkTime(facts, held, say);
    checkHouse(facts, held, say);
    checkPeople(facts, held, say);
    checkPatient(facts, held, say);
    checkEquipment(facts, held, say);
  }
  return findings;
}
