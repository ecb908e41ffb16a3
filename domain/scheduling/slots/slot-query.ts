import type { BookingRules } from '../calendar/booking-window';
import type { CompiledCalendar } from '../calendar/compile-calendar';
import type { Minute, Span } from '../model/clinic-problem';
import type { TakenTime } from './taken-time';

/** Anything that is needed for an appointment and can be had a number of times at once. */
export interface SlotResource {
  readonly id: string;
  readonly calendar: CompiledCalendar;
  readonly taken: TakenTime;
}

/** Resources of which an appointment needs any: `need` units together, of one or of several of them (rooms, a kind of equipment). */
export interface Pool {
  readonly resources: readonly SlotResource[];
  readonly need: number;
  /** Minutes a unit is taken before the start and after the end (set-up, cleaning). */
  readonly before: number;
  readonly after: number;
}

/** A group session that was begun: its time is taken already, what counts are its seats. */
export interface GroupSession {
  readonly specialistId: string;
  readonly start: Minute;
  readonly seats: number;
  readonly booked: number;
  /** When each held seat is given back; a hold counts while this is after now. */
  readonly heldUntil: readonly Minute[];
}

/**
 * What a booking page asks. A start is offered for a specialist when it is aligned, lies in the window of the rules and in
 * `[from, to)`, the appointment lies inside one opening of each resource, and nothing is taken from them meanwhile, buffers included.
 */
export interface SlotQuery {
  /** Version of the bookable unit: of everything in this query that is neither a resource nor time. */
  readonly version: number;
  readonly zone: string;
  readonly now: Minute;
  readonly from: Minute;
  readonly to: Minute;
  readonly durationMinutes: number;
  readonly rules: BookingRules;
  /** Ids are unique, in this list and over all pools. */
  readonly specialists: readonly SlotResource[];
  readonly pools: readonly Pool[];
  /** Seats of a new session; 1 for a single patient. */
  readonly seats: number;
  readonly groups: readonly GroupSession[];
}

export const SLOT_LIMITS = { windowDays: 400, specialists: 65_535, seats: 65_535 } as const;

/** Throws RangeError for what no validated request contains; an endless window would take endless memory. */
export function checkQuery({ durationMinutes, rules, specialists, seats }: SlotQuery, window: Span): void {
  const isWhole = (value: number, least: number, most: number) => Number.isInteger(value) && value >= least && value <= most;
  if (!isWhole(durationMinutes, 1, 1440)) throw new RangeError('An appointment takes 1 to 1440 whole minutes.');
  if (!isWhole(rules.alignMinutes, 1, 1440)) throw new RangeError('Starts are aligned to 1 to 1440 whole minutes.');
  if (!isWhole(seats, 1, SLOT_LIMITS.seats)) throw new RangeError(`A session has 1 to ${SLOT_LIMITS.seats} seats.`);
  if (specialists.length > SLOT_LIMITS.specialists) throw new RangeError('Too many specialists for one query.');
  if (window.end - window.start > SLOT_LIMITS.windowDays * 1440) {
    throw new RangeError(`A query covers at most ${SLOT_LIMITS.windowDays} days.`);
  }
}
