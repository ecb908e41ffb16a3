import {
  type Golden,
  there,
  one,
  second,
  pair,
  closure,
  booking,
  withOpen,
  stand,
  steam,
  steamed,
  yoga,
  lots,
  cleaned,
  cleaning,
} from './golden-rows';
import { at, clinic, gap, hours, only, patient, practitioner, room, session, therapy } from './tiny-clinic';

/** Reasons against a wish. */
export const WISHES: readonly Omit<Golden, 'question'>[] = [
  {
    rule: 'session_window',
    problem: one({}, { earliest: at(1, 8), latest: at(1, 12) }),
    staff: 'Massage, session s1 must lie 08:00–12:00',
    patient: 'Massage, session s1 must lie 08:00–12:00',
  },
  {
    rule: 'centre_hours',
    problem: one({ ...withOpen([hours(0, 11, 18), hours(1, 8, 18)]), rules: only('centre_hours') }),
    staff: 'c is closed 10:00–11:00',
    patient: 'c is closed 10:00–11:00',
  },
  {
    rule: 'holiday',
    problem: one({ ...closure('centre', 'c', 'Diwali'), rules: only('holiday') }),
    staff: 'c is closed 10:00–12:00 (Diwali)',
    patient: 'c is closed 10:00–12:00 (Diwali)',
  },
  {
    rule: 'room_closed',
    problem: one(closure('room', 'r1', 'Paint')),
    staff: 'Room r1 is closed 10:00–12:00 (Paint)',
    patient: 'Room r1 is closed 10:00–12:00',
  },
  {
    rule: 'skills',
    problem: one({ practitioners: [practitioner({ skills: [{ skill: 'massage', level: 0, validUntil: null }] })] }),
    staff: 'Therapist p1 is not qualified for massage',
    patient: 'Nobody qualified is available',
  },
  {
    rule: 'practitioner_hours',
    problem: one({ practitioners: [practitioner({ open: [hours(1, 8, 18)] })] }),
    staff: 'Therapist p1 does not work 10:00–11:00',
    patient: 'Therapist p1 does not work 10:00–11:00',
  },
  {
    rule: 'leave',
    problem: one(closure('practitioner', 'p1', 'Sick')),
    staff: 'Therapist p1 is away 10:00–12:00 (Sick)',
    patient: 'Therapist p1 is away 10:00–12:00',
  },
  {
    rule: 'equipment_down',
    problem: clinic({
      equipment: stand(1),
      therapies: [steam],
      sessions: [session(steamed)],
      ...closure('equipment', 'Steamer', 'Repair'),
    }),
    staff: 'Steamer is out of order 10:00–12:00 (Repair)',
    patient: 'The equipment is out of order 10:00–12:00',
  },
  {
    rule: 'patient_availability',
    problem: one({ patients: [patient({ open: [hours(1, 8, 18)] })], rules: only('patient_availability') }),
    staff: 'Patient anna cannot come 10:00–11:00',
    patient: 'You said that you cannot come 10:00–11:00',
  },
  {
    rule: 'contraindication',
    problem: one({
      therapies: [therapy({ contraindications: ['fever'] })],
      patients: [patient({ flags: [{ flag: 'fever', from: null, until: at(1, 0) }] })],
      rules: only('contraindication'),
    }),
    staff: 'fever forbids Massage',
    patient: 'Please talk to us about this treatment first',
  },
  {
    rule: 'gender_match',
    problem: one({
      practitioners: [practitioner({ gender: 'male' })],
      patients: [patient({ sameGender: true })],
      rules: only('gender_match'),
    }),
    staff: 'A practitioner of the same gender is required (Patient anna)',
    patient: 'A practitioner of your gender is required',
  },
  {
    rule: 'privacy',
    problem: one({ rooms: [room({ genderWindows: [{ ...hours(0, 10, 12), gender: 'male' }] })], rules: only('privacy') }),
    staff: 'Room r1 is reserved for another gender 10:00–12:00',
    patient: 'Room r1 is not available 10:00–12:00',
  },
  {
    rule: 'plan_deadline',
    problem: one(
      { rules: only({ rule: 'plan_deadline', level: 'hard', value: null }) },
      { ...there(at(0, 8)), deadline: at(0, 9, 30) },
    ),
    staff: 'The plan must end before Fri 4 Oct, 09:30',
    patient: 'The plan must end before Fri 4 Oct, 09:30',
  },
  {
    rule: 'patient_busy',
    problem: pair(at(0, 10), {}),
    staff: 'Patient anna is elsewhere 10:00–11:00 (Massage, session s2)',
    patient: 'You have another appointment 10:00–11:00',
  },
  {
    rule: 'room_busy',
    problem: one({ sessions: [session(there(at(1, 9))), second(there(at(0, 10), { practitionerIds: ['p2'] }))] }),
    staff: 'Room r1 unavailable 10:00–11:00 (Massage, session s2)',
    patient: 'Room r1 is already booked 10:00–11:00',
  },
  {
    rule: 'practitioner_busy',
    problem: one({ sessions: [session(there(at(1, 9))), second(there(at(0, 10), { roomId: 'r2' }))] }),
    staff: 'Therapist p1 unavailable 10:00–11:00 (Massage, session s2)',
    patient: 'Therapist p1 is already booked 10:00–11:00',
  },
  {
    rule: 'equipment_units',
    problem: clinic({
      equipment: stand(2),
      therapies: [steam],
      sessions: [session(steamed)],
      bookings: [booking({ equipment: [{ equipmentId: 'Steamer', units: 2 }] })],
    }),
    staff: 'Steamer: 1 needed, 0 free (booking b1)',
    patient: 'The equipment is already in use 10:00–11:00',
  },
  {
    rule: 'buffer',
    problem: one({
      therapies: [therapy({ buffers: cleaned })],
      sessions: [session(there(at(1, 9), cleaning)), second(there(at(0, 11, 5), { ...cleaning, practitionerIds: ['p2'] }))],
    }),
    staff: 'Room r1: 10 minutes of buffer are missing beside Massage, session s2, 11:05–12:05',
    patient: 'The time between two appointments would be too short',
  },
  {
    rule: 'group_capacity',
    problem: one({ ...yoga({}), sessions: [session(there(at(1, 9))), second(there(at(0, 10)))] }),
    staff: 'The group is full (1)',
    patient: 'The group is full (1)',
  },
  {
    rule: 'privacy',
    problem: one({
      ...yoga({ max: 8, sameGender: true }),
      sessions: [session(there(at(1, 9))), second(there(at(0, 10)))],
      rules: only('privacy'),
    }),
    staff: 'The group of Yoga, session s2 is of another gender',
    patient: 'The group at that time does not fit',
  },
  {
    rule: 'consumable_stock',
    problem: clinic({
      items: [{ id: 'oil', unit: 'ml', lots }],
      therapies: [therapy({ materials: [{ itemId: 'oil', quantity: 80 }] })],
      sessions: [session()],
      rules: only('consumable_stock'),
    }),
    staff: 'oil runs short by 30',
    patient: 'A material for this treatment is not in stock',
  },
  {
    rule: 'max_daily_sessions_patient',
    problem: pair(at(0, 14), { patients: [patient({ maxSessionsPerDay: 1 })], rules: only('max_daily_sessions_patient') }),
    staff: 'Patient anna has 1 of 1 sessions that day',
    patient: 'You have as many sessions that day as are good for you',
  },
  {
    rule: 'max_daily_sessions_practitioner',
    problem: one({
      practitioners: [practitioner({ maxSessionsPerDay: 1 })],
      bookings: [booking({ ...hours(0, 14, 15), practitionerIds: ['p1'] })],
      rules: only('max_daily_sessions_practitioner'),
    }),
    staff: 'Therapist p1 has a full day 10:00–11:00',
    patient: 'Therapist p1 is already booked 10:00–11:00',
  },
  {
    rule: 'sequence',
    problem: clinic({
      sessions: [session(), second({ patientId: 'anna', latest: at(0, 8, 30) })],
      links: [gap({ from: 's2', to: 's1', requires: true })],
      rules: only('sequence'),
    }),
    staff: 'Massage, session s2 must be placed first',
    patient: 'An earlier step has no appointment yet',
  },
  {
    rule: 'min_gap',
    problem: pair(at(0, 8, 30), { links: [gap({ from: 's2', to: 's1', min: 60 })], rules: only('min_gap') }),
    staff: 'Too soon after or before Massage, session s2: 60 minutes are needed between them',
    patient: 'Too soon after or before another appointment: 60 minutes are needed between them',
  },
  {
    rule: 'max_gap',
    problem: pair(at(1, 14), { links: [gap({ min: null, max: 600 })], rules: only('max_gap') }),
    staff: 'Too far from Massage, session s2: at most 600 minutes may lie between them',
    patient: 'Too far from another appointment: at most 600 minutes may lie between them',
  },
  {
    rule: 'same_day',
    problem: pair(at(1, 14), {
      links: [{ id: 'l1', kind: 'same_day', from: 's1', to: 's2', level: 'hard' }],
      rules: only('same_day'),
    }),
    staff: 'It must be on the same day as Massage, session s2',
    patient: 'It must be on the same day as another appointment',
  },
  {
    rule: 'not_same_day',
    problem: pair(at(0, 14), {
      links: [{ id: 'l1', kind: 'not_same_day', from: 's1', to: 's2', level: 'hard' }],
      rules: only('not_same_day'),
    }),
    staff: 'It must not be on the same day as Massage, session s2',
    patient: 'It must not be on the same day as another appointment',
  },
  {
    rule: 'same_practitioner',
    problem: one({
      sessions: [session(there(at(1, 9))), second({ patientId: 'anna', ...there(at(0, 14), { practitionerIds: ['p2'] }) })],
      links: [{ id: 'l1', kind: 'same_practitioner', from: 's1', to: 's2', level: 'hard' }],
      rules: only('same_practitioner'),
    }),
    staff: 'It needs the same practitioner as Massage, session s2',
    patient: 'It needs the same practitioner as another appointment',
  },
];
