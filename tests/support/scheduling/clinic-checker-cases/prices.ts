import type { ClinicProblem, Patient } from '#domain/scheduling/model/clinic-problem';
import type { Placement, Reason, ScorePart, UnplacedSession } from '#domain/scheduling/model/clinic-plan';
import type { RuleId } from '#domain/scheduling/model/rule-settings';
import { at, clinic, gap, hours, noBuffers, only, patient, place, practitioner, room, session, therapy } from '../tiny-clinic';
import { eleven, second, ten } from './rows';

/** A plan and what it costs, worked out by hand. */
export interface PricedCase {
  readonly rule: RuleId;
  readonly says: string;
  readonly given: Partial<ClinicProblem>;
  readonly placements: readonly Placement[];
  /** Session, index into the score, amount. */
  readonly costs: readonly (readonly [string, ScorePart['level'], number])[];
  readonly unplaced?: readonly UnplacedSession[];
}

const nine = at(0, 9);
const wishing = (preferences: Partial<Patient['preferences']>): Partial<ClinicProblem> => ({
  sessions: [session()],
  patients: [patient({ preferences: { ...clinicWishes, ...preferences } })],
});
const clinicWishes = { times: [], practitionerIds: [], compactDays: false, avoidEarly: false };
/** A reason that is right wherever a session has no place. */
export const reason: Reason = { rule: 'skills', instance: 'skills', subject: null, blocker: null, span: null, numbers: {} };
const told = (change: Partial<Placement> = {}): Partial<ClinicProblem> => ({
  sessions: [session({ fixity: 'published', assignment: place('s1', ten, change) })],
});
const booked = { id: 'b', ...hours(0, 8, 9), roomId: 'r1', practitionerIds: ['p1'], equipment: [], patientId: null };
const yoga = { therapies: [therapy({ group: { min: 4, max: 8, sameGender: false } })], rooms: [room({ capacity: 8 })] };
const soft = (rule: RuleId): Partial<ClinicProblem> => ({ rules: only({ rule, level: 'soft', value: null }) });

/** Each price with a plan that pays it. */
export const pricedCases: readonly PricedCase[] = [
  {
    rule: 'unassigned',
    says: '1 + the urgency of the session, else of the patient',
    given: { patients: [patient({ urgency: 4 })], sessions: [session(), session({ id: 's2', urgency: 9 })] },
    placements: [],
    unplaced: ['s1', 's2'].map((sessionId) => ({ sessionId, reasons: [reason] })),
    costs: [
      ['s1', 0, 5],
      ['s2', 0, 10],
    ],
  },
  {
    rule: 'urgency',
    says: 'urgency times minutes after the target, nothing before it',
    given: {
      ...soft('urgency'),
      patients: [patient({ urgency: 3 })],
      sessions: [session({ target: nine }), session({ id: 's2', target: at(0, 12) })],
    },
    placements: [place('s1', ten), place('s2', eleven)],
    costs: [['s1', 1, 180]],
  },
  {
    rule: 'plan_deadline',
    says: 'minutes after the deadline',
    given: { ...soft('plan_deadline'), sessions: [session({ deadline: at(0, 10, 45) })] },
    placements: [place('s1', ten)],
    costs: [['s1', 2, 15]],
  },
  {
    rule: 'patient_availability',
    says: 'minutes outside the times of the patient or inside an absence, none twice',
    given: {
      ...soft('patient_availability'),
      sessions: [session()],
      patients: [patient({ open: [{ start: at(0, 10, 20), end: at(0, 12) }] })],
      closures: [{ id: 'x', of: { kind: 'patient', id: 'anna' }, label: 'away', units: null, start: nine, end: at(0, 10, 30) }],
    },
    placements: [place('s1', ten)],
    costs: [['s1', 4, 30]],
  },
  {
    rule: 'contraindication',
    says: '1000 per forbidding flag',
    given: {
      ...soft('contraindication'),
      sessions: [session()],
      therapies: [therapy({ contraindications: ['fever', 'wound'] })],
      patients: [patient({ flags: ['fever', 'wound', 'cold'].map((flag) => ({ flag, from: null, until: null })) })],
    },
    placements: [place('s1', ten)],
    costs: [['s1', 4, 2000]],
  },
  {
    rule: 'group_minimum',
    says: '30 per missing member, on the member with the smallest id',
    given: { ...yoga, ...soft('group_minimum') },
    placements: [place('s1', ten), place('s2', ten)],
    costs: [['s1', 4, 60]],
  },
  {
    rule: 'buffer',
    says: 'minutes of all three buffers that were not granted',
    given: {
      sessions: [session()],
      therapies: [
        therapy({
          buffers: {
            ...noBuffers,
            patientRest: { minutes: 30, shrinkTo: 10 },
            roomClean: { minutes: 15, shrinkTo: 10 },
            practitionerTurn: { minutes: 5, shrinkTo: 0 },
          },
        }),
      ],
    },
    placements: [place('s1', ten, { buffers: { patientRest: 20, roomClean: 15, practitionerTurn: 2 } })],
    costs: [['s1', 4, 13]],
  },
  {
    rule: 'duration',
    says: 'minutes shorter than usual',
    given: { ...soft('duration'), sessions: [session()], therapies: [therapy({ duration: { min: 45, max: 90 } })] },
    placements: [place('s1', ten)],
    costs: [['s1', 4, 30]],
  },
  {
    rule: 'preferred_time',
    says: 'minutes to the nearest window, by the wall clock',
    given: {
      ...soft('preferred_time'),
      ...wishing({
        times: [
          { from: 8 * 60, to: 9 * 60 },
          { from: 13 * 60, to: 14 * 60 },
        ],
      }),
      centres: clinic().centres.map((centre) => ({
        ...centre,
        utcOffsets: [
          { from: at(0, 0), offsetMinutes: -120 },
          { from: at(0, 9), offsetMinutes: 60 },
        ],
      })),
    },
    // Ten is eleven on the wall: 121 minutes after the last of the morning, 120 before the afternoon.
    placements: [place('s1', ten)],
    costs: [['s1', 4, 120]],
  },
  {
    rule: 'preferred_time',
    says: 'one minute for a start at the end of a window, at most 240',
    given: {
      ...soft('preferred_time'),
      ...wishing({ times: [{ from: 540, to: 600 }] }),
      sessions: [session(), session({ id: 's2' })],
    },
    placements: [place('s1', ten), place('s2', at(0, 16))],
    costs: [
      ['s1', 4, 1],
      ['s2', 4, 240],
    ],
  },
  {
    rule: 'preferred_practitioner',
    says: 'the number of the rule when nobody of the team is preferred',
    given: {
      rules: only({ rule: 'preferred_practitioner', level: 'soft', value: 7 }),
      ...wishing({ practitionerIds: ['p2', 'p3'] }),
      sessions: [session(), session({ id: 's2' })],
    },
    placements: [place('s1', ten), place('s2', eleven, second)],
    costs: [['s1', 4, 7]],
  },
  {
    rule: 'continuity',
    says: 'once for everybody who treats the patient, not for those of a pinned session',
    given: {
      rules: only({ rule: 'continuity', level: 'soft', value: 7 }),
      practitioners: ['p1', 'p2', 'p3'].map((id) => practitioner({ id })),
      therapies: [therapy({ team: [{ skill: 'massage', level: 1, count: 2 }] })],
      sessions: [
        session(),
        session({ id: 's2' }),
        session({ id: 's3', fixity: 'pinned', assignment: place('s3', at(1, 10), { practitionerIds: ['p1', 'p3'] }) }),
      ],
    },
    placements: [
      place('s1', eleven, { practitionerIds: ['p1', 'p2'] }),
      place('s2', at(1, 12), { practitionerIds: ['p2', 'p3'] }),
      place('s3', at(1, 10), { practitionerIds: ['p1', 'p3'] }),
    ],
    costs: [['s1', 5, 7]],
  },
  {
    rule: 'compact_days',
    says: 'once per local day with a session',
    given: {
      ...soft('compact_days'),
      ...wishing({ compactDays: true }),
      sessions: ['s1', 's2', 's3'].map((id) => session({ id })),
    },
    placements: [place('s1', eleven), place('s2', ten), place('s3', at(1, 10))],
    costs: [
      ['s2', 4, 30],
      ['s3', 4, 30],
    ],
  },
  {
    rule: 'avoid_early',
    says: 'minutes of the wall clock before the number of the rule',
    given: { ...soft('avoid_early'), ...wishing({ avoidEarly: true }) },
    placements: [place('s1', at(0, 8, 10))],
    costs: [['s1', 4, 50]],
  },
  {
    rule: 'load_balance',
    says: 'sessions and bookings of the day per practitioner, a group once',
    given: {
      ...soft('load_balance'),
      ...yoga,
      therapies: [...yoga.therapies, therapy({ id: 'single' })],
      sessions: [session(), session({ id: 's2', patientId: 'bela' }), session({ id: 's3', therapyId: 'single' })],
      bookings: [booked],
    },
    placements: [place('s1', ten), place('s2', ten), place('s3', eleven)],
    costs: [
      ['s1', 5, 3],
      ['s3', 5, 3],
    ],
  },
  {
    rule: 'room_idle_gap',
    says: 'idle minutes since the occupation before, buffers included, at most the number of the rule',
    given: {
      rules: only({ rule: 'room_idle_gap', level: 'soft', value: 90 }),
      therapies: [therapy({ buffers: { ...noBuffers, roomSetup: 10, roomClean: { minutes: 15, shrinkTo: 15 } } })],
      sessions: ['s1', 's2', 's3'].map((id) => session({ id })),
      bookings: [booked],
    },
    placements: [nine + 30, at(0, 14), at(1, 10)].map((start, index) =>
      place(`s${index + 1}`, start, { buffers: { patientRest: 0, roomClean: 15, practitionerTurn: 0 } }),
    ),
    costs: [
      ['s1', 5, 20],
      ['s2', 5, 90],
    ],
  },
  {
    rule: 'overtime',
    says: 'minutes of the session in extra hours, per practitioner',
    given: {
      ...soft('overtime'),
      sessions: [session()],
      therapies: [therapy({ team: [{ skill: 'massage', level: 1, count: 2 }] })],
      practitioners: ['p1', 'p2'].map((id) => practitioner({ id, open: [hours(0, 8, 10)], overtime: [hours(0, 10, 12)] })),
    },
    placements: [place('s1', at(0, 9, 30), { practitionerIds: ['p1', 'p2'] })],
    costs: [['s1', 5, 60]],
  },
  {
    rule: 'published_change',
    says: 'nothing for a session that stays, even if shorter',
    given: { ...soft('published_change'), ...told(), therapies: [therapy({ duration: { min: 45, max: 60 } })] },
    placements: [place('s1', ten, { end: ten + 45 })],
    costs: [],
  },
  {
    rule: 'published_change',
    says: 'a touched patient once, minutes, strangers and another room',
    given: {
      ...soft('published_change'),
      sessions: [
        ...(told().sessions ?? []),
        session({ id: 's2', fixity: 'published', assignment: place('s2', at(1, 10)) }),
        session({ id: 's3', patientId: 'bela', fixity: 'published', assignment: place('s3', at(0, 14)) }),
      ],
    },
    placements: [place('s1', eleven), place('s2', at(1, 10), second), place('s3', at(0, 14), { roomId: 'r2' })],
    costs: [
      ['s1', 3, 10_000_000_600],
      ['s2', 3, 6],
      ['s3', 3, 10_000_000_005],
    ],
  },
  ...(['min_gap', 'max_gap'] as const).map((rule): PricedCase => ({
    rule,
    says: 'a broken soft link, once',
    given: { rules: only(rule), links: [gap({ level: 'soft', min: rule === 'min_gap' ? 30 : null, max: 0 })] },
    placements: [place('s1', ten), place('s2', rule === 'min_gap' ? eleven : at(0, 12))],
    costs: [['s2', 4, 30]],
  })),
  ...(['same_day', 'not_same_day', 'same_practitioner'] as const).map((kind): PricedCase => ({
    rule: kind,
    says: 'a broken soft link',
    given: { rules: only(kind), links: [{ id: 'l1', kind, from: 's1', to: 's2', level: 'soft' }] },
    placements: [place('s1', ten), place('s2', kind === 'same_day' ? at(1, 10) : eleven, second)],
    costs: [['s2', 4, 30]],
  })),
];
