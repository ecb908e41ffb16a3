/** A calendar day without zone, written `YYYY-MM-DD`. Such strings order and compare like the days they name. */
export type LocalDate = string;

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_PER_ERA = 146_097;
const ZERO = '0'.charCodeAt(0);

/**
 * Days between 1970-01-01 and the given day of the proleptic Gregorian calendar, O(1).
 * Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (`days_from_civil`).
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - 719_468;
}

/** The day number (days since 1970-01-01) of a local date. Must be given a valid date; see `isLocalDate`. O(1). */
export function toDayNumber(date: LocalDate): number {
  // Digit by digit: slicing and parsing took most of the time of every calendar.
  const digit = (index: number): number => date.charCodeAt(index) - ZERO;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  return daysFromCivil(year, digit(5) * 10 + digit(6), digit(8) * 10 + digit(9));
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Texts already made: calendars ask for the same few hundred days again and again. Dropped as a whole when full. */
const written = new Map<number, LocalDate>();
const MAX_WRITTEN = 2048;

/** The local date of a day number, inverse of `toDayNumber` for years 0 to 9999. O(1). */
export function fromDayNumber(dayNumber: number): LocalDate {
  const known = written.get(dayNumber);
  if (known !== undefined) return known;
  const made = writeDay(dayNumber);
  if (written.size >= MAX_WRITTEN) written.clear();
  written.set(dayNumber, made);
  return made;
}

function writeDay(dayNumber: number): LocalDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const yearText = year >= 1000 ? year : padded(year, 4);
  return `${yearText}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** Whether the text is a day that exists, written `YYYY-MM-DD` (refuses 2026-02-30). */
export function isLocalDate(text: string): boolean {
  return PATTERN.test(text) && fromDayNumber(toDayNumber(text)) === text;
}

/** The date `days` days later (earlier when negative). O(1). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

const WEEKDAYS: readonly IsoWeekday[] = [4, 5, 6, 7, 1, 2, 3];

/** The ISO weekday of a date; 1970-01-01 was a Thursday. */
export function isoWeekday(date: LocalDate): IsoWeekday {
  const index = ((toDayNumber(date) % 7) + 7) % 7;
  return WEEKDAYS[index] ?? 1;
}

/** The Monday of the ISO week that holds the date. */
export function mondayOf(date: LocalDate): LocalDate {
  const dayNumber = toDayNumber(date);
  return fromDayNumber(dayNumber - ((((dayNumber + 3) % 7) + 7) % 7));
}

/** The first Monday on or after the date. */
export function mondayOnOrAfter(date: LocalDate): LocalDate {
  return mondayOf(addDays(date, 6));
}

/** The later of two dates. */
export function laterDate(a: LocalDate, b: LocalDate): LocalDate {
  return a >= b ? a : b;
}
