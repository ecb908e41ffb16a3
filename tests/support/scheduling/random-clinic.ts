import type { Assignment, Booking, Centre, ClinicProblem, Closure, Link, Session } from '#domain/scheduling/model/clinic-problem';
import { DEFAULT_RULES, RULE_IDS, type RuleSetting } from '#domain/scheduling/model/rule-settings';
import { localTime } from '../../../bench/clinic/local-time';
import { randomOf, type Random } from '../../../bench/clinic/random';
import { anyMinute, anySpan, DAYS, many, maybe, patientOf, practitionerOf, roomOf, therapyOf, type Draw } from './random-rows';

const ZONES = [
  ['Asia/Kolkata', '2026-10-05'],
  ['Europe/Berlin', '2026-10-24'],
  ['America/New_York', '2026-10-31'],
] as const;

type Rows = Pick<ClinicProblem, 'rooms' | 'practitioners' | 'equipment' | 'therapies' | 'patients'>;

const linkLevel = (random: Random): Link['level'] => (random.chance(60) ? 'hard' : 'soft');

/** Links go from earlier to later sessions, so that no circle of gaps contradicts itself. */
function linkOf(random: Random, index: number, sessions: readonly Session[]): Link[] {
  const later = 1 + random.below(Math.max(1, sessions.length - 1));
  const [from, to] = [sessions[random.below(later)], sessions[later]];
  if (from === undefined || to === undefined) return [];
  const ends = { id: `l${index}`, from: from.id, to: to.id, level: linkLevel(random) };
  const kind = random.pick(['gap', 'gap', 'gap', 'same_day', 'not_same_day', 'same_practitioner'] as const);
  if (kind !== 'gap') return [{ ...ends, kind }];
  const unit = random.pick(['minutes', 'days'] as const);
  const step = unit === 'days' ? 1 : 60;
  const min = random.chance(80) ? step * random.below(2) : null;
  return [
    {
      ...ends,
      kind,
      unit,
      fromAnchor: random.pick(['start', 'end'] as const),
      toAnchor: random.pick(['start', 'end'] as const),
      min,
      max: random.chance(50) || min === null ? (min ?? 0) + step * (1 + random.below(3)) : null,
      requires: random.chance(50),
    },
  ];
}

/** A place for a session to have been told or fixed at; pinned ones may break anything. */
function assignmentOf(draw: Draw, session: Session, rows: Rows): Assignment {
  const { random } = draw;
  const therapy = rows.therapies.find(({ id }) => id === session.therapyId);
  if (therapy === undefined) throw new Error('Each session has its therapy.');
  const start = anyMinute(draw);
  const people = rows.practitioners.filter(({ centreId }) => centreId === session.centreId);
  const rooms = rows.rooms.filter(({ centreId, type }) => centreId === session.centreId && therapy.roomTypes.includes(type));
  const wanted = therapy.team.reduce((sum, { count }) => sum + count, 0);
  const stands = rows.equipment.filter(({ centreId }) => centreId === session.centreId);
  const { patientRest, roomClean, practitionerTurn } = therapy.buffers;
  return {
    start,
    end: start + therapy.duration.max,
    roomId: therapy.roomTypes.length === 0 || rooms.length === 0 ? null : random.pick(rooms).id,
    practitionerIds: people.slice(0, wanted).map(({ id }) => id),
    equipment: therapy.equipment.map(({ units }) => ({ equipmentId: stands[0]?.id ?? '', units })),
    buffers: { patientRest: patientRest.minutes, roomClean: roomClean.minutes, practitionerTurn: practitionerTurn.minutes },
  };
}

function sessionOf(draws: readonly Draw[], index: number, rows: Rows): Session {
  const draw = draws[index % draws.length];
  if (draw === undefined) throw new Error('A clinic has a centre.');
  const { random } = draw;
  const earliest = maybe(random, 20, () => anyMinute(draw));
  const free: Session = {
    id: `s${index}`,
    patientId: random.pick(rows.patients).id,
    therapyId: random.pick(rows.therapies).id,
    centreId: draw.centreId,
    urgency: maybe(random, 20, () => random.below(10)),
    deadline: maybe(random, 20, () => anyMinute(draw)),
    earliest,
    latest: maybe(random, 15, () => (earliest ?? draw.time.at(0, 12)) + 60 * (2 + random.below(30))),
    target: maybe(random, 40, () => anyMinute(draw)),
    groupKey: maybe(random, 20, () => 'ours'),
    fixity: 'free',
    assignment: null,
  };
  const fixity = random.pick(['free', 'free', 'free', 'published', 'pinned'] as const);
  return fixity === 'free' ? free : { ...free, fixity, assignment: assignmentOf(draw, free, rows) };
}

function bookingOf(draw: Draw, index: number, rows: Rows): Booking {
  const { random, centreId } = draw;
  const here = <T extends { readonly centreId: string }>(all: readonly T[]): T[] =>
    all.filter((row) => row.centreId === centreId);
  return {
    id: `b${index}`,
    ...anySpan(draw),
    roomId: maybe(random, 60, () => random.pick(here(rows.rooms)).id),
    practitionerIds: random.chance(60) ? [random.pick(here(rows.practitioners)).id] : [],
    equipment: random.chance(20) ? [{ equipmentId: random.pick(here(rows.equipment)).id, units: 1 }] : [],
    patientId: maybe(random, 20, () => random.pick(rows.patients).id),
  };
}

function closureOf(draw: Draw, index: number, rows: Rows): Closure {
  const { random, centreId } = draw;
  const kind = random.pick(['centre', 'room', 'practitioner', 'equipment', 'patient'] as const);
  const ids = {
    centre: [{ id: centreId }],
    room: rows.rooms,
    practitioner: rows.practitioners,
    equipment: rows.equipment,
    patient: rows.patients,
  };
  const units = kind === 'equipment' ? maybe(random, 50, () => 1) : null;
  return { id: `x${index}`, of: { kind, id: random.pick(ids[kind]).id }, label: 'Closed', units, ...anySpan(draw) };
}

/** Some rules get another level, some another number. */
function settingsOf(random: Random): RuleSetting[] {
  return RULE_IDS.filter(() => random.chance(20)).map((rule) => {
    const { allowed, value } = DEFAULT_RULES[rule];
    return {
      rule,
      level: random.pick(allowed),
      value: value === null ? null : maybe(random, 50, () => 1 + random.below(value * 2)),
    };
  });
}

function centreOf({ random, time, centreId }: Draw, horizon: ClinicProblem['horizon']): Centre {
  const open = many(DAYS, (day) => time.hours(day, 8, 18));
  return {
    id: centreId,
    gridMinutes: random.pick([1, 5, 15] as const),
    open: maybe(random, 30, () => open),
    ...time.describe(horizon),
  };
}

const lotOf = (draw: Draw, index: number): ClinicProblem['items'][number]['lots'][number] => ({
  id: `${draw.centreId}-lot${index}`,
  centreId: draw.centreId,
  quantity: draw.random.below(120),
  availableFrom: draw.random.chance(60) ? draw.time.at(-1, 0) : anyMinute(draw),
  expiresAt: maybe(draw.random, 60, () => anyMinute(draw)),
});

/**
 * Very small clinics (one to two centres, two or three days, up to eight sessions) in which everything the contract knows may
 * occur: odd hours, lots that go off, groups, pinned and published sessions, soft links, rules switched and repriced.
 */
export function randomClinic(seed: number): ClinicProblem {
  const random = randomOf(seed);
  const draws = many(random.chance(25) ? 2 : 1, (index): Draw => {
    const [zone, firstDay] = random.pick(ZONES);
    return { random, centreId: `c${index}`, time: localTime(zone, index === 0 ? firstDay : '2026-10-24') };
  });
  // Both houses of a pair live through the same days.
  const times = draws.length === 1 ? draws : draws.map((draw) => ({ ...draw, time: localTime(draw.time.zone, '2026-10-24') }));
  const horizon = {
    start: Math.min(...times.map(({ time }) => time.at(0, 0))),
    end: Math.max(...times.map(({ time }) => time.at(DAYS, 0))),
  };
  const therapies = many(3, (index) => therapyOf(random, index));
  const practitioners = times.flatMap((draw) => many(2 + random.below(3), (index) => practitionerOf(draw, index)));
  const rows = {
    rooms: times.flatMap((draw) => many(2 + random.below(3), (index) => roomOf(draw, index))),
    practitioners,
    equipment: times.map(({ centreId }) => ({ id: `${centreId}-stand`, centreId, type: 'stand', units: 2, roomId: null })),
    therapies,
    patients: times.flatMap((draw) => many(2, (index) => patientOf(draw, `${draw.centreId}-a${index}`, practitioners))),
  };
  const first = times[0];
  if (first === undefined) throw new Error('A clinic has a centre.');
  const sessions = many(3 + random.below(6), (index) => sessionOf(times, index, rows));
  return {
    now: random.chance(30) ? anyMinute(first) : horizon.start,
    horizon,
    centres: times.map((draw) => centreOf(draw, horizon)),
    ...rows,
    items: [{ id: 'oil', unit: 'ml', lots: times.flatMap((draw) => many(2, (index) => lotOf(draw, index))) }],
    sessions,
    links: many(random.below(5), (index) => linkOf(random, index, sessions)).flat(),
    bookings: times
      .flatMap((draw) => many(random.below(5), (index) => bookingOf(draw, index, rows)))
      .map((row, index) => ({ ...row, id: `b${index}` })),
    closures: times
      .flatMap((draw) => many(random.below(4), (index) => closureOf(draw, index, rows)))
      .map((row, index) => ({ ...row, id: `x${index}` })),
    rules: settingsOf(random),
  };
}
