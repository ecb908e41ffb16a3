import type { EntityRef } from '../model/clinic-plan';
import type { Minute } from '../model/clinic-problem';
import { openCells } from '../model/compile-calendars';
import { dayBounds } from '../rules/hours';
import { privacy, skills } from '../rules/fitness';
import { linkPrunes, otherEnd, samePractitioner } from '../rules/links';
import { dailyPractitioner, groupCapacity, othersThatDay } from '../rules/limits';
import { takerOf } from '../rules/occupied';
import { reason, type Rule, type Stretch } from '../rules/rule';
import type { CompiledPerson, CompiledSession } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';
import { ObstacleList, type Target } from './obstacles';

const TIME: Target = { on: 'time' };
/** A question looks at most this far: what does not fit within a quarter of a year does not fit. */
const MOST_MINUTES = 92 * 1440;

/**
 * The obstacles of a session that has no place, in the order in which they are preferred in an explanation: first what narrows the
 * choice for good (skill, room type, gender), then what was asked for, limits and links, then what the clinic can change: leave, hours,
 * who is there. So the answer reads "only two have the skill, one is on leave, the other is booked".
 */
export function gatherObstacles(state: ScheduleState, session: CompiledSession): ObstacleList {
  const { problem } = state.clinic;
  const lengths = session.lengths.at(-1) ?? { minutes: session.therapy.duration.min, rest: 0, clean: 0, turn: 0 };
  const start = Math.max(problem.now, problem.horizon.start, (session.row.earliest ?? -Infinity) - 1440);
  const end = Math.min(problem.horizon.end, Math.max(start, start + MOST_MINUTES));
  const list = new ObstacleList(state, session, lengths, { start, end });
  medicine(list);
  patientSide(list);
  links(list);
  limits(list);
  peopleHours(list);
  roomHours(list);
  houseHours(list);
  whoIsThere(list);
  return list;
}

const on = (kind: 'person' | 'room' | 'pool', index: number): Target => ({ on: kind, index });

function peopleHours(list: ObstacleList): void {
  if (list.session.seatNeeds.length === 0) return;
  for (const { index, row, centre, closures, hours } of list.state.clinic.people) {
    if (centre !== list.session.centre) continue;
    const subject = { kind: 'practitioner', id: row.id } as const;
    list.closures('leave', subject, on('person', index), closures);
    list.hours('practitioner_hours', subject, on('person', index), hours);
  }
}

function roomHours(list: ObstacleList): void {
  if (list.session.therapy.roomTypes.length === 0) return;
  for (const { index, row, centre, closures, hours } of list.state.clinic.rooms) {
    if (centre !== list.session.centre) continue;
    const subject = { kind: 'room', id: row.id } as const;
    list.closures('room_closed', subject, on('room', index), closures);
    list.hours('room_closed', subject, on('room', index), hours);
  }
}

function houseHours(list: ObstacleList): void {
  const { rules, centres, problem, grid } = list.state.clinic;
  const centre = centres[list.session.centre]?.row;
  if (centre === undefined) return;
  const subject = { kind: 'centre', id: centre.id } as const;
  const closures = problem.closures.filter(({ of }) => of.kind === 'centre' && of.id === centre.id);
  if (rules.holiday.level === 'hard') list.closures('holiday', subject, TIME, closures);
  if (rules.centre_hours.level === 'hard' && centre.open !== null) {
    list.hours('centre_hours', subject, TIME, openCells(grid, [centre.open], []));
  }
}

function whoIsThere(list: ObstacleList): void {
  const { state, session, lengths } = list;
  const { roomSetup, practitionerSetup } = session.therapy.buffers;
  for (const person of new Set(session.seats.flat())) {
    const calendar = state.people[person];
    const subject = { kind: 'practitioner', id: state.clinic.people[person]?.row.id ?? '' } as const;
    if (calendar !== undefined) {
      list.taken('practitioner_busy', subject, on('person', person), calendar, practitionerSetup, lengths.turn);
    }
  }
  for (const room of session.rooms) {
    const calendar = state.rooms[room];
    const subject = { kind: 'room', id: state.clinic.rooms[room]?.row.id ?? '' } as const;
    if (calendar !== undefined) list.taken('room_busy', subject, on('room', room), calendar, roomSetup, lengths.clean);
  }
  for (const [row, pools] of session.pools.entries()) {
    for (const pool of pools) equipment(list, row, pool);
  }
  groups(list);
  const own = state.patients[session.patient];
  const subject = { kind: 'patient', id: session.row.patientId } as const;
  if (own !== undefined) list.taken('patient_busy', subject, TIME, own, 0, lengths.rest);
}

/** Groups that the session could join but for their size or who is in them. */
function groups(list: ObstacleList): void {
  const { state, session } = list;
  for (const { start, end, room, team, pools, rest, clean, turn } of list.joinable) {
    const move = { session: session.index, start, end, room, team, pools, rest, clean, turn };
    const mixed = state.clinic.rules.privacy.level === 'hard' ? (privacy.blame?.(state, move) ?? []) : [];
    const inTheWay = [
      ...(groupCapacity.blame?.(state, move) ?? []),
      ...mixed.filter(({ blocker }) => blocker?.kind === 'session'),
    ];
    const targets = [...team.map((person) => on('person', person)), ...(room < 0 ? [] : [on('room', room)])];
    for (const of of inTheWay) {
      for (const target of targets) list.add(of, target, (starts) => starts.forbidStarts(start, start + 1));
    }
  }
}

function equipment(list: ObstacleList, row: number, pool: number): void {
  const { state, session } = list;
  const known = state.clinic.pools[pool];
  const calendar = state.pools[pool];
  const needed = session.therapy.equipment[row]?.units ?? 0;
  if (known === undefined || calendar === undefined) return;
  const subject = { kind: 'equipment', id: known.row.id } as const;
  list.closures(
    'equipment_down',
    subject,
    on('pool', pool),
    known.closures.filter(({ units }) => known.row.units - (units ?? known.row.units) < needed),
  );
  const numbers = needed > known.row.units ? { needed, there: known.row.units } : { needed };
  list.add(reason('equipment_units', known.row.id, { subject, numbers }), on('pool', pool), (starts) => {
    if (needed > known.row.units) starts.keepNone();
    for (const taken of calendar.taken) {
      if (taken.units + needed > calendar.units - othersAt(calendar, taken)) starts.forbid(taken.start, taken.end);
    }
  });
}

/** Units that overlap an entry besides its own, at its start. */
function othersAt(
  calendar: NonNullable<ScheduleState['pools'][number]>,
  taken: { start: number; end: number; units: number },
): number {
  return calendar.overlapping(taken.start, taken.start + 1).reduce((sum, one) => sum + one.units, -taken.units);
}

function limits(list: ObstacleList): void {
  const { state, session } = list;
  const patient = state.clinic.patients[session.patient];
  const own = state.patients[session.patient];
  if (patient !== undefined && own !== undefined && patient.maxPerDay !== Infinity) {
    const subject = { kind: 'patient', id: patient.row.id } as const;
    eachDay(list, (day) => {
      const there = othersThatDay(state, own, session.centre, day.start, session.index);
      if (there.length < patient.maxPerDay) return;
      const blocker = there[0] === undefined ? null : takerOf(state, there[0]);
      const of = reason('max_daily_sessions_patient', patient.row.id, {
        subject,
        blocker,
        span: day,
        numbers: { limit: patient.maxPerDay, there: there.length },
      });
      list.add({ ...of, instance: `${of.instance}:${day.start}` }, TIME, (starts) => starts.forbidStarts(day.start, day.end));
    });
  }
  for (const person of state.clinic.rules.max_daily_sessions_practitioner.level === 'off' ? [] : new Set(session.seats.flat())) {
    const id = state.clinic.people[person]?.row.id ?? '';
    list.add(
      reason('max_daily_sessions_practitioner', id, { subject: { kind: 'practitioner', id } }),
      on('person', person),
      (starts) => dailyPractitioner.prunePerson?.(state, session, person, starts),
    );
  }
  if (state.clinic.rules.consumable_stock.level === 'off') return;
  for (const { itemId, quantity } of session.therapy.materials) {
    const subject = { kind: 'item', id: itemId } as const;
    const ledger = state.stock.ledger(itemId, session.centre);
    list.add(reason('consumable_stock', itemId, { subject, numbers: { missing: quantity } }), TIME, (starts) => {
      for (const start of list.base.starts()) {
        const need = { start, session: session.index, quantity };
        if (ledger.shortageWith(need) !== null) starts.forbidStarts(start, start + 1);
      }
    });
  }
}

function eachDay(list: ObstacleList, act: (day: Stretch) => void): void {
  const { state, session, base } = list;
  for (
    let day = dayBounds(state, session.centre, base.from);
    day.start <= base.to;
    day = dayBounds(state, session.centre, day.end)
  ) {
    act(day);
  }
}

function links(list: ObstacleList): void {
  const { state, session } = list;
  for (const { rule, link, other, prune } of linkPrunes(state, session)) {
    const move = state.move(other);
    const blocker: EntityRef = { kind: 'session', id: state.session(other).id };
    const { gap } = link;
    const needed = rule === 'min_gap' ? gap?.min : rule === 'max_gap' ? gap?.max : null;
    const numbers = needed == null ? {} : { needed, days: gap?.inDays === true ? 1 : 0 };
    const of = reason(rule, link.row.id, { subject: { kind: 'link', id: link.row.id }, blocker, span: move, numbers });
    list.add(of, TIME, prune);
  }
  if (state.clinic.rules.same_practitioner.level === 'off') return;
  for (const link of session.links) {
    const other = state.move(otherEnd(link, session.index));
    if (!link.hard || link.row.kind !== 'same_practitioner' || other === null) continue;
    const blocker = { kind: 'session', id: state.session(other.session).id } as const;
    const of = reason('same_practitioner', link.row.id, { subject: { kind: 'link', id: link.row.id }, blocker, span: other });
    for (const person of new Set(session.seats.flat())) {
      const seat = session.seats.findIndex((able) => able.includes(person));
      const alone = { ...session, links: [link] };
      list.add(of, on('person', person), (starts) =>
        starts.keepBetween(-Infinity, lastStartOf(samePractitioner, list, alone, seat, person)),
      );
    }
  }
}

/** The last minute at which one rule lets a person begin in a seat. */
function lastStartOf(rule: Rule, list: ObstacleList, session: CompiledSession, seat: number, person: number): Minute {
  return rule.lastStart?.(list.state, session, seat, person, list.lengths.minutes) ?? Infinity;
}

function patientSide(list: ObstacleList): void {
  const { state, session } = list;
  const { rules } = state.clinic;
  const patient = state.clinic.patients[session.patient];
  const self = { kind: 'session', id: session.id } as const;
  if (rules.plan_deadline.level === 'hard' && session.deadline !== null) {
    const { deadline } = session;
    list.add(reason('plan_deadline', session.id, { subject: self, numbers: { deadline } }), TIME, (starts: StartWindow) =>
      starts.keepBetween(-Infinity, deadline - starts.lengths.minutes),
    );
  }
  const { earliest, latest } = session.row;
  if (earliest !== null || latest !== null) {
    list.add(reason('session_window', session.id, { subject: self }), TIME, (starts) =>
      starts.keepBetween(earliest ?? -Infinity, (latest ?? Infinity) - starts.lengths.minutes),
    );
  }
  if (rules.patient_availability.level !== 'hard' || patient === undefined) return;
  const subject = { kind: 'patient', id: patient.row.id } as const;
  list.closures('patient_availability', subject, TIME, patient.closures);
  if (patient.row.open !== null) {
    list.hours('patient_availability', subject, TIME, openCells(state.clinic.grid, [patient.row.open], []));
  }
}

function medicine(list: ObstacleList): void {
  const { state, session } = list;
  const { rules, people, rooms } = state.clinic;
  const therapy = { kind: 'therapy', id: session.therapy.id } as const;
  if (session.seatNeeds.length > 0) {
    const here = people.filter(({ centre }) => centre === session.centre);
    for (const person of here) whoMayTreat(list, person);
    if (here.length === 0) {
      list.add(reason('skills', session.therapy.id, { subject: therapy }), TIME, (starts) => starts.keepNone());
    }
  }
  if (session.therapy.roomTypes.length > 0) {
    const wanted = { kind: 'room_type', id: session.therapy.roomTypes[0] ?? '' } as const;
    const wrongType = reason('room_type', session.therapy.id, { subject: wanted, blocker: therapy });
    const here = rooms.filter(({ centre }) => centre === session.centre);
    for (const room of here) {
      if (!session.rooms.includes(room.index)) list.add(wrongType, on('room', room.index), (starts) => starts.keepNone());
      if (rules.privacy.level === 'hard') roomPrivacy(list, room.index);
    }
    if (session.rooms.length === 0) list.add(wrongType, TIME, (starts) => starts.keepNone());
  }
  if (rules.contraindication.level === 'hard') list.flags();
  for (const [row, pools] of session.pools.entries()) {
    const { type = '', units = 0 } = session.therapy.equipment[row] ?? {};
    const none = reason('equipment_units', type, {
      subject: { kind: 'equipment_type', id: type },
      numbers: { needed: units, there: 0 },
    });
    if (pools.length === 0) list.add(none, TIME, (starts) => starts.keepNone());
  }
}

function whoMayTreat(list: ObstacleList, person: CompiledPerson): void {
  const { state, session } = list;
  const patient = state.clinic.patients[session.patient]?.row;
  const therapy = { kind: 'therapy', id: session.therapy.id } as const;
  const holds = ({ skill, level }: { skill: string; level: number }): boolean =>
    person.row.skills.some((held) => held.skill === skill && held.level >= level);
  const target = on('person', person.index);
  const need = session.seatNeeds[0];
  if (need !== undefined && !session.seatNeeds.some(holds)) {
    const subject = { kind: 'skill', id: need.skill } as const;
    const numbers = { level: need.level, needed: session.seatNeeds.length };
    list.add(reason('skills', need.skill, { subject, blocker: therapy, numbers }), target, (starts) => starts.keepNone());
  }
  const seat = session.seats.findIndex((able) => able.includes(person.index));
  if (session.certifiedUntil !== null && seat >= 0) {
    const subject = { kind: 'practitioner', id: person.row.id } as const;
    list.add(reason('skills', person.row.id, { subject, blocker: therapy }), target, (starts) =>
      starts.keepBetween(-Infinity, lastStartOf(skills, list, session, seat, person.index)),
    );
  }
  const asked = patient?.sameGender === true || session.therapy.sameGender;
  if (
    state.clinic.rules.gender_match.level === 'off' ||
    !asked ||
    patient?.gender == null ||
    person.row.gender === patient.gender
  ) {
    return;
  }
  const subject = { kind: 'patient', id: patient.id } as const;
  list.add(reason('gender_match', patient.id, { subject, blocker: therapy }), target, (starts) => starts.keepNone());
}

function roomPrivacy(list: ObstacleList, index: number): void {
  const { state, session } = list;
  const room = state.clinic.rooms[index]?.row;
  const gender = state.clinic.patients[session.patient]?.row.gender;
  if (room === undefined) return;
  list.add(reason('privacy', room.id, { subject: { kind: 'room', id: room.id } }), on('room', index), (starts) => {
    if (room.gender !== null && room.gender !== gender) starts.keepNone();
    for (const window of room.genderWindows) if (window.gender !== gender) starts.forbid(window.start, window.end);
  });
}
