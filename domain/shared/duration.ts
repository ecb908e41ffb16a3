import { err, ok, type Result } from './result';

/** An ISO-8601 duration split into whole days (calendar days where a zone is known) and an exact rest in milliseconds. */
export interface Duration {
  readonly days: number;
  readonly ms: number;
}

/** Why a duration text was refused. */
export interface DurationError {
  readonly code: 'duration_malformed' | 'duration_too_long' | 'duration_ambiguous';
  readonly message: string;
}

/** Milliseconds of a 24-hour day. */
export const DAY_MS = 86_400_000;
const MAX_MS = 3660 * DAY_MS;
const PATTERN = /^P(?:(\d{1,4})W|(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?)$/;

/**
 * Parses `P5D`, `P2W`, `PT12H`, `PT3S`, `P1DT12H`. Months and years are refused, because their length depends on the calendar;
 * more than ten years is refused too. O(length).
 */
export function parseDuration(text: string): Result<Duration, DurationError> {
  if (/^P\d+[YM]|^P.*\d+[Y]/.test(text)) {
    return err({
      code: 'duration_ambiguous',
      message: `"${text}" uses years or months, whose length varies: write days (P30D).`,
    });
  }
  const match = PATTERN.exec(text);
  const parts = match?.slice(1) ?? [];
  if (match === null || text.endsWith('T') || parts.every((part) => part === undefined)) {
    return err({ code: 'duration_malformed', message: `"${text}" is not an ISO 8601 duration such as P5D, PT12H or PT3S.` });
  }
  const [weeks, days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
  const duration = {
    days: (weeks ?? 0) * 7 + (days ?? 0),
    ms: Math.round((hours ?? 0) * 3_600_000 + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000),
  };
  if (duration.days * DAY_MS + duration.ms > MAX_MS) {
    return err({ code: 'duration_too_long', message: `"${text}" is longer than ten years.` });
  }
  return ok(duration);
}

/**
 * Milliseconds of a duration, days counted as 24 hours. Throws on malformed text: call it with validated policy values only.
 */
export function durationMs(text: string): number {
  const { days, ms } = durationOf(text);
  return days * DAY_MS + ms;
}

/** Days and milliseconds of a duration that was validated before; throws on malformed text. */
export function durationOf(text: string): Duration {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new RangeError(parsed.error.message);
  return parsed.value;
}
