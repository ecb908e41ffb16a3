import type {
  Booking,
  Centre,
  ClinicProblem,
  Closure,
  Equipment,
  Item,
  Link,
  Minute,
  Patient,
  Practitioner,
  Room,
  Session,
  Span,
  Therapy,
} from './clinic-problem';
import type { RuleId, RuleLevel } from './rule-settings';

/** A problem with ids resolved to indices and hours to bitsets: made once per run, never changed. */
export interface Clinic {
  readonly problem: ClinicProblem;
  readonly grid: CellGrid;
  readonly centres: readonly CompiledCentre[];
  readonly rooms: readonly CompiledRoom[];
  readonly people: readonly CompiledPerson[];
  readonly pools: readonly CompiledPool[];
  readonly patients: readonly CompiledPatient[];
  readonly items: readonly Item[];
  /** In the order of ids (code units), so that an index compares like an id. */
  readonly sessions: readonly CompiledSession[];
  readonly links: readonly CompiledLink[];
  readonly bookings: readonly CompiledBooking[];
  /** Sessions joined by links, directly or not. */
  readonly components: readonly (readonly number[])[];
  readonly rules: Readonly<Record<RuleId, { readonly level: RuleLevel; readonly value: number }>>;
  readonly sessionIndex: ReadonlyMap<string, number>;
  readonly index: ClinicIndex;
}

/** Where the row with an id lies in each list. */
export interface ClinicIndex {
  readonly centres: ReadonlyMap<string, number>;
  readonly rooms: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
  readonly pools: ReadonlyMap<string, number>;
  readonly patients: ReadonlyMap<string, number>;
}

/**
 * The cells of all bitsets: cell c is `[origin + c × size, origin + (c + 1) × size)`. The size divides every duration, buffer and grid,
 * so a session fills cells exactly and hours may be rounded inward and occupations outward without losing or gaining a start.
 */
export interface CellGrid {
  readonly origin: Minute;
  readonly size: number;
  readonly cells: number;
  readonly words: number;
}

export interface CompiledCentre {
  readonly index: number;
  readonly row: Centre;
  /** Hours less holidays. */
  readonly open: Int32Array;
  /** The cells at which a session may start: multiples of the centre's grid. */
  readonly gridStarts: Int32Array;
}

export interface CompiledRoom {
  readonly index: number;
  readonly row: Room;
  readonly centre: number;
  /** Hours less closures, for patients of each gender; `none` for patients without one. Rule `privacy` is in them. */
  readonly openFor: Readonly<Record<'female' | 'male' | 'none', Int32Array>>;
  /** Hours alone, for explanations. */
  readonly hours: Int32Array;
  readonly closures: readonly Closure[];
}

export interface CompiledPerson {
  readonly index: number;
  readonly row: Practitioner;
  readonly centre: number;
  /** Hours less leave. */
  readonly open: Int32Array;
  /** Hours alone, overtime included, for explanations. */
  readonly hours: Int32Array;
  readonly closures: readonly Closure[];
}

export interface CompiledPool {
  readonly index: number;
  readonly row: Equipment;
  readonly centre: number;
  readonly room: number;
  readonly closures: readonly Closure[];
}

export interface CompiledPatient {
  readonly index: number;
  readonly row: Patient;
  /** Null: always there. */
  readonly open: Int32Array | null;
  readonly closures: readonly Closure[];
  readonly maxPerDay: number;
}

export interface CompiledBooking {
  readonly row: Booking;
  readonly room: number;
  readonly people: readonly number[];
  readonly pools: readonly { readonly pool: number; readonly units: number }[];
  readonly patient: number;
}

export interface CompiledSession {
  readonly index: number;
  readonly id: string;
  readonly row: Session;
  readonly therapy: Therapy;
  readonly patient: number;
  readonly centre: number;
  readonly urgency: number;
  readonly deadline: Minute | null;
  /** Hard bounds from horizon, now, window and (if hard) deadline: of the start and of the end. */
  readonly notBefore: Minute;
  readonly notAfter: Minute;
  /** Lengths to try, the best first: as wished, with the shortest buffers, and shortened as well. */
  readonly lengths: readonly Lengths[];
  /** Rooms of a fitting type in the centre (ascending); empty when none is needed. */
  readonly rooms: readonly number[];
  /** Per seat of the team the people of the centre with skill and level, of a fitting gender when that is asked for. */
  readonly seats: readonly (readonly number[])[];
  /** What each seat asks for: `therapy.team` row by row. */
  readonly seatNeeds: readonly { readonly skill: string; readonly level: number }[];
  /** Per seat and person of `seats` the minute until which the certificate holds; null: no certificate of theirs ever ends. */
  readonly certifiedUntil: readonly (readonly Minute[])[] | null;
  /** Whether it looks at people in its own way: certificates, or the hands of a linked session. */
  readonly picky: boolean;
  /** Per row of `therapy.equipment` the pools of the type in the centre. */
  readonly pools: readonly (readonly number[])[];
  /** Spans in which a flag forbids it; only those that are hard. */
  readonly forbidden: readonly Span[];
  readonly links: readonly CompiledLink[];
  /** Sessions that may share an occurrence have the same number; −1: alone. */
  readonly group: number;
  readonly component: number;
  readonly pinned: boolean;
  /** What was promised; null unless published. */
  readonly published: Move | null;
}

export interface CompiledLink {
  readonly index: number;
  readonly row: Link;
  readonly from: number;
  readonly to: number;
  readonly hard: boolean;
  /** Null: it binds no order (not the same day, same practitioner). */
  readonly gap: CompiledGap | null;
}

/** What has to lie between the anchors of two linked sessions; on the same day is a gap of no days between starts. */
export interface CompiledGap {
  /** The centre whose local days count: that of the later session. */
  readonly centre: Centre;
  readonly inDays: boolean;
  /** Whether the ends of the sessions are their anchors, or the starts. */
  readonly fromEnd: boolean;
  readonly toEnd: boolean;
  /** The least and the most, by the rules that are on; null: no bound. */
  readonly min: number | null;
  readonly max: number | null;
}

/** An assignment with indices: room −1 when none. */
export interface Move {
  readonly session: number;
  readonly start: Minute;
  readonly end: Minute;
  readonly room: number;
  readonly team: readonly number[];
  readonly pools: readonly number[];
  readonly rest: number;
  readonly clean: number;
  readonly turn: number;
}

/** How long a candidate lasts and what it leaves behind: fixed before its start is looked for. */
export type Lengths = Pick<Move, 'rest' | 'clean' | 'turn'> & { readonly minutes: number };
