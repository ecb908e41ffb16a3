import type { Centre, Minute, Span } from './clinic-problem';

/** The number of the local day that holds the minute; −1 before the first, `length − 1` from the last boundary on. About O(1). */
export function dayOf(centre: Centre, minute: Minute): number {
  const starts = centre.dayStarts;
  const first = starts[0] ?? 0;
  let day = Math.min(starts.length - 1, Math.max(-1, Math.floor((minute - first) / 1440)));
  while (day + 1 < starts.length && (starts[day + 1] ?? 0) <= minute) day += 1;
  while (day >= 0 && (starts[day] ?? 0) > minute) day -= 1;
  return day;
}

/** The minute at which a local day begins; beyond the known days in steps of 24 hours. */
export function dayStart(centre: Centre, day: number): Minute {
  const starts = centre.dayStarts;
  const last = starts.length - 1;
  if (day < 0) return (starts[0] ?? 0) + day * 1440;
  if (day > last) return (starts[last] ?? 0) + (day - last) * 1440;
  return starts[day] ?? 0;
}

/** The local days that `[from, to]` touches, in order. O(days) as they are asked for. */
export function* daysBetween(centre: Centre, from: Minute, to: Minute): Generator<Span, void> {
  const last = dayOf(centre, to);
  for (let day = dayOf(centre, from); day <= last; day += 1) {
    yield { start: dayStart(centre, day), end: dayStart(centre, day + 1) };
  }
}

/** Minute of the local day on the clock of the wall, 0 to 1439. */
export const wallMinute = (centre: Centre, minute: Minute): number =>
  (((minute + offsetAt(centre, minute)) % 1440) + 1440) % 1440;

/** The local date as days since 1 January 1970. */
export const dateOf = (centre: Centre, minute: Minute): number => Math.floor((minute + offsetAt(centre, minute)) / 1440);

function offsetAt({ utcOffsets }: Centre, minute: Minute): number {
  let offset = utcOffsets[0]?.offsetMinutes ?? 0;
  for (const entry of utcOffsets) {
    if (entry.from > minute) break;
    offset = entry.offsetMinutes;
  }
  return offset;
}
