import type { RuleId } from '../model/rule-settings';

/** Who reads: staff see who stands in the way, patients never see other patients. */
export type Audience = 'staff' | 'patient';

/** Placeholders: {subject} {blocker} {span} {day} {time} {with} and the numbers of the reason. */
type Texts = Readonly<Record<Audience, string>>;

const same = (text: string): Texts => ({ staff: text, patient: text });

/**
 * English texts by message key, `scheduling.reason.<rule>` and with a suffix where a reason comes in two kinds. Another language is
 * another table with the same keys.
 */
export const REASON_TEXTS_EN: Readonly<Record<RuleId, Texts> & Record<string, Texts>> = {
  session_window: same('{subject} must lie {span}'),
  'session_window.open': same('{subject} must lie within its hours'),
  centre_hours: same('{subject} is closed {span}'),
  'centre_hours.open': same('{subject} has no opening hours that fit'),
  holiday: same('{subject} is closed {span} ({blocker})'),
  room_type: { staff: '{blocker} needs a room of type {subject}', patient: 'No fitting room is available' },
  'room_type.room': {
    staff: '{subject} is not of a type that {blocker} may be held in',
    patient: 'No fitting room is available',
  },
  room_closed: same('{subject} is closed {span}'),
  'room_closed.open': same('{subject} has no opening hours that fit'),
  'room_closed.closure': { staff: '{subject} is closed {span} ({blocker})', patient: '{subject} is closed {span}' },
  skills: { staff: '{subject} is not qualified for {blocker}', patient: 'Nobody qualified is available' },
  'skills.skill': {
    staff: 'Only staff with {subject} at level {level} can hold {blocker}',
    patient: 'Nobody qualified is available',
  },
  practitioner_hours: same('{subject} does not work {span}'),
  'practitioner_hours.open': same('{subject} has no working hours that fit'),
  leave: { staff: '{subject} is away {span} ({blocker})', patient: '{subject} is away {span}' },
  equipment_down: { staff: '{subject} is out of order {span} ({blocker})', patient: 'The equipment is out of order {span}' },
  patient_availability: { staff: '{subject} cannot come {span}', patient: 'You said that you cannot come {span}' },
  'patient_availability.open': {
    staff: '{subject} has no hours that fit',
    patient: 'None of the hours you gave fits',
  },
  contraindication: { staff: '{blocker} forbids {subject}', patient: 'Please talk to us about this treatment first' },
  gender_match: {
    staff: 'A practitioner of the same gender is required ({blocker})',
    patient: 'A practitioner of your gender is required',
  },
  'privacy.group': {
    staff: 'The group of {blocker} is of another gender',
    patient: 'The group at that time does not fit',
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
  'equipment_units.busy': {
    staff: '{subject} is in use: {needed} needed',
    patient: 'The equipment is already in use',
  },
  'buffer.outside': {
    staff: 'The buffers around {subject} have changed',
    patient: 'The time between two appointments has changed',
  },
  buffer: {
    staff: '{subject}: {minutesMissing} minutes of buffer are missing beside {blocker}, {span}',
    patient: 'The time between two appointments would be too short',
  },
  group_capacity: same('The group is full ({limit})'),
  group_minimum: same('The group is too small: {needed} are needed'),
  consumable_stock: { staff: '{subject} runs short by {missing}', patient: 'A material for this treatment is not in stock' },
  max_daily_sessions_patient: {
    staff: '{subject} has {there} of {limit} sessions that day',
    patient: 'You have as many sessions that day as are good for you',
  },
  max_daily_sessions_practitioner: { staff: '{subject} has a full day {span}', patient: '{subject} is already booked {span}' },
  sequence: { staff: '{blocker} must be placed first', patient: 'An earlier step has no appointment yet' },
  // A link may lead to somebody else's session: patients are not told which.
  min_gap: {
    staff: 'Too soon after or before {blocker}: {needed} are needed between them',
    patient: 'Too soon after or before another appointment: {needed} are needed between them',
  },
  max_gap: {
    staff: 'Too far from {blocker}: at most {needed} may lie between them',
    patient: 'Too far from another appointment: at most {needed} may lie between them',
  },
  same_day: {
    staff: 'It must be on the same day as {blocker}',
    patient: 'It must be on the same day as another appointment',
  },
  not_same_day: {
    staff: 'It must not be on the same day as {blocker}',
    patient: 'It must not be on the same day as another appointment',
  },
  same_practitioner: {
    staff: 'It needs the same practitioner as {blocker}',
    patient: 'It needs the same practitioner as another appointment',
  },
  urgency: same('It comes later than wanted'),
  duration: same('It is shorter than usual'),
  'duration.exact': same('{subject} takes {min} minutes, not {minutes}'),
  'duration.outside': same('{subject} takes {min} to {max} minutes, not {minutes}'),
  preferred_time: same('It is outside of the preferred hours'),
  preferred_practitioner: same('It is not with the preferred practitioner'),
  compact_days: same('It takes another day'),
  avoid_early: same('It is early'),
  load_balance: same('The day is full'),
  continuity: same('It brings in somebody who is new to the patient'),
  room_idle_gap: same('The room stands idle before it'),
  overtime: same('It needs overtime'),
  published_change: same('It was announced differently'),
  unassigned: { staff: 'No place was found for {subject}', patient: 'No appointment was found' },
};

/** What a placed session costs by a rule, where the sentence of the rule itself speaks of something that is in the way. */
const COST_TEXTS_EN: Readonly<Partial<Record<RuleId, string>>> = {
  unassigned: 'It has no place',
  plan_deadline: 'It ends {amount} minutes after the deadline',
  patient_availability: '{amount} of its minutes lie outside of the hours that were given',
  contraindication: 'A clinical flag speaks against it',
  buffer: '{amount} minutes of buffer are missing around it',
  group_minimum: 'The group is smaller than it should be',
  min_gap: 'It comes sooner after another than wished',
  max_gap: 'It comes later after another than wished',
  same_day: 'It is not on the same day as another',
  not_same_day: 'It is on the same day as another',
  same_practitioner: 'It is not with the practitioner of another',
};

/** The text of a cost, by rule. */
export const costText = (rule: RuleId): string => COST_TEXTS_EN[rule] ?? REASON_TEXTS_EN[rule].staff;

/** What would make a session fit, `scheduling.edit.<kind>`; for staff alone, who could make it so. */
export const EDIT_TEXTS_EN = {
  extend_hours: '{subject} works {span}',
  lift_closure: '{closure} of {subject}, {span}, is lifted',
  patient_comes: '{subject} can come {span}',
  move_deadline: 'the deadline moves to {time}',
  raise_daily_limit: '{subject} may have {limit} sessions that day',
  receive_stock: '{quantity} more of {subject} are there in time',
  'change_gap.min': '{gap} are enough between {from} and {to}',
  'change_gap.max': 'up to {gap} may lie between {from} and {to}',
  'shorten_buffer.patientRest': 'the rest after {subject} may be {minutes} minutes',
  'shorten_buffer.roomClean': 'cleaning after {subject} may take {minutes} minutes',
  'shorten_buffer.practitionerTurn': 'the break of the practitioner after {subject} may be {minutes} minutes',
  move_session: '{subject} moves to {time}',
} as const;

/** From Monday on. */
export const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** From January on. */
export const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Texts around reasons and options. */
export const PLACEMENT_TEXTS_EN = {
  moved: '{reason}; moved to {time} with {with}',
  moved_alone: '{reason}; moved to {time}',
  as_wished: 'At {time} as wished',
  fits_if: 'It fits on {day} at {time} with {with} if {condition}',
  fits_if_alone: 'It fits on {day} at {time} if {condition}',
} as const;
