import { at, gap, hours, only, patient, place, practitioner, room, session } from '../tiny-clinic';
import {
  type CheckerCase,
  alone,
  ten,
  eleven,
  second,
  pool,
  steamed,
  steamer,
  lot,
  oiled,
  yoga,
  buffered,
  pinnedHere,
} from './rows';

/** Rules about what is taken, counted and linked: calendars, buffers, groups, stock, limits, steps. */
export const occupationCases: readonly CheckerCase[] = [
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
