import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { Placement, UnplacedSession } from '#domain/scheduling/model/clinic-plan';
import { DEFAULT_RULES, RULE_IDS, type RuleId } from '#domain/scheduling/model/rule-settings';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import {
  at,
  clinic,
  gap,
  hours,
  noBuffers,
  only,
  patient,
  place,
  planOf,
  practitioner,
  room,
  session,
  therapy,
} from '#tests/support/scheduling/tiny-clinic';

/** A right plan of a tiny clinic beside one that breaks one rule. */
interface Case {
  readonly rule: RuleId;
  readonly says: string;
  readonly given: Partial<ClinicProblem>;
  readonly right: readonly Placement[];
  readonly wrong: readonly Placement[];
  /** Sessions that found no place in the wrong plan. */
  readonly unplaced?: readonly UnplacedSession[];
}

const alone = { sessions: [session()] };
const [ten, eleven] = [at(0, 10), at(0, 11)];
const second = { roomId: 'r2', practitionerIds: ['p2'] };
const pool = { id: 'e1', centreId: 'c', type: 'steamer', units: 2, roomId: null };
const steamed = (units: number): Partial<ClinicProblem> => ({
  equipment: [pool],
  therapies: [therapy({ equipment: [{ type: 'steamer', units }] })],
});
const steamer = (units: number): Partial<Placement> => ({ equipment: [{ equipmentId: 'e1', units }] });
const lot = { id: 'a', centreId: 'c', quantity: 50, availableFrom: at(0, 0), expiresAt: at(1, 0) };
const oiled: Partial<ClinicProblem> = {
  rules: only('consumable_stock'),
  therapies: [therapy({ materials: [{ itemId: 'oil', quantity: 50 }] })],
  items: [{ id: 'oil', unit: 'ml', lots: [lot, { ...lot, id: 'b', expiresAt: null }] }],
};
const yoga = (change: { min?: number; max?: number; sameGender?: boolean }): Partial<ClinicProblem> => ({
  therapies: [therapy({ group: { min: 1, max: 8, sameGender: false, ...change } })],
  rooms: [room({ capacity: 2 }), room({ id: 'r2', capacity: 2 })],
});
const leave = (kind: 'centre' | 'room' | 'practitioner' | 'patient', id: string): Partial<ClinicProblem> => ({
  ...alone,
  closures: [{ id: 'x', of: { kind, id }, label: 'away', units: null, ...hours(0, 9, 11) }],
});
const buffered = (change: Partial<typeof noBuffers>): Partial<ClinicProblem> => ({
  therapies: [therapy({ buffers: { ...noBuffers, ...change } })],
});
const pinnedHere = { ...place('s1', ten), fixity: 'pinned' as const };

const cases: Case[] = [
  {
    rule: 'session_window',
    says: 'nothing starts in the past',
    given: { ...alone, now: ten },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 9))],
  },
  {
    rule: 'session_window',
    says: 'nothing ends beyond the horizon',
    given: { ...alone, horizon: { start: at(0, 0), end: eleven } },
    right: [place('s1', ten)],
    wrong: [place('s1', eleven)],
  },
  {
    rule: 'session_window',
    says: 'starts lie on the grid',
    given: alone,
    right: [place('s1', at(0, 10, 5))],
    wrong: [place('s1', at(0, 10, 3))],
  },
  {
    rule: 'session_window',
    says: 'earliest binds the start',
    given: { sessions: [session({ earliest: ten })] },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 9, 55))],
  },
  {
    rule: 'session_window',
    says: 'latest binds the end',
    given: { sessions: [session({ latest: eleven })] },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 10, 5))],
  },
  {
    rule: 'duration',
    says: 'at most as long as the therapy allows',
    given: { ...alone, therapies: [therapy({ duration: { min: 45, max: 60 } })] },
    right: [place('s1', ten, { end: ten + 45 })],
    wrong: [place('s1', ten, { end: ten + 65 })],
  },
  {
    rule: 'duration',
    says: 'at least as long as the therapy needs',
    given: { ...alone, therapies: [therapy({ duration: { min: 45, max: 60 } })] },
    right: [place('s1', ten)],
    wrong: [place('s1', ten, { end: ten + 40 })],
  },
  {
    rule: 'centre_hours',
    says: 'the house is open',
    given: { ...alone, rules: only('centre_hours'), centres: clinic().centres.map((c) => ({ ...c, open: [hours(0, 10, 16)] })) },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 9, 55))],
  },
  {
    rule: 'holiday',
    says: 'not on a holiday',
    given: { ...leave('centre', 'c'), rules: only('holiday') },
    right: [place('s1', eleven)],
    wrong: [place('s1', ten)],
  },
  {
    rule: 'room_type',
    says: 'a room of a type that is asked for',
    given: { ...alone, rooms: [room(), room({ id: 'r2', type: 'office' })] },
    right: [place('s1', ten)],
    wrong: [place('s1', ten, { roomId: 'r2' })],
  },
  {
    rule: 'room_type',
    says: 'a room at all',
    given: alone,
    right: [place('s1', ten)],
    wrong: [place('s1', ten, { roomId: null })],
  },
  {
    rule: 'room_type',
    says: 'no room where none is needed',
    given: { ...alone, therapies: [therapy({ roomTypes: [] })] },
    right: [place('s1', ten, { roomId: null })],
    wrong: [place('s1', ten)],
  },
  {
    rule: 'room_closed',
    says: 'inside the hours of the room',
    given: { ...alone, rooms: [room({ open: [hours(0, 8, 11), hours(0, 11, 12)] })] },
    right: [place('s1', at(0, 10, 30))],
    wrong: [place('s1', at(0, 11, 30))],
  },
  {
    rule: 'room_closed',
    says: 'not while the room is closed',
    given: leave('room', 'r1'),
    right: [place('s1', eleven)],
    wrong: [place('s1', ten)],
  },
  {
    rule: 'skills',
    says: 'the level is reached',
    given: {
      ...alone,
      therapies: [therapy({ team: [{ skill: 'massage', level: 2, count: 1 }] })],
      practitioners: [practitioner(), practitioner({ id: 'p2', skills: [{ skill: 'massage', level: 1, validUntil: null }] })],
    },
    right: [place('s1', ten)],
    wrong: [place('s1', ten, { practitionerIds: ['p2'] })],
  },
  {
    rule: 'skills',
    says: 'the certificate holds until the end',
    given: { ...alone, practitioners: [practitioner({ skills: [{ skill: 'massage', level: 1, validUntil: eleven }] })] },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 10, 5))],
  },
  {
    rule: 'skills',
    says: 'as many people as asked for',
    given: { ...alone, therapies: [therapy({ team: [{ skill: 'massage', level: 1, count: 2 }] })] },
    right: [place('s1', ten, { practitionerIds: ['p1', 'p2'] })],
    wrong: [place('s1', ten)],
  },
  {
    rule: 'skills',
    says: 'nobody twice',
    given: { ...alone, therapies: [therapy({ team: [{ skill: 'massage', level: 1, count: 2 }] })] },
    right: [place('s1', ten, { practitionerIds: ['p2', 'p1'] })],
    wrong: [place('s1', ten, { practitionerIds: ['p1', 'p1'] })],
  },
  {
    rule: 'practitioner_hours',
    says: 'inside hours and extra hours, which join where they touch',
    given: { ...alone, practitioners: [practitioner({ open: [hours(0, 8, 12)], overtime: [hours(0, 12, 13)] })] },
    right: [place('s1', at(0, 11, 30))],
    wrong: [place('s1', at(0, 12, 5))],
  },
  {
    rule: 'leave',
    says: 'not on leave',
    given: leave('practitioner', 'p1'),
    right: [place('s1', eleven)],
    wrong: [place('s1', at(0, 10, 55))],
  },
  {
    rule: 'equipment_down',
    says: 'not while the pool is out of order',
    given: {
      ...alone,
      ...steamed(1),
      closures: [{ id: 'x', of: { kind: 'equipment', id: 'e1' }, label: 'broken', units: null, ...hours(0, 9, 11) }],
    },
    right: [place('s1', eleven, steamer(1))],
    wrong: [place('s1', ten, steamer(1))],
  },
  {
    rule: 'patient_availability',
    says: 'inside the times of the patient',
    given: { ...alone, rules: only('patient_availability'), patients: [patient({ open: [hours(0, 10, 12)] })] },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 9, 55))],
  },
  {
    rule: 'patient_availability',
    says: 'not while the patient is away',
    given: { ...leave('patient', 'anna'), rules: only('patient_availability') },
    right: [place('s1', eleven)],
    wrong: [place('s1', ten)],
  },
  {
    rule: 'contraindication',
    says: 'not while a flag forbids it',
    given: {
      ...alone,
      rules: only('contraindication'),
      therapies: [therapy({ contraindications: ['fever'] })],
      patients: [patient({ flags: [{ flag: 'fever', from: null, until: ten }] })],
    },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 9, 55))],
  },
  {
    rule: 'gender_match',
    says: 'the own gender for who asks for it',
    given: {
      ...alone,
      rules: only('gender_match'),
      patients: [patient({ sameGender: true })],
      practitioners: [practitioner(), practitioner({ id: 'p2', gender: null })],
    },
    right: [place('s1', ten)],
    wrong: [place('s1', ten, { practitionerIds: ['p2'] })],
  },
  {
    rule: 'gender_match',
    says: 'the own gender for a therapy that asks for it',
    given: {
      ...alone,
      rules: only('gender_match'),
      therapies: [therapy({ sameGender: true })],
      practitioners: [practitioner(), practitioner({ id: 'p2', gender: 'male' })],
    },
    right: [place('s1', ten)],
    wrong: [place('s1', ten, { practitionerIds: ['p2'] })],
  },
  {
    rule: 'privacy',
    says: 'a room for one gender',
    given: { ...alone, rules: only('privacy'), rooms: [room(), room({ id: 'r2', gender: 'male' })] },
    right: [place('s1', ten)],
    wrong: [place('s1', ten, { roomId: 'r2' })],
  },
  {
    rule: 'privacy',
    says: 'hours for one gender',
    given: { ...alone, rules: only('privacy'), rooms: [room({ genderWindows: [{ ...hours(0, 11, 12), gender: 'male' }] })] },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 10, 5))],
  },
  {
    rule: 'privacy',
    says: 'a group of one gender',
    given: { ...yoga({ sameGender: true }), rules: only('privacy') },
    right: [place('s1', ten), place('s2', eleven)],
    wrong: [place('s1', ten), place('s2', ten)],
  },
  {
    rule: 'plan_deadline',
    says: 'ends by the deadline where that is hard',
    given: {
      rules: only({ rule: 'plan_deadline', level: 'hard', value: null }),
      patients: [patient({ deadline: ten })],
      sessions: [session({ deadline: eleven })],
    },
    right: [place('s1', ten)],
    wrong: [place('s1', at(0, 10, 5))],
  },
  {
    rule: 'patient_busy',
    says: 'nobody is treated twice at once',
    given: { sessions: [session(), session({ id: 's2' })] },
    right: [place('s1', ten), place('s2', eleven, second)],
    wrong: [place('s1', ten), place('s2', at(0, 10, 55), second)],
  },
  {
    rule: 'patient_busy',
    says: 'not while something else is booked',
    given: {
      ...alone,
      bookings: [{ id: 'b', ...hours(0, 9, 11), roomId: null, practitionerIds: [], equipment: [], patientId: 'anna' }],
    },
    right: [place('s1', eleven)],
    wrong: [place('s1', ten)],
  },
  {
    rule: 'room_busy',
    says: 'a room has one session at a time',
    given: {},
    right: [place('s1', ten), place('s2', eleven, { practitionerIds: ['p2'] })],
    wrong: [place('s1', ten), place('s2', at(0, 10, 55), { practitionerIds: ['p2'] })],
  },
  {
    rule: 'room_busy',
    says: 'a room with two beds has two, a third is one too many',
    given: {
      rooms: [room({ units: 2 })],
      bookings: [{ id: 'b', ...hours(0, 9, 11), roomId: 'r1', practitionerIds: [], equipment: [], patientId: null }],
    },
    right: [place('s1', ten), place('s2', eleven, { practitionerIds: ['p2'] })],
    wrong: [place('s1', ten), place('s2', ten, { practitionerIds: ['p2'] })],
  },
  {
    rule: 'room_busy',
    says: 'two groups are no occurrence',
    given: { ...yoga({}), sessions: [session(), session({ id: 's2', patientId: 'bela' })] },
    right: [place('s1', ten), place('s2', ten)],
    wrong: [place('s1', ten), place('s2', ten, { practitionerIds: ['p2'] })],
  },
  {
    rule: 'room_busy',
    says: 'a pinned session is a fact to others',
    given: { sessions: [session({ fixity: 'pinned', assignment: pinnedHere }), session({ id: 's2', patientId: 'bela' })] },
    right: [place('s1', ten), place('s2', eleven, second)],
    wrong: [place('s1', ten), place('s2', ten, { practitionerIds: ['p2'] })],
  },
  {
    rule: 'practitioner_busy',
    says: 'nobody treats two at once',
    given: {},
    right: [place('s1', ten), place('s2', eleven, { roomId: 'r2' })],
    wrong: [place('s1', ten), place('s2', at(0, 10, 55), { roomId: 'r2' })],
  },
  {
    rule: 'equipment_units',
    says: 'no more units than there are',
    given: steamed(2),
    right: [place('s1', ten, steamer(2)), place('s2', eleven, { ...second, ...steamer(2) })],
    wrong: [place('s1', ten, steamer(2)), place('s2', ten, { ...second, ...steamer(2) })],
  },
  {
    rule: 'equipment_units',
    says: 'units out of order are taken',
    given: {
      ...alone,
      ...steamed(2),
      closures: [{ id: 'x', of: { kind: 'equipment', id: 'e1' }, label: 'broken', units: 1, ...hours(0, 9, 11) }],
    },
    right: [place('s1', eleven, steamer(2))],
    wrong: [place('s1', ten, steamer(2))],
  },
  {
    rule: 'equipment_units',
    says: 'as many units as the therapy needs',
    given: { ...alone, ...steamed(2) },
    right: [place('s1', ten, steamer(2))],
    wrong: [place('s1', ten, steamer(1))],
  },
  {
    rule: 'equipment_units',
    says: 'fixed equipment stays in its room',
    given: { ...alone, ...steamed(1), equipment: [{ ...pool, roomId: 'r1' }] },
    right: [place('s1', ten, steamer(1))],
    wrong: [place('s1', ten, { ...second, ...steamer(1) })],
  },
  {
    rule: 'buffer',
    says: 'the patient rests',
    given: { ...buffered({ patientRest: { minutes: 30, shrinkTo: 30 } }), sessions: [session(), session({ id: 's2' })] },
    right: [30, 30].map((patientRest, index) =>
      place(`s${index + 1}`, ten + index * 90, {
        ...(index === 0 ? {} : second),
        buffers: { patientRest, roomClean: 0, practitionerTurn: 0 },
      }),
    ),
    wrong: [30, 30].map((patientRest, index) =>
      place(`s${index + 1}`, ten + index * 85, {
        ...(index === 0 ? {} : second),
        buffers: { patientRest, roomClean: 0, practitionerTurn: 0 },
      }),
    ),
  },
  {
    rule: 'buffer',
    says: 'clean-up and set-up of a room follow each other',
    given: buffered({ roomSetup: 10, roomClean: { minutes: 15, shrinkTo: 15 } }),
    right: [0, 85].map((late, index) =>
      place(`s${index + 1}`, ten + late, {
        practitionerIds: [`p${index + 1}`],
        buffers: { patientRest: 0, roomClean: 15, practitionerTurn: 0 },
      }),
    ),
    wrong: [0, 80].map((late, index) =>
      place(`s${index + 1}`, ten + late, {
        practitionerIds: [`p${index + 1}`],
        buffers: { patientRest: 0, roomClean: 15, practitionerTurn: 0 },
      }),
    ),
  },
  {
    rule: 'buffer',
    says: 'a practitioner turns and prepares',
    given: buffered({ practitionerSetup: 5, practitionerTurn: { minutes: 10, shrinkTo: 10 } }),
    right: [0, 75].map((late, index) =>
      place(`s${index + 1}`, ten + late, {
        roomId: `r${index + 1}`,
        buffers: { patientRest: 0, roomClean: 0, practitionerTurn: 10 },
      }),
    ),
    wrong: [0, 70].map((late, index) =>
      place(`s${index + 1}`, ten + late, {
        roomId: `r${index + 1}`,
        buffers: { patientRest: 0, roomClean: 0, practitionerTurn: 10 },
      }),
    ),
  },
  {
    rule: 'group_capacity',
    says: 'no more members than the room holds',
    given: {
      ...yoga({}),
      rooms: [room({ capacity: 2 })],
      patients: [patient(), patient({ id: 'bela' }), patient({ id: 'cora' })],
      sessions: ['anna', 'bela', 'cora'].map((patientId, index) => session({ id: `s${index + 1}`, patientId })),
    },
    right: [place('s1', ten), place('s2', ten), place('s3', eleven)],
    wrong: [place('s1', ten), place('s2', ten), place('s3', ten)],
  },
  {
    rule: 'group_minimum',
    says: 'at least as many members as it needs where that is hard',
    given: { ...yoga({ min: 2 }), rules: only({ rule: 'group_minimum', level: 'hard', value: null }) },
    right: [place('s1', ten), place('s2', ten)],
    wrong: [place('s1', ten)],
    unplaced: [
      {
        sessionId: 's2',
        reasons: [{ rule: 'group_minimum', instance: 'group_minimum', subject: null, blocker: null, span: null, numbers: {} }],
      },
    ],
  },
  {
    rule: 'consumable_stock',
    says: 'a lot that has expired serves nobody',
    given: { ...alone, ...oiled, items: [{ id: 'oil', unit: 'ml', lots: [lot] }] },
    right: [place('s1', ten, { lots: [{ lotId: 'a', quantity: 50 }] })],
    wrong: [place('s1', at(1, 10))],
  },
  {
    rule: 'consumable_stock',
    says: 'a delivery counts from its receipt',
    given: { ...alone, ...oiled, items: [{ id: 'oil', unit: 'ml', lots: [{ ...lot, availableFrom: ten }] }] },
    right: [place('s1', ten, { lots: [{ lotId: 'a', quantity: 50 }] })],
    wrong: [place('s1', at(0, 9))],
  },
  {
    rule: 'consumable_stock',
    says: 'nobody takes what a pinned session needs',
    given: {
      ...oiled,
      items: [{ id: 'oil', unit: 'ml', lots: [lot, { ...lot, id: 'b', availableFrom: eleven, expiresAt: null }] }],
      sessions: [session({ fixity: 'pinned', assignment: pinnedHere }), session({ id: 's2', patientId: 'bela' })],
    },
    right: [
      place('s1', ten, { lots: [{ lotId: 'a', quantity: 50 }] }),
      place('s2', eleven, { lots: [{ lotId: 'b', quantity: 50 }] }),
    ],
    wrong: [place('s1', ten), place('s2', at(0, 9), { lots: [{ lotId: 'a', quantity: 50 }] })],
  },
  {
    rule: 'max_daily_sessions_patient',
    says: 'the own limit of the patient, bookings included',
    given: {
      ...alone,
      rules: only('max_daily_sessions_patient'),
      patients: [patient({ maxSessionsPerDay: 1 })],
      bookings: [{ id: 'b', ...hours(0, 8, 9), roomId: null, practitionerIds: [], equipment: [], patientId: 'anna' }],
    },
    right: [place('s1', at(1, 10))],
    wrong: [place('s1', ten)],
  },
  {
    rule: 'max_daily_sessions_patient',
    says: 'the limit of the rule for everybody else',
    given: {
      rules: only({ rule: 'max_daily_sessions_patient', level: 'hard', value: 1 }),
      sessions: [session(), session({ id: 's2' })],
    },
    right: [place('s1', ten), place('s2', at(1, 10))],
    wrong: [place('s1', ten), place('s2', at(0, 12))],
  },
  {
    rule: 'max_daily_sessions_practitioner',
    says: 'sessions of a day',
    given: { rules: only('max_daily_sessions_practitioner'), practitioners: [practitioner({ maxSessionsPerDay: 1 })] },
    right: [place('s1', ten), place('s2', at(1, 10))],
    wrong: [place('s1', ten), place('s2', at(0, 12))],
  },
  {
    rule: 'max_daily_sessions_practitioner',
    says: 'minutes of a day',
    given: { rules: only('max_daily_sessions_practitioner'), practitioners: [practitioner({ maxMinutesPerDay: 119 })] },
    right: [place('s1', ten), place('s2', at(1, 10))],
    wrong: [place('s1', ten), place('s2', at(0, 12))],
  },
  {
    rule: 'sequence',
    says: 'no later step without the earlier',
    given: { rules: only('sequence'), links: [gap({ requires: true })] },
    right: [place('s1', ten), place('s2', eleven)],
    wrong: [place('s2', eleven)],
    unplaced: [
      {
        sessionId: 's1',
        reasons: [{ rule: 'skills', instance: 'skills', subject: null, blocker: null, span: null, numbers: {} }],
      },
    ],
  },
  {
    rule: 'min_gap',
    says: 'elapsed minutes from end to start',
    given: { rules: only('min_gap'), links: [gap({ min: 30 })] },
    right: [place('s1', ten), place('s2', at(0, 11, 30))],
    wrong: [place('s1', ten), place('s2', at(0, 11, 25))],
  },
  {
    rule: 'max_gap',
    says: 'elapsed minutes from start to start',
    given: { rules: only('max_gap'), links: [gap({ fromAnchor: 'start', min: null, max: 90 })] },
    right: [place('s1', ten), place('s2', at(0, 11, 30))],
    wrong: [place('s1', ten), place('s2', at(0, 11, 35))],
  },
  {
    rule: 'min_gap',
    says: 'days count from midnight to midnight, an end belongs to the minute before it',
    given: {
      rules: only('min_gap'),
      links: [gap({ unit: 'days', min: 1 })],
      rooms: [room({ open: [hours(0, 0, 72)] })],
      practitioners: [practitioner({ open: [hours(0, 0, 72)] })],
    },
    right: [place('s1', at(0, 23)), place('s2', at(1, 0))],
    wrong: [place('s1', at(0, 23, 5)), place('s2', at(1, 0, 5))],
  },
  {
    rule: 'same_day',
    says: 'both on one day',
    given: { rules: only('same_day'), links: [{ id: 'l1', kind: 'same_day', from: 's1', to: 's2', level: 'hard' }] },
    right: [place('s1', ten), place('s2', eleven)],
    wrong: [place('s1', ten), place('s2', at(1, 10))],
  },
  {
    rule: 'not_same_day',
    says: 'on different days',
    given: { rules: only('not_same_day'), links: [{ id: 'l1', kind: 'not_same_day', from: 's1', to: 's2', level: 'hard' }] },
    right: [place('s1', ten), place('s2', at(1, 10))],
    wrong: [place('s1', ten), place('s2', eleven)],
  },
  {
    rule: 'same_practitioner',
    says: 'the same people where the link is hard',
    given: {
      rules: only('same_practitioner'),
      links: [{ id: 'l1', kind: 'same_practitioner', from: 's1', to: 's2', level: 'hard' }],
    },
    right: [place('s1', ten), place('s2', eleven)],
    wrong: [place('s1', ten), place('s2', eleven, { practitionerIds: ['p2'] })],
  },
];

const check = ({ given }: Case, placements: readonly Placement[], unplaced: readonly UnplacedSession[] = []): string[] => {
  const parts = unplaced.map(({ sessionId }) => ({ sessionId, rule: 'unassigned' as const, level: 0 as const, amount: 1 }));
  return checkClinicPlan(clinic(given), planOf([...placements], parts, [...unplaced])).map(({ rule }) => rule);
};

describe('the checker of clinic plans, rule by rule', () => {
  it.each(cases)('$rule: $says', (one) => {
    expect(check(one, one.right)).toEqual([]);
    expect(check(one, one.wrong, one.unplaced)).toEqual([one.rule]);
  });

  it('has a planted violation of every rule that can be hard', () => {
    const planted = new Set(cases.map(({ rule }) => rule));
    expect(RULE_IDS.filter((rule) => DEFAULT_RULES[rule].allowed.includes('hard') && !planted.has(rule))).toEqual([]);
  });

  it('looks at no rule that is off', () => {
    const silenced = cases.filter(({ rule, given }) => given.rules !== undefined && DEFAULT_RULES[rule].allowed.includes('off'));
    for (const one of silenced) {
      const rules = check({ ...one, given: { ...one.given, rules: only() } }, one.wrong, one.unplaced).filter(
        (rule) => rule !== 'lots',
      );
      expect(rules).toEqual([]);
    }
    expect(silenced.length).toBeGreaterThan(15);
  });
});
