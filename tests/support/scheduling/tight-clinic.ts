import type {
  Booking,
  ClinicProblem,
  Closure,
  Link,
  Patient,
  Practitioner,
  Room,
  Session,
  Span,
  Therapy,
} from '#domain/scheduling/model/clinic-problem';
import { randomOf, type Random } from '../../../bench/clinic/random';
import { many, maybe } from './random-rows';
import { at, clinic, gap, noBuffers, patient, place, practitioner, room, session, therapy } from './tiny-clinic';

const DAYS = 2;

/** Some hours of each day, on the half hour. */
function someHours(random: Random, longest: number): Span[] {
  return many(DAYS, (day) => {
    const start = at(day, 8 + random.below(3), 30 * random.below(2));
    return { start, end: start + 60 + 30 * random.below(longest) };
  });
}

function therapyOf(random: Random, index: number): Therapy {
  const most = random.pick([30, 60, 60, 90]);
  const buffer = (): { minutes: number; shrinkTo: number } => {
    const minutes = random.pick([0, 0, 15, 30]);
    return { minutes, shrinkTo: random.chance(50) ? minutes : 0 };
  };
  return therapy({
    id: `t${index}`,
    name: `Therapy ${index}`,
    duration: { min: random.chance(30) ? 30 : most, max: most },
    team: [{ skill: 'massage', level: 1 + random.below(2), count: random.chance(20) ? 2 : 1 }],
    equipment: random.chance(30) ? [{ type: 'stand', units: 1 }] : [],
    materials: random.chance(30) ? [{ itemId: 'oil', quantity: 30 }] : [],
    buffers: { ...noBuffers, patientRest: buffer(), roomClean: buffer(), practitionerTurn: buffer() },
    group: random.chance(15) ? { min: 1 + random.below(2), max: 2, sameGender: random.chance(50) } : null,
    sameGender: random.chance(15),
  });
}

const roomOf = (random: Random, index: number): Room =>
  room({ id: `r${index}`, capacity: 2, open: someHours(random, 6), gender: random.chance(10) ? 'female' : null });

const practitionerOf = (random: Random, index: number): Practitioner =>
  practitioner({
    id: `p${index}`,
    gender: random.pick(['female', 'male'] as const),
    skills: [{ skill: 'massage', level: 1 + random.below(2), validUntil: maybe(random, 15, () => at(1, 9)) }],
    open: someHours(random, 6),
    maxSessionsPerDay: maybe(random, 30, () => 1 + random.below(2)),
  });

const patientOf = (random: Random, index: number): Patient =>
  patient({
    id: `a${index}`,
    gender: random.pick(['female', 'male'] as const),
    open: maybe(random, 40, () => someHours(random, 8)),
    deadline: maybe(random, 25, () => at(1, 10)),
    maxSessionsPerDay: maybe(random, 50, () => 1 + random.below(2)),
    urgency: random.below(3),
  });

function linkOf(random: Random, index: number, [from, to]: readonly [string, string]): Link {
  const ends = { id: `l${index}`, from, to, level: random.chance(85) ? 'hard' : 'soft' } as const;
  const kind = random.pick(['gap', 'gap', 'gap', 'gap', 'same_day', 'not_same_day', 'same_practitioner'] as const);
  if (kind !== 'gap') return { ...ends, kind };
  const days = random.chance(25);
  const min = days ? random.below(2) : 30 * random.below(4);
  const max = maybe(random, 50, () => min + (days ? random.below(2) : 30 * random.below(3)));
  const anchors = { fromAnchor: random.pick(['start', 'end'] as const), toAnchor: random.pick(['start', 'end'] as const) };
  return gap({ ...ends, ...anchors, unit: days ? 'days' : 'minutes', min, max, requires: random.chance(50) });
}

function sessionOf(random: Random, index: number, rows: Pick<ClinicProblem, 'patients' | 'therapies'>): Session {
  const one = session({ id: `s${index}`, patientId: random.pick(rows.patients).id, therapyId: random.pick(rows.therapies).id });
  const target = maybe(random, 30, () => at(random.below(DAYS), 8 + random.below(3)));
  if (!random.chance(15)) return { ...one, target, latest: maybe(random, 20, () => at(random.below(DAYS), 11)) };
  const { duration, team, buffers } = rows.therapies.find(({ id }) => id === one.therapyId) ?? therapy();
  const start = at(random.below(DAYS), 8 + random.below(4));
  const {
    sessionId: _,
    lots: __,
    ...assignment
  } = place(one.id, start, {
    end: start + duration.max,
    roomId: 'r0',
    practitionerIds: many(
      team.reduce((sum, { count }) => sum + count, 0),
      (seat) => `p${seat}`,
    ),
    buffers: {
      patientRest: buffers.patientRest.minutes,
      roomClean: buffers.roomClean.minutes,
      practitionerTurn: buffers.practitionerTurn.minutes,
    },
  });
  const equipment = (rows.therapies.find(({ id }) => id === one.therapyId)?.equipment ?? []).map(({ units }) => ({
    equipmentId: 'stand',
    units,
  }));
  return { ...one, target, fixity: 'published', assignment: { ...assignment, equipment } };
}

function bookingOf(random: Random, index: number): Booking {
  const start = at(random.below(DAYS), 8 + random.below(4), 30 * random.below(2));
  const roomId = maybe(random, 60, () => 'r0');
  return {
    id: `b${index}`,
    start,
    end: start + 30 + 30 * random.below(2),
    roomId,
    practitionerIds: roomId === null || random.chance(30) ? ['p0'] : [],
    equipment: [],
    patientId: null,
  };
}

/**
 * Clinics of two to four sessions on two short days in which nearly everything is scarce, with all times on the half hour: small enough
 * to try every plan, tight enough that the first one thinks of often fails.
 */
export function tightClinic(seed: number): ClinicProblem {
  const random = randomOf(seed);
  const therapies = many(2, (index) => therapyOf(random, index));
  const patients = many(1 + random.below(2), (index) => patientOf(random, index));
  const sessions = many(2 + random.below(3), (index) => sessionOf(random, index, { patients, therapies }));
  const lots = [{ id: 'lot', centreId: 'c', quantity: 30 * (1 + random.below(3)), availableFrom: at(0, 0), expiresAt: null }];
  const [centre] = clinic().centres;
  if (centre === undefined) throw new Error('The tiny clinic has a centre.');
  return clinic({
    horizon: { start: at(0, 7), end: at(1, 15) },
    centres: [{ ...centre, gridMinutes: 15 }],
    rooms: many(1 + random.below(2), (index) => roomOf(random, index)),
    practitioners: many(2 + random.below(2), (index) => practitionerOf(random, index)),
    equipment: [{ id: 'stand', centreId: 'c', type: 'stand', units: 1, roomId: null }],
    items: [{ id: 'oil', unit: 'ml', lots }],
    therapies,
    patients,
    sessions,
    links: sessions.slice(1).flatMap(({ id }, index) => maybe(random, 70, () => linkOf(random, index, [`s${index}`, id])) ?? []),
    bookings: many(random.below(3), (index) => bookingOf(random, index)),
    rules: [
      { rule: 'plan_deadline', level: random.pick(['hard', 'soft'] as const), value: null },
      { rule: 'group_minimum', level: random.pick(['hard', 'soft'] as const), value: null },
    ],
  });
}

/** The clinic with holidays, leave, closed rooms, broken equipment, absent patients, flags and hours for one gender on top. */
export function closedClinic(seed: number): ClinicProblem {
  const problem = tightClinic(seed);
  const random = randomOf(seed + 500_000);
  const kinds = [
    ['centre', problem.centres],
    ['room', problem.rooms],
    ['practitioner', problem.practitioners],
    ['equipment', problem.equipment],
    ['patient', problem.patients],
  ] as const;
  const closures = many(1 + random.below(4), (index): Closure => {
    const [kind, rows] = random.pick(kinds);
    const start = at(random.below(DAYS), 8 + random.below(3), 30 * random.below(2));
    const of = { kind, id: random.pick<{ readonly id: string }>(rows).id };
    return { id: `x${index}`, of, label: 'Closed', units: null, start, end: start + 60 * (1 + random.below(3)) };
  });
  const flagged = random.chance(30);
  const flag = { flag: 'fever', from: null, until: at(random.below(DAYS), 10) };
  const window = { start: at(0, 8), end: at(1, 9, 30), gender: random.pick(['female', 'male'] as const) };
  return {
    ...problem,
    closures,
    centres: problem.centres.map((centre) => ({ ...centre, open: random.chance(30) ? someHours(random, 6) : null })),
    therapies: problem.therapies.map((row) => ({ ...row, contraindications: flagged ? ['fever'] : [] })),
    patients: problem.patients.map((row) => ({ ...row, flags: flagged ? [flag] : [] })),
    rooms: problem.rooms.map((row) => ({ ...row, genderWindows: random.chance(25) ? [window] : [] })),
  };
}
