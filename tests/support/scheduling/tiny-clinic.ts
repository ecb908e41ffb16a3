import type {
  ClinicProblem,
  Link,
  Minute,
  Patient,
  Practitioner,
  Room,
  Session,
  Therapy,
} from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan, Placement, ScorePart, UnplacedSession } from '#domain/scheduling/model/clinic-plan';
import { DEFAULT_RULES, RULE_IDS, type RuleId, type RuleSetting } from '#domain/scheduling/model/rule-settings';

/** The first midnight of the tiny clinic; its wall clock shows UTC. */
const FIRST_DAY = 20_000 * 1440;

/** Minute of a wall time of day 0, 1, 2 or 3. */
export const at = (day: number, hour: number, minute = 0): Minute => FIRST_DAY + day * 1440 + hour * 60 + minute;

/** From one hour to another of one day. */
export const hours = (day: number, from: number, to: number): { start: Minute; end: Minute } => ({
  start: at(day, from),
  end: at(day, to),
});

const allDays = (from: number, to: number): { start: Minute; end: Minute }[] => [0, 1, 2].map((day) => hours(day, from, to));

export const room = (change: Partial<Room> = {}): Room => ({
  id: 'r1',
  centreId: 'c',
  type: 'therapy',
  capacity: 1,
  units: 1,
  open: allDays(8, 20),
  gender: null,
  genderWindows: [],
  ...change,
});

export const practitioner = (change: Partial<Practitioner> = {}): Practitioner => ({
  id: 'p1',
  centreId: 'c',
  gender: 'female',
  skills: [{ skill: 'massage', level: 2, validUntil: null }],
  open: allDays(8, 18),
  overtime: [],
  maxSessionsPerDay: null,
  maxMinutesPerDay: null,
  ...change,
});

const fixed = { minutes: 0, shrinkTo: 0 };

export const noBuffers: Therapy['buffers'] = {
  patientRest: fixed,
  roomClean: fixed,
  practitionerTurn: fixed,
  roomSetup: 0,
  practitionerSetup: 0,
};

export const therapy = (change: Partial<Therapy> = {}): Therapy => ({
  id: 'massage',
  name: 'Massage',
  duration: { min: 60, max: 60 },
  roomTypes: ['therapy'],
  team: [{ skill: 'massage', level: 1, count: 1 }],
  equipment: [],
  materials: [],
  buffers: noBuffers,
  group: null,
  sameGender: false,
  contraindications: [],
  ...change,
});

export const patient = (change: Partial<Patient> = {}): Patient => ({
  id: 'anna',
  gender: 'female',
  sameGender: false,
  flags: [],
  open: null,
  urgency: 0,
  deadline: null,
  maxSessionsPerDay: null,
  preferences: { times: [], practitionerIds: [], compactDays: false, avoidEarly: false },
  ...change,
});

export const session = (change: Partial<Session> = {}): Session => ({
  id: 's1',
  patientId: 'anna',
  therapyId: 'massage',
  centreId: 'c',
  urgency: null,
  deadline: null,
  earliest: null,
  latest: null,
  target: null,
  groupKey: null,
  fixity: 'free',
  assignment: null,
  ...change,
});

type Gap = Extract<Link, { kind: 'gap' }>;

export const gap = (change: Partial<Gap> = {}): Gap => ({
  id: 'l1',
  kind: 'gap',
  from: 's1',
  to: 's2',
  level: 'hard',
  fromAnchor: 'end',
  toAnchor: 'start',
  unit: 'minutes',
  min: 0,
  max: null,
  requires: false,
  ...change,
});

/** Every rule that may be off is off, but those named, which have their default or what is said. */
export function only(...kept: (RuleId | RuleSetting)[]): RuleSetting[] {
  const said = kept.flatMap((rule) => (typeof rule === 'string' ? [] : [rule]));
  const silent = RULE_IDS.filter((rule) => DEFAULT_RULES[rule].allowed.includes('off'))
    .filter((rule) => !kept.some((one) => (typeof one === 'string' ? one : one.rule) === rule))
    .map((rule) => ({ rule, level: 'off' as const, value: null }));
  return [...silent, ...said];
}

/** Three days, two rooms, two women who massage, two patients with a session each; no rule that may be off is looked at. */
export const clinic = (change: Partial<ClinicProblem> = {}): ClinicProblem => ({
  now: at(0, 0),
  horizon: { start: at(0, 0), end: at(3, 0) },
  centres: [
    {
      id: 'c',
      zone: 'UTC',
      gridMinutes: 5,
      dayStarts: [0, 1, 2, 3].map((day) => at(day, 0)),
      utcOffsets: [{ from: at(0, 0), offsetMinutes: 0 }],
      open: null,
    },
  ],
  rooms: [room(), room({ id: 'r2' })],
  practitioners: [practitioner(), practitioner({ id: 'p2' })],
  equipment: [],
  items: [],
  therapies: [therapy()],
  patients: [patient(), patient({ id: 'bela', gender: 'male' })],
  sessions: [session(), session({ id: 's2', patientId: 'bela' })],
  links: [],
  bookings: [],
  closures: [],
  rules: only(),
  ...change,
});

/** An hour in the first room with the first practitioner, unless said otherwise. */
export const place = (sessionId: string, start: Minute, change: Partial<Placement> = {}): Placement => ({
  sessionId,
  start,
  end: start + 60,
  roomId: 'r1',
  practitionerIds: ['p1'],
  equipment: [],
  buffers: { patientRest: 0, roomClean: 0, practitionerTurn: 0 },
  lots: [],
  ...change,
});

/** A plan whose score is the sum of the parts given. */
export function planOf(placements: Placement[], parts: ScorePart[] = [], unplaced: UnplacedSession[] = []): ClinicPlan {
  const sum = (level: number): number =>
    parts.filter((part) => part.level === level).reduce((total, { amount }) => total + amount, 0);
  return {
    placements,
    unplaced,
    parts,
    score: [sum(0), sum(1), sum(2), sum(3), sum(4), sum(5)],
    seed: 1,
    epochs: 0,
  };
}
