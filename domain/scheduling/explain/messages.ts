import type { RuleId } from '../model/rule-settings';

/** Who reads: staff see who stands in the way, patients never see other patients. */
export type Audience = 'staff' | 'patient';

/** Placeholders: {subject} {blocker} {span} {time} {with} and the numbers of the reason. */
type Texts = Readonly<Record<Audience, string>>;

const same = (text: string): Texts => ({ staff: text, patient: text });

/**
 * English texts by message key, `scheduling.reason.<rule>` and with a suffix where a reason comes in two kinds. Another language is
 * another table with the same keys.
 */
export const REASON_TEXTS_EN: Readonly<Record<RuleId, Texts> & Record<string, Texts>> = {
  session_window: same('{subject} must lie {span}'),
  centre_hours: same('{subject} is closed {span}'),
  holiday: same('{subject} is closed {span} ({blocker})'),
  room_type: { staff: '{blocker} needs a room of type {subject}', patient: 'No fitting room is available' },
  room_closed: same('{subject} is closed {span}'),
  'room_closed.closure': { staff: '{subject} is closed {span} ({blocker})', patient: '{subject} is closed {span}' },
  skills: { staff: '{subject} is not qualified for {blocker}', patient: 'Nobody qualified is available' },
  'skills.skill': {
    staff: 'Only staff with {subject} at level {level} can hold {blocker}',
    patient: 'Nobody qualified is available',
  },
  practitioner_hours: same('{subject} does not work {span}'),
  leave: { staff: '{subject} is away {span} ({blocker})', patient: '{subject} is away {span}' },
  equipment_down: { staff: '{subject} is out of order {span} ({blocker})', patient: 'The equipment is out of order {span}' },
  patient_availability: { staff: '{subject} cannot come {span}', patient: 'You said that you cannot come {span}' },
  contraindication: { staff: '{blocker} forbids {subject}', patient: 'Please talk to us about this treatment first' },
  gender_match: {
    staff: 'A practitioner of the same gender is required ({blocker})',
    patient: 'A practitioner of your gender is required',
  },
  privacy: { staff: '{subject} is reserved for another gender {span}', patient: '{subject} is not available {span}' },
  plan_deadline: same('The plan must end before {deadline}'),
  patient_busy: { staff: '{subject} is elsewhere {span} ({blocker})', patient: 'You have another appointment {span}' },
  room_busy: { staff: '{subject} unavailable {span} ({blocker})', patient: '{subject} is already booked {span}' },
  practitioner_busy: { staff: '{subject} unavailable {span} ({blocker})', patient: '{subject} is already booked {span}' },
  equipment_units: {
    staff: '{subject}: {needed} needed, {there} free ({blocker})',
    patient: 'The equipment is already in use {span}',
  },
  buffer: {
    staff: '{subject}: {minutesMissing} minutes of buffer are missing beside {blocker}, {span}',
    patient: 'The time between two appointments would be too short',
  },
  group_capacity: same('The group is full ({limit})'),
  group_minimum: same('The group is too small'),
  consumable_stock: { staff: '{subject} runs short by {missing}', patient: 'A material for this treatment is not in stock' },
  max_daily_sessions_patient: {
    staff: '{subject} has {there} of {limit} sessions that day',
    patient: 'You have as many sessions that day as are good for you',
  },
  max_daily_sessions_practitioner: { staff: '{subject} has a full day {span}', patient: '{subject} is already booked {span}' },
  sequence: { staff: '{blocker} must be placed first', patient: 'An earlier step has no appointment yet' },
  min_gap: same('Too soon after or before {blocker}: {needed} are needed between them'),
  max_gap: same('Too far from {blocker}: at most {needed} may lie between them'),
  same_day: same('It must be on the same day as {blocker}'),
  not_same_day: same('It must not be on the same day as {blocker}'),
  same_practitioner: same('It needs the same practitioner as {blocker}'),
  urgency: same('It comes later than wanted'),
  duration: same('It is shorter than usual'),
  preferred_time: same('It is outside of the preferred hours'),
  preferred_practitioner: same('It is not with the preferred practitioner'),
  compact_days: same('It takes another day'),
  avoid_early: same('It is early'),
  load_balance: same('The day is full'),
  room_idle_gap: same('The room stands idle before it'),
  overtime: same('It needs overtime'),
  published_change: same('It was announced differently'),
  unassigned: { staff: 'No place was found for {subject}', patient: 'No appointment was found' },
};

/** Texts around reasons. */
export const PLACEMENT_TEXTS_EN = {
  moved: '{reason}; moved to {time} with {with}',
  moved_alone: '{reason}; moved to {time}',
  as_wished: 'At {time} as wished',
} as const;
