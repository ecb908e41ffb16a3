import { type Golden, type Question, there, closure, booking, yoga, cleaned, liking, fixed } from './golden-rows';
import { WISHES } from './golden-wishes';
import { at, clinic, hours, only, patient, practitioner, room, session, therapy } from './tiny-clinic';

/** Reasons of a session without a place that no wish can bring up. */
const LOSSES: readonly Omit<Golden, 'question'>[] = [
  {
    rule: 'room_type',
    problem: clinic({ therapies: [therapy({ roomTypes: ['steam'] })], sessions: [session()] }),
    staff: 'Massage needs a room of type steam',
    patient: 'No fitting room is available',
  },
  {
    rule: 'group_minimum',
    problem: clinic({
      ...yoga({ min: 3, max: 8 }),
      sessions: [session()],
      rules: only({ rule: 'group_minimum', level: 'hard', value: null }),
    }),
    staff: 'The group is too small: 3 are needed',
    patient: 'The group is too small: 3 are needed',
  },
  {
    rule: 'unassigned',
    problem: clinic({ sessions: [session()] }),
    staff: 'No place was found for Massage, session s1',
    patient: 'No appointment was found',
  },
];

/** What a place costs. */
const COSTS: readonly Omit<Golden, 'question'>[] = [
  {
    rule: 'urgency',
    problem: fixed({ rules: only('urgency') }, { urgency: 3, target: at(0, 8) }),
    staff: 'It comes later than wanted',
  },
  {
    rule: 'duration',
    problem: fixed({ therapies: [therapy({ duration: { min: 60, max: 90 } })], rules: only('duration') }),
    staff: 'It is shorter than usual',
  },
  {
    rule: 'buffer',
    problem: clinic({
      therapies: [therapy({ buffers: { ...cleaned, roomClean: { minutes: 30, shrinkTo: 0 } } })],
      rooms: [room({ open: [hours(0, 8, 10)] })],
    }),
    staff: '30 minutes of buffer are missing around it',
  },
  {
    rule: 'preferred_time',
    problem: fixed({ patients: [liking({ times: [{ from: 600, to: 720 }] })], rules: only('preferred_time') }),
    staff: 'It is outside of the preferred hours',
  },
  {
    rule: 'preferred_practitioner',
    problem: fixed({
      practitioners: [practitioner(), practitioner({ id: 'p2', open: [] })],
      patients: [liking({ practitionerIds: ['p2'] })],
      rules: only('preferred_practitioner'),
    }),
    staff: 'It is not with the preferred practitioner',
  },
  {
    rule: 'continuity',
    problem: fixed({ rules: only('continuity') }),
    staff: 'It brings in somebody who is new to the patient',
  },
  {
    rule: 'compact_days',
    problem: fixed({ patients: [liking({ compactDays: true })], rules: only('compact_days') }),
    staff: 'It takes another day',
  },
  {
    rule: 'avoid_early',
    problem: fixed(
      { patients: [liking({ avoidEarly: true })], rules: only('avoid_early') },
      { earliest: at(0, 8), latest: at(0, 9) },
    ),
    staff: 'It is early',
  },
  { rule: 'load_balance', problem: fixed({ rules: only('load_balance') }), staff: 'The day is full' },
  {
    rule: 'room_idle_gap',
    problem: fixed({
      rooms: [room()],
      bookings: [booking({ ...hours(0, 7, 8), roomId: 'r1' })],
      rules: only('room_idle_gap'),
    }),
    staff: 'The room stands idle before it',
  },
  {
    rule: 'overtime',
    problem: fixed({
      practitioners: [practitioner({ open: [hours(1, 8, 18)], overtime: [hours(0, 8, 12)] })],
      rules: only('overtime'),
    }),
    staff: 'It needs overtime',
  },
  {
    rule: 'published_change',
    problem: fixed({ ...closure('room', 'r1', 'Paint'), rules: only('published_change') }, there(at(0, 14))),
    staff: 'It was announced differently',
  },
  {
    rule: 'unassigned',
    problem: clinic({ therapies: [therapy({ roomTypes: ['steam'] })], sessions: [session()] }),
    staff: 'It has no place',
  },
  {
    rule: 'plan_deadline',
    problem: fixed({ rules: only('plan_deadline') }, { deadline: at(0, 9, 30) }),
    staff: 'It ends 30 minutes after the deadline',
  },
  {
    rule: 'patient_availability',
    problem: fixed({
      patients: [patient({ open: [hours(1, 8, 18)] })],
      rules: only({ rule: 'patient_availability', level: 'soft', value: null }),
    }),
    staff: '60 of its minutes lie outside of the hours that were given',
  },
  {
    rule: 'contraindication',
    problem: fixed({
      therapies: [therapy({ contraindications: ['fever'] })],
      patients: [patient({ flags: [{ flag: 'fever', from: null, until: null }] })],
      rules: only({ rule: 'contraindication', level: 'soft', value: null }),
    }),
    staff: 'A clinical flag speaks against it',
  },
  {
    rule: 'group_minimum',
    problem: fixed({ ...yoga({ min: 2, max: 8 }), rules: only('group_minimum') }),
    staff: 'The group is smaller than it should be',
  },
];

const asked = (question: Question, all: readonly Omit<Golden, 'question'>[]): Golden[] =>
  all.map((one_) => ({ ...one_, question }));

/** At least one case of each rule. */
export const GOLDEN: readonly Golden[] = [...asked('wish', WISHES), ...asked('lost', LOSSES), ...asked('cost', COSTS)];
