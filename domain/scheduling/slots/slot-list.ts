import type { Minute } from '../model/clinic-problem';

/** One offer: a specialist, a start, and how many seats are left. */
export interface Slot {
  readonly start: Minute;
  readonly specialistId: string;
  readonly seatsLeft: number;
}

/**
 * What an answer was made of. Two answers of equal vectors are equal but for the passing of time; days differ only when their slots do
 * (a 32-bit checksum: good for telling a client what to reload, not a proof).
 */
export interface VersionVector {
  /** Of the bookable unit. */
  readonly calendar: number;
  /** By resource: version of its calendar, and of what is taken from it. */
  readonly resources: ReadonlyMap<string, string>;
  /** By the minute the local day begins. */
  readonly days: ReadonlyMap<Minute, number>;
}

/** Slots in columns, in the order of start and then of specialist id (code units). Slot i is `starts[i]`, `who[i]`, `seats[i]`. */
export interface SlotList {
  readonly versions: VersionVector;
  /** Ascending. */
  readonly specialistIds: readonly string[];
  /** Where the local days of the window begin; the last entry ends the last day. Empty when the window is. */
  readonly dayStarts: readonly Minute[];
  readonly starts: Int32Array;
  /** Places in `specialistIds`. */
  readonly who: Uint16Array;
  readonly seats: Uint16Array;
}

/** The slots as rows. O(slots). */
export function slotsOf({ specialistIds, starts, who, seats }: SlotList): Slot[] {
  return Array.from(starts, (start, i) => ({
    start,
    specialistId: specialistIds[who[i] ?? 0] ?? '',
    seatsLeft: seats[i] ?? 0,
  }));
}

/** Order by code units, the same in every locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of a list. */
export const bySlot = (a: Slot, b: Slot): number => a.start - b.start || byText(a.specialistId, b.specialistId);
