import type { Minute } from '../model/clinic-problem';
import { bySlot, byText, slotsOf, type Slot, type SlotList, type VersionVector } from './slot-list';

/** What changed on one local day. Lists are in the order of slots. */
export interface DayDiff {
  readonly day: Minute;
  readonly removed: readonly Pick<Slot, 'start' | 'specialistId'>[];
  /** New slots, and those whose seats changed. */
  readonly put: readonly Slot[];
}

/** What turns one answer into a later one. Plain JSON. */
export interface SlotDiff {
  readonly calendar: number;
  /** Versions that changed; null: no longer part of the answer. */
  readonly resources: readonly (readonly [id: string, version: string | null])[];
  readonly dayVersions: readonly (readonly [day: Minute, version: number | null])[];
  /** Null: as before. */
  readonly specialistIds: readonly string[] | null;
  readonly dayStarts: readonly Minute[] | null;
  readonly days: readonly DayDiff[];
}

/** Always `applyDiff(before, diffSlots(before, after))` equals `after`. O(slots). */
export function diffSlots(before: SlotList, after: SlotList): SlotDiff {
  return {
    calendar: after.versions.calendar,
    resources: changedEntries(before.versions.resources, after.versions.resources),
    dayVersions: changedEntries(before.versions.days, after.versions.days),
    specialistIds: sameList(before.specialistIds, after.specialistIds) ? null : after.specialistIds,
    dayStarts: sameList(before.dayStarts, after.dayStarts) ? null : after.dayStarts,
    days: changedDays(before, after),
  };
}

function changedEntries<K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>): [K, V | null][] {
  const changed: [K, V | null][] = [];
  for (const [key, value] of after) if (before.get(key) !== value) changed.push([key, value]);
  for (const key of before.keys()) if (!after.has(key)) changed.push([key, null]);
  return changed;
}

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((item, i) => item === b[i]);

function changedDays(before: SlotList, after: SlotList): DayDiff[] {
  const days = new Map<Minute, { removed: Pick<Slot, 'start' | 'specialistId'>[]; put: Slot[] }>();
  const dayOf = (list: SlotList, start: Minute) => {
    const day = list.dayStarts.findLast((from) => from <= start) ?? start;
    const known = days.get(day) ?? { removed: [], put: [] };
    days.set(day, known);
    return known;
  };
  const [old, now] = [slotsOf(before), slotsOf(after)];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [a, b] = [old[i], now[j]];
    const order = a === undefined ? 1 : b === undefined ? -1 : bySlot(a, b);
    if (a !== undefined && order < 0) {
      dayOf(before, a.start).removed.push({ start: a.start, specialistId: a.specialistId });
    } else if (b !== undefined && (order > 0 || a?.seatsLeft !== b.seatsLeft)) {
      dayOf(after, b.start).put.push(b);
    }
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return [...days].map(([day, changes]) => ({ day, ...changes })).sort((a, b) => a.day - b.day);
}

/** The later answer. `diff` must have been made from `before`. O(slots log slots). */
export function applyDiff(before: SlotList, diff: SlotDiff): SlotList {
  const key = ({ start, specialistId }: Pick<Slot, 'start' | 'specialistId'>): string => `${start} ${specialistId}`;
  const slots = new Map(slotsOf(before).map((slot) => [key(slot), slot]));
  for (const { removed, put } of diff.days) {
    for (const slot of removed) slots.delete(key(slot));
    for (const slot of put) slots.set(key(slot), slot);
  }
  const rows = [...slots.values()].sort(bySlot);
  const specialistIds = diff.specialistIds ?? before.specialistIds;
  const index = new Map(specialistIds.map((id, i) => [id, i]));
  return {
    versions: laterVersions(before.versions, diff),
    specialistIds,
    dayStarts: diff.dayStarts ?? before.dayStarts,
    starts: Int32Array.from(rows, ({ start }) => start),
    who: Uint16Array.from(rows, ({ specialistId }) => index.get(specialistId) ?? 0),
    seats: Uint16Array.from(rows, (slot) => slot.seatsLeft),
  };
}

function laterVersions(before: VersionVector, { calendar, resources, dayVersions }: SlotDiff): VersionVector {
  return {
    calendar,
    resources: patched(before.resources, resources, byText),
    days: patched(before.days, dayVersions, (a, b) => a - b),
  };
}

function patched<K, V>(
  before: ReadonlyMap<K, V>,
  changes: readonly (readonly [K, V | null])[],
  order: (a: K, b: K) => number,
): ReadonlyMap<K, V> {
  const entries = new Map(before);
  for (const [key, value] of changes) {
    if (value === null) entries.delete(key);
    else entries.set(key, value);
  }
  return new Map([...entries].sort(([a], [b]) => order(a, b)));
}
