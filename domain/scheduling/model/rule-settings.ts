/**
 * The rules by their stable ids. Scores, reasons, conflicts and tests all name a rule by it. What each demands stands with the rows
 * of `clinic-problem.ts` it reads; here stand level, parameter and price.
 */
export const RULE_IDS = [
  // where and when at all
  'session_window',
  'centre_hours',
  'holiday',
  'room_type',
  'room_closed',
  'skills',
  'practitioner_hours',
  'leave',
  'equipment_down',
  'patient_availability',
  'contraindication',
  'gender_match',
  'privacy',
  'plan_deadline',
  // who is there already
  'patient_busy',
  'room_busy',
  'practitioner_busy',
  'equipment_units',
  'buffer',
  'group_capacity',
  'group_minimum',
  'consumable_stock',
  'max_daily_sessions_patient',
  'max_daily_sessions_practitioner',
  // between sessions
  'sequence',
  'min_gap',
  'max_gap',
  'same_day',
  'not_same_day',
  'same_practitioner',
  // wishes
  'urgency',
  'duration',
  'preferred_time',
  'preferred_practitioner',
  'compact_days',
  'avoid_early',
  // the house
  'load_balance',
  'continuity',
  'room_idle_gap',
  'overtime',
  // repair
  'published_change',
  // a session that found no place
  'unassigned',
] as const;

/** A rule's stable id. */
export type RuleId = (typeof RULE_IDS)[number];

/** `hard`: a plan never breaks it. `soft`: breaking it costs. `off`: not looked at. */
export type RuleLevel = 'hard' | 'soft' | 'off';

/** What an organization decides about one rule. */
export interface RuleSetting {
  readonly rule: RuleId;
  readonly level: RuleLevel;
  /** The number of the rule (see `DEFAULT_RULES`); null: its default. */
  readonly value: number | null;
}

/** What a rule may be set to, and what it is without a setting. */
export interface RuleDefault {
  readonly level: RuleLevel;
  readonly allowed: readonly RuleLevel[];
  readonly value: number | null;
}

const always: RuleDefault = { level: 'hard', allowed: ['hard'], value: null };
const hardOrOff: RuleDefault = { level: 'hard', allowed: ['hard', 'off'], value: null };
const wish = (value: number | null = null): RuleDefault => ({ level: 'soft', allowed: ['soft', 'off'], value });

/**
 * Level, permitted levels and number of every rule. Prices are per session and minute unless said; levels are those of `Score`.
 * - `patient_availability` soft: minutes of `[start, end)` outside `open` or inside a closure of the patient (level 5).
 * - `contraindication` soft: 1000 per forbidding flag (level 5).
 * - `plan_deadline` hard: `end ≤ deadline`; soft: minutes after it (level 3).
 * - `group_minimum` soft: 30 per missing member, carried by the member with the smallest id (level 5).
 * - `max_daily_sessions_patient`: value = limit of a patient without an own one.
 * - `max_daily_sessions_practitioner`: both limits of the practitioner's row.
 * - `same_practitioner`: off silences the links; the level of each link stands in the link.
 * - `urgency`: urgency × minutes after `target` (level 2).
 * - `buffer`: minutes of buffer not granted, all three added (level 5). `duration`: minutes shorter than `max` (level 5).
 * - `preferred_time`: minutes from the wall start to the nearest preferred window of the same day (0 inside; to the last minute
 *   of a window before it, `start − (to − 1)`; `from − start` of one after it), at most 240 (level 5).
 * - `preferred_practitioner`: value when nobody of the team is preferred (level 5).
 * - `compact_days`: value for the patient's first session of a local day, by (start, id) (level 5); for patients who wish it.
 * - `avoid_early`: minutes of the wall start before value (minute of day) (level 5); for patients who wish it.
 * - `load_balance`: per practitioner of the team the number of occurrences and bookings that start on the same day with this
 *   practitioner, itself included (level 6). A group occurrence carries it once, on its member with the smallest id.
 * - `continuity`: value for every practitioner who treats the patient, on the first session (by start) that brings them together; none for
 *   those who treat the patient in a pinned session (level 6).
 * - `room_idle_gap`: idle minutes from the end of the occupation before (session or booking, same room, its last minute in the
 *   same local day as the first of this) to the begin of this one, at most value (level 6). Rooms with one unit only; a group carries it once.
 * - `overtime`: minutes per practitioner inside `overtime` (level 6). A group carries it once.
 * - `published_change` (level 4): 0 unless start, room or practitioners differ from a published assignment; otherwise
 *   10 × min(|start − published start|, 20160) + number of practitioners not in the published team (at most 4), plus 5 for another
 *   room, plus 10^10 once per patient, on the patient's moved session with the smallest id. A published session that finds
 *   no place costs as `unassigned`, not here.
 * - `unassigned`: 1 + urgency (level 1).
 */
export const DEFAULT_RULES: Readonly<Record<RuleId, RuleDefault>> = {
  session_window: always,
  centre_hours: hardOrOff,
  holiday: hardOrOff,
  room_type: always,
  room_closed: always,
  skills: always,
  practitioner_hours: always,
  leave: always,
  equipment_down: always,
  patient_availability: { level: 'hard', allowed: ['hard', 'soft', 'off'], value: null },
  contraindication: { level: 'hard', allowed: ['hard', 'soft', 'off'], value: null },
  gender_match: hardOrOff,
  privacy: hardOrOff,
  plan_deadline: { level: 'soft', allowed: ['hard', 'soft', 'off'], value: null },
  patient_busy: always,
  room_busy: always,
  practitioner_busy: always,
  equipment_units: always,
  buffer: always,
  group_capacity: always,
  group_minimum: { level: 'soft', allowed: ['hard', 'soft', 'off'], value: null },
  consumable_stock: hardOrOff,
  max_daily_sessions_patient: { level: 'hard', allowed: ['hard', 'off'], value: 2 },
  max_daily_sessions_practitioner: hardOrOff,
  sequence: hardOrOff,
  min_gap: hardOrOff,
  max_gap: hardOrOff,
  same_day: hardOrOff,
  not_same_day: hardOrOff,
  same_practitioner: { level: 'soft', allowed: ['soft', 'off'], value: null },
  urgency: wish(),
  duration: wish(),
  preferred_time: wish(),
  preferred_practitioner: wish(30),
  compact_days: wish(30),
  avoid_early: wish(540),
  load_balance: wish(),
  continuity: wish(10),
  room_idle_gap: wish(120),
  overtime: wish(),
  published_change: wish(),
  unassigned: { level: 'soft', allowed: ['soft'], value: null },
};
