import type { RuleSetting } from './rule-settings';

/**
 * Whole minutes since 1970-01-01T00:00Z, a safe integer. The planner knows no time zone: local days and wall times come from
 * `Centre.dayStarts` and `Centre.utcOffsets`.
 */
export type Minute = number;

/** Half open: the start belongs to it, the end does not. `start < end`. Two spans that only touch do not overlap; in a list of hours they count as one. */
export interface Span {
  readonly start: Minute;
  readonly end: Minute;
}

/** `other` and null never equal `female` or `male`. */
export type Gender = 'female' | 'male' | 'other';

/** Upper bounds of a problem. What lies beyond is refused before any memory is spent on it. */
export const PROBLEM_LIMITS = {
  horizonDays: 400,
  centres: 50,
  rooms: 500,
  practitioners: 1000,
  equipment: 500,
  items: 1000,
  lots: 10_000,
  therapies: 500,
  patients: 5000,
  sessions: 10_000,
  links: 40_000,
  bookings: 50_000,
  closures: 20_000,
  spansPerResource: 2000,
  idLength: 100,
} as const;

/**
 * Everything the planner is told: raw rows, plain JSON, ids unique per list. The same problem, seed and number of epochs give the
 * same plan in every process.
 *
 * **Occupation.** A placed session occupies its patient during `[start, end + patientRest)`, its room during
 * `[start − roomSetup, end + roomClean)`, each practitioner during `[start − practitionerSetup, end + practitionerTurn)` and its
 * equipment during `[start, end)`, with the buffer minutes granted in the placement. Occupations of one unit never overlap: the
 * clean-up of one session and the set-up of the next come one after the other, they are not shared.
 * **Opening.** Hours (`open`) and closures bind `[start, end)` alone; buffers may run past closing time or into a closure.
 * **Pinned sessions** are facts: they occupy, consume and count, but no rule is checked against them.
 */
export interface ClinicProblem {
  /** Nothing that is not pinned starts before this minute. */
  readonly now: Minute;
  /** Every session that is not pinned lies inside. At most `PROBLEM_LIMITS.horizonDays` long. */
  readonly horizon: Span;
  readonly centres: readonly Centre[];
  readonly rooms: readonly Room[];
  readonly practitioners: readonly Practitioner[];
  readonly equipment: readonly Equipment[];
  readonly items: readonly Item[];
  readonly therapies: readonly Therapy[];
  readonly patients: readonly Patient[];
  readonly sessions: readonly Session[];
  readonly links: readonly Link[];
  readonly bookings: readonly Booking[];
  readonly closures: readonly Closure[];
  /** What the organization changed; every rule left out has its default (`DEFAULT_RULES`). One setting per rule. */
  readonly rules: readonly RuleSetting[];
}

/** A site. Rooms, practitioners, equipment, lots and sessions belong to exactly one. */
export interface Centre {
  readonly id: string;
  /** IANA name, for people; never evaluated here. */
  readonly zone: string;
  /** A session that is not pinned starts at a multiple of it (of the epoch minute; offsets are multiples of 15, so of the wall clock). */
  readonly gridMinutes: 1 | 5 | 15;
  /**
   * The minutes at which local days begin, ascending: the first at or before `horizon.start`, the last at or after `horizon.end`.
   * Day i is `[dayStarts[i], dayStarts[i + 1])`. "The day of a session" is the day that holds its start; a minute before the
   * first entry is in day −1, from the last entry on in day `length − 1`.
   */
  readonly dayStarts: readonly Minute[];
  /** Wall time = minute + offset. Ascending by `from`; the first entry also holds for earlier minutes. At least one. */
  readonly utcOffsets: readonly { readonly from: Minute; readonly offsetMinutes: number }[];
  /** Hours of the house; null: always open. A session at this centre lies inside one of these spans (rule `centre_hours`). */
  readonly open: readonly Span[] | null;
}

export interface Room {
  readonly id: string;
  readonly centreId: string;
  readonly type: string;
  /** Patients at once in one occurrence of a group therapy, ≥ 1. */
  readonly capacity: number;
  /** Occurrences side by side (beds, cabins), ≥ 1. At no minute may more occupations overlap than there are units. */
  readonly units: number;
  /** Sorted, disjoint. A session lies inside one span (rule `room_closed`). */
  readonly open: readonly Span[];
  /** Only patients of this gender (rule `privacy`); null: everybody. */
  readonly gender: 'female' | 'male' | null;
  /** Hours for one gender: every session that overlaps the window must be of a patient of that gender, beside `gender`. */
  readonly genderWindows: readonly (Span & { readonly gender: 'female' | 'male' })[];
}

export interface Practitioner {
  readonly id: string;
  readonly centreId: string;
  readonly gender: Gender | null;
  /** One row per skill. `validUntil`: certified for sessions that end at or before this minute; null: without end. */
  readonly skills: readonly { readonly skill: string; readonly level: number; readonly validUntil: Minute | null }[];
  /** Working hours; sorted, disjoint. A session lies inside one span of the union of `open` and `overtime`. */
  readonly open: readonly Span[];
  /** Extra hours the person would work; each minute of a session in them costs (rule `overtime`). Disjoint from `open`. */
  readonly overtime: readonly Span[];
  /** Occurrences and bookings that start in one local day; a group occurrence counts once. Null: no limit. */
  readonly maxSessionsPerDay: number | null;
  /** Minutes `[start, end)` of them, without buffers. Null: no limit. */
  readonly maxMinutesPerDay: number | null;
}

/** A pool of like units. A session takes all units of one type from one pool. */
export interface Equipment {
  readonly id: string;
  readonly centreId: string;
  readonly type: string;
  /** ≥ 1. At no minute are more units taken (sessions, bookings, closures with units) than there are. */
  readonly units: number;
  /** Fixed in this room: serves only sessions in it. Null: can be carried anywhere in the centre. */
  readonly roomId: string | null;
}

/** A consumable (oil, powder). Quantities are whole numbers of the smallest unit, so nothing is rounded. */
export interface Item {
  readonly id: string;
  readonly unit: string;
  readonly lots: readonly Lot[];
}

/**
 * One delivery. A session consumes at its START: a lot serves it when `availableFrom ≤ start < expiresAt` and the centres agree.
 * `quantity` is what is free: what bookings outside `sessions` reserved is already taken off. Pinned sessions with `start < now`
 * consume nothing here (their stock has left already).
 * First expired, first out: the sessions of a plan, ordered by (start, id), each take from the lots that serve them in the order
 * (`expiresAt`, null last; id). A plan is right when that order serves everybody, and its `lots` say exactly that allocation.
 */
export interface Lot {
  readonly id: string;
  readonly centreId: string;
  readonly quantity: number;
  /** A receipt in the future begins to count here. */
  readonly availableFrom: Minute;
  readonly expiresAt: Minute | null;
}

/** A buffer after the session: `minutes` as a rule, never below `shrinkTo`. Each minute less costs (rule `buffer`). */
export interface Buffer {
  readonly minutes: number;
  /** Equal to `minutes`: not shrinkable. */
  readonly shrinkTo: number;
}

export interface Therapy {
  readonly id: string;
  readonly name: string;
  /** `min ≤ end − start ≤ max`. The planner gives `max` and shortens only what does not fit; each minute less costs (`duration`). */
  readonly duration: { readonly min: number; readonly max: number };
  /** One of these; empty: no room is needed and `roomId` is null. */
  readonly roomTypes: readonly string[];
  /**
   * Who treats: in order, `count` different people per row who hold `skill` at `level` or higher. `practitionerIds` of a placement
   * lists them in this order, nobody twice. At most 4 people in all; empty: nobody is needed.
   */
  readonly team: readonly { readonly skill: string; readonly level: number; readonly count: number }[];
  /** Units per occurrence (a group needs them once), one row per type. */
  readonly equipment: readonly { readonly type: string; readonly units: number }[];
  /** Consumed per session (every member of a group consumes), one row per item. */
  readonly materials: readonly { readonly itemId: string; readonly quantity: number }[];
  readonly buffers: {
    readonly patientRest: Buffer;
    readonly roomClean: Buffer;
    readonly practitionerTurn: Buffer;
    readonly roomSetup: number;
    readonly practitionerSetup: number;
  };
  /**
   * Null: one patient alone. Otherwise sessions of this therapy with the same `groupKey` (null equals null) MAY be held as one
   * occurrence: same start, end, room, practitioners, equipment and buffers. An occurrence occupies room, practitioners and
   * equipment once. Its size is at most `max` and the capacity of the room (`group_capacity`) and at least `min`
   * (`group_minimum`). Two group sessions in one room or with one practitioner that are not one occurrence exclude each other.
   */
  readonly group: { readonly min: number; readonly max: number; readonly sameGender: boolean } | null;
  /** Practitioners of the patient's gender, whoever the patient is (rule `gender_match`). */
  readonly sameGender: boolean;
  /** Flags that forbid it (rule `contraindication`). */
  readonly contraindications: readonly string[];
}

export interface Patient {
  readonly id: string;
  readonly gender: Gender | null;
  /** Asks for practitioners of the own gender (rule `gender_match`; without a gender there is nothing to compare). */
  readonly sameGender: boolean;
  /** Clinical flags; a session is concerned when it overlaps `[from, until)`, null being open. */
  readonly flags: readonly { readonly flag: string; readonly from: Minute | null; readonly until: Minute | null }[];
  /** When the patient can come; null: always. Rule `patient_availability`. */
  readonly open: readonly Span[] | null;
  /** 0 (routine) to 9 (most urgent). */
  readonly urgency: number;
  /** The plan should end by then (rule `plan_deadline`). */
  readonly deadline: Minute | null;
  /** Sessions and bookings that start in one local day of the session's centre; null: the default of the rule. */
  readonly maxSessionsPerDay: number | null;
  readonly preferences: {
    /** Wall-clock minutes of day, `from < to ≤ 1440`; a start within `[from, to)` of any pleases. Empty: no wish. */
    readonly times: readonly { readonly from: number; readonly to: number }[];
    /** Any of them in the team pleases. Empty: no wish. */
    readonly practitionerIds: readonly string[];
    readonly compactDays: boolean;
    readonly avoidEarly: boolean;
  };
}

/** Where and with whom a session takes place. */
export interface Assignment {
  readonly start: Minute;
  readonly end: Minute;
  readonly roomId: string | null;
  /** In the order of `Therapy.team`. */
  readonly practitionerIds: readonly string[];
  /** One row per row of `Therapy.equipment`, in its order. */
  readonly equipment: readonly { readonly equipmentId: string; readonly units: number }[];
  /** Minutes granted after `end`, each between `shrinkTo` and `minutes`. */
  readonly buffers: { readonly patientRest: number; readonly roomClean: number; readonly practitionerTurn: number };
}

/** One session to be held (S1: an appointment). */
export interface Session {
  readonly id: string;
  readonly patientId: string;
  readonly therapyId: string;
  readonly centreId: string;
  /** Null: the patient's. */
  readonly urgency: number | null;
  /** Null: the patient's. */
  readonly deadline: Minute | null;
  /** Hard: `earliest ≤ start` and `end ≤ latest` (rule `session_window`). */
  readonly earliest: Minute | null;
  readonly latest: Minute | null;
  /** Wanted start. Later costs `urgency × minutes` (level 2); with urgency 0 nothing. */
  readonly target: Minute | null;
  readonly groupKey: string | null;
  /**
   * `free`: nothing is promised; `assignment`, when given, is only where a search may begin. `published`: the patient was told
   * `assignment`; it may move, at the price of rule `published_change`. `pinned` (past, running, frozen, set by hand): stays at
   * `assignment`, whatever it breaks.
   */
  readonly fixity: 'free' | 'published' | 'pinned';
  /** Given for `published` and `pinned`. */
  readonly assignment: Assignment | null;
}

interface LinkEnds {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** A soft link costs `LINK_COST` once (gap, days) when it is broken; level 5. Between two pinned sessions it says nothing. */
  readonly level: 'hard' | 'soft';
}

/**
 * A relation between two sessions; it binds while both are placed.
 * - `gap`: `min ≤ anchor(to) − anchor(from) ≤ max`, null being unbounded, negative allowed. Unit `minutes`: elapsed. Unit `days`: the
 *   number of the local day of the anchor, both in the centre of `to`; an `end` anchor is in the day of minute `end − 1`.
 *   `requires` (hard links): `to` may be placed only if `from` is placed (`sequence`), because a later step without the earlier is no treatment.
 *   A plain sequence is `end → start, min 0, max null, requires true`.
 * - `same_day`, `not_same_day`: the days of both starts, in the centre of `to`.
 * - `same_practitioner`: everybody of the smaller team is in the other. Soft: costs 30 (level 5).
 */
export type Link =
  | (LinkEnds & {
      readonly kind: 'gap';
      readonly fromAnchor: 'start' | 'end';
      readonly toAnchor: 'start' | 'end';
      readonly unit: 'minutes' | 'days';
      readonly min: number | null;
      readonly max: number | null;
      readonly requires: boolean;
    })
  | (LinkEnds & { readonly kind: 'same_day' | 'not_same_day' | 'same_practitioner' });

/** Points of a broken soft link of any kind. */
export const LINK_COST = 30;

/**
 * Something else in the calendars: never moves. The span already contains whatever buffers it has. It counts as one session of the
 * day it starts in for `max_daily_sessions_*` and, with its minutes, for `maxMinutesPerDay`.
 */
export interface Booking extends Span {
  readonly id: string;
  readonly roomId: string | null;
  readonly practitionerIds: readonly string[];
  readonly equipment: readonly { readonly equipmentId: string; readonly units: number }[];
  readonly patientId: string | null;
}

/**
 * Time taken out of the hours, with its reason. A centre's is a holiday, a practitioner's leave or sickness, a room's or pool's a
 * closure or failure, a patient's an absence. For equipment `units` are out of order (null: all); elsewhere null.
 */
export interface Closure extends Span {
  readonly id: string;
  readonly of: { readonly kind: 'centre' | 'room' | 'practitioner' | 'equipment' | 'patient'; readonly id: string };
  readonly label: string;
  readonly units: number | null;
}
