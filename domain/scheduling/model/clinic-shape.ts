import { PROBLEM_LIMITS as MOST } from './clinic-problem';
import { RULE_IDS } from './rule-settings';
import { bool, int, list, nullable, oneOf, record, tagged, text, type Shape } from './shape';

// Year 1900 to 2199: far from where sums of minutes would lose precision.
const minute = int(-36_816_480, 120_960_000);
const day = int(0, 1440);
const count = int(0, 10_000);
const quantity = int(0, 1_000_000_000);
const id = text(MOST.idLength);
const ids = (max: number): Shape => list(id, max);
const spanFields = { start: minute, end: minute };
const spans = list(record(spanFields), MOST.spansPerResource);
const gender = oneOf('female', 'male', 'other');
const restriction = oneOf('female', 'male');
const pools = list(record({ equipmentId: id, units: int(1, 10_000) }), 10);
const buffer = record({ minutes: day, shrinkTo: day });

const centre = record({
  id,
  zone: text(100),
  gridMinutes: oneOf(1, 5, 15),
  dayStarts: list(minute, MOST.horizonDays + 20),
  utcOffsets: list(record({ from: minute, offsetMinutes: int(-1440, 1440) }), 1000),
  open: nullable(spans),
});
const room = record({
  id,
  centreId: id,
  type: id,
  capacity: int(1, 1000),
  units: int(1, 1000),
  open: spans,
  gender: nullable(restriction),
  genderWindows: list(record({ ...spanFields, gender: restriction }), MOST.spansPerResource),
});
const practitioner = record({
  id,
  centreId: id,
  gender: nullable(gender),
  skills: list(record({ skill: id, level: int(0, 100), validUntil: nullable(minute) }), 200),
  open: spans,
  overtime: spans,
  maxSessionsPerDay: nullable(int(0, 1000)),
  maxMinutesPerDay: nullable(day),
});
const lot = record({ id, centreId: id, quantity, availableFrom: minute, expiresAt: nullable(minute) });
const therapy = record({
  id,
  name: text(200),
  duration: record({ min: int(1, 1440), max: int(1, 1440) }),
  roomTypes: ids(50),
  team: list(record({ skill: id, level: int(0, 100), count: int(1, 4) }), 4),
  equipment: list(record({ type: id, units: int(1, 10_000) }), 10),
  materials: list(record({ itemId: id, quantity: int(1, 1_000_000_000) }), 20),
  buffers: record({
    patientRest: buffer,
    roomClean: buffer,
    practitionerTurn: buffer,
    roomSetup: day,
    practitionerSetup: day,
  }),
  group: nullable(record({ min: int(1, 1000), max: int(1, 1000), sameGender: bool })),
  sameGender: bool,
  contraindications: ids(100),
});
const patient = record({
  id,
  gender: nullable(gender),
  sameGender: bool,
  flags: list(record({ flag: id, from: nullable(minute), until: nullable(minute) }), 100),
  open: nullable(spans),
  urgency: int(0, 9),
  deadline: nullable(minute),
  maxSessionsPerDay: nullable(count),
  preferences: record({
    times: list(record({ from: int(0, 1439), to: int(1, 1440) }), 20),
    practitionerIds: ids(100),
    compactDays: bool,
    avoidEarly: bool,
  }),
});
const assignment = record({
  ...spanFields,
  roomId: nullable(id),
  practitionerIds: ids(4),
  equipment: pools,
  buffers: record({ patientRest: day, roomClean: day, practitionerTurn: day }),
});
const session = record({
  id,
  patientId: id,
  therapyId: id,
  centreId: id,
  urgency: nullable(int(0, 9)),
  deadline: nullable(minute),
  earliest: nullable(minute),
  latest: nullable(minute),
  target: nullable(minute),
  groupKey: nullable(id),
  fixity: oneOf('free', 'published', 'pinned'),
  assignment: nullable(assignment),
});
const ends = { id, from: id, to: id, level: oneOf('hard', 'soft') };
const anchor = oneOf('start', 'end');
const lag = nullable(int(-600_000, 600_000));
const plainLink = record(ends);
const link = tagged('kind', {
  gap: record({
    ...ends,
    fromAnchor: anchor,
    toAnchor: anchor,
    unit: oneOf('minutes', 'days'),
    min: lag,
    max: lag,
    requires: bool,
  }),
  same_day: plainLink,
  not_same_day: plainLink,
  same_practitioner: plainLink,
});

/** The shape of `ClinicProblem`, field for field; what the rows mean together is checked in `validate-clinic.ts`. */
export const clinicShape: Readonly<Record<string, Shape>> = {
  now: minute,
  horizon: record(spanFields),
  centres: list(centre, MOST.centres),
  rooms: list(room, MOST.rooms),
  practitioners: list(practitioner, MOST.practitioners),
  equipment: list(record({ id, centreId: id, type: id, units: int(1, 10_000), roomId: nullable(id) }), MOST.equipment),
  items: list(record({ id, unit: text(50), lots: list(lot, 1000) }), MOST.items),
  therapies: list(therapy, MOST.therapies),
  patients: list(patient, MOST.patients),
  sessions: list(session, MOST.sessions),
  links: list(link, MOST.links),
  bookings: list(
    record({
      id,
      ...spanFields,
      roomId: nullable(id),
      practitionerIds: ids(10),
      equipment: pools,
      patientId: nullable(id),
    }),
    MOST.bookings,
  ),
  closures: list(
    record({
      id,
      ...spanFields,
      of: record({ kind: oneOf('centre', 'room', 'practitioner', 'equipment', 'patient'), id }),
      label: text(200),
      units: nullable(int(1, 10_000)),
    }),
    MOST.closures,
  ),
  rules: list(
    record({ rule: oneOf(...RULE_IDS), level: oneOf('hard', 'soft', 'off'), value: nullable(int(0, 1_000_000)) }),
    RULE_IDS.length,
  ),
};
