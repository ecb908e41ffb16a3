import { daysFromCivil, fromDayNumber, toDayNumber, type LocalDate } from './local-date';
import { DAY_MS } from './duration';

/** A moment in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A wall time of day, written `HH:mm`. `24:00` is not a member; use the next day's `00:00`. */
export type WallTime = string;

/** What a clock on the wall shows: the day and the milliseconds since its midnight on that clock. */
export interface LocalMoment {
  readonly date: LocalDate;
  readonly ms_of_day: number;
}

/*
 * Offsets come from Intl, the one time-zone database both Node and browsers carry. Formatting is slow (microseconds), so the
 * transitions of a zone are found once per span of 366 days by a fortnightly scan with bisection (the closest pair, around Ramadan, is four weeks apart) and then looked up.
 */
const SCAN_STEP_MS = 14 * DAY_MS;
const BLOCK_MS = 366 * DAY_MS;
const formatters = new Map<string, Intl.DateTimeFormat>();
const zoneSpans = new Map<string, Map<number, readonly OffsetSpan[]>>();

interface OffsetSpan {
  readonly from: Instant;
  readonly offset_ms: number;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

function measuredOffset(zone: string, at: Instant): number {
  const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const part of formatterOf(zone).formatToParts(at)) {
    if (part.type in parts) Object.assign(parts, { [part.type]: Number(part.value) });
  }
  const wall =
    daysFromCivil(parts.year, parts.month, parts.day) * DAY_MS + (parts.hour * 3600 + parts.minute * 60 + parts.second) * 1000;
  return wall - Math.floor(at / 1000) * 1000;
}

function transitionBetween(zone: string, low: Instant, high: Instant, before: number): Instant {
  let lo = Math.floor(low / 1000);
  let hi = Math.ceil(high / 1000);
  while (hi - lo > 1) {
    const mid = Math.floor((lo + hi) / 2);
    if (measuredOffset(zone, mid * 1000) === before) lo = mid;
    else hi = mid;
  }
  return hi * 1000;
}

function scanBlock(zone: string, block: number): readonly OffsetSpan[] {
  const start = block * BLOCK_MS;
  const end = start + BLOCK_MS;
  let current = measuredOffset(zone, start);
  const spans: OffsetSpan[] = [{ from: start, offset_ms: current }];
  for (let low = start; low < end; low += SCAN_STEP_MS) {
    const high = Math.min(low + SCAN_STEP_MS, end);
    const next = measuredOffset(zone, high);
    if (next === current) continue;
    const from = transitionBetween(zone, low, high, current);
    if (from < end) spans.push({ from, offset_ms: next });
    current = next;
  }
  return spans;
}

function spansAt(zone: string, block: number): readonly OffsetSpan[] {
  const blocks = zoneSpans.get(zone) ?? new Map<number, readonly OffsetSpan[]>();
  const known = blocks.get(block);
  if (known !== undefined) return known;
  const spans = scanBlock(zone, block);
  zoneSpans.set(zone, blocks.set(block, spans));
  return spans;
}

/** Whether the name is an IANA zone this runtime knows (`Europe/Berlin`); bare offsets such as `+05:30` are refused. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * Milliseconds to add to UTC to get the zone's wall clock at that instant. Throws RangeError for an unknown zone.
 * O(1) after the first call per zone and span of 366 days.
 */
export function offsetAt(zone: string, at: Instant): number {
  let offset = 0;
  for (const span of spansAt(zone, Math.floor(at / BLOCK_MS))) {
    if (span.from > at) break;
    offset = span.offset_ms;
  }
  return offset;
}

/** The zone's wall clock at an instant. */
export function toLocal(at: Instant, zone: string): LocalMoment {
  const wall = at + offsetAt(zone, at);
  const day = Math.floor(wall / DAY_MS);
  return { date: fromDayNumber(day), ms_of_day: wall - day * DAY_MS };
}

/** Milliseconds since midnight of a wall time `HH:mm`. Must be given a valid time; see `isWallTime`. */
export function wallTimeMs(time: WallTime): number {
  if (time === '00:00') return 0;
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
}

/** Whether the text is a wall time from `00:00` to `23:59`. */
export function isWallTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * The first instant at which the zone's wall clock shows the given day and time or later: a time inside a gap answers with the
 * first instant after the gap, a doubled time with the earlier of the two. O(1) but for gaps (bisection).
 */
export function fromLocal(date: LocalDate, time: WallTime, zone: string): Instant {
  const wall = toDayNumber(date) * DAY_MS + wallTimeMs(time);
  const before = offsetAt(zone, wall - DAY_MS);
  const after = offsetAt(zone, wall + DAY_MS);
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  if (early + offsetAt(zone, early) >= wall) return early;
  if (early === late) return early;
  // The clock jumps over, or changes before, the wanted time: find the first instant that shows it or later.
  let lo = Math.floor(early / 1000);
  let hi = Math.ceil(late / 1000);
  while (hi - lo > 1) {
    const mid = Math.floor((lo + hi) / 2);
    if (mid * 1000 + offsetAt(zone, mid * 1000) >= wall) hi = mid;
    else lo = mid;
  }
  return hi * 1000;
}

/** ISO 8601 text of an instant in UTC, `2026-10-05T16:00:00.000Z`. */
export function instantToIso(at: Instant): string {
  const { date, ms_of_day: ms } = { date: fromDayNumber(Math.floor(at / DAY_MS)), ms_of_day: ((at % DAY_MS) + DAY_MS) % DAY_MS };
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
  return `${date}T${clock}.${String(ms % 1000).padStart(3, '0')}Z`;
}

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(?:Z|([+-])(\d{2}):?(\d{2})?)$/;

/** The instant of an ISO 8601 text with zone designator (`Z` or an offset); null when it is none. */
export function isoToInstant(text: string): Instant | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, date = '', hours, minutes, seconds = '0', fraction = '0', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  if (fromDayNumber(toDayNumber(date)) !== date || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    return null;
  }
  const wall =
    toDayNumber(date) * DAY_MS +
    (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 +
    Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return sign === '-' ? wall + offset : wall - offset;
}
