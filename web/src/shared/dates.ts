import { addDays, daysBetween, type LocalDate } from '#domain/shared/local-date';

/** Dates are written in the reader's own zone; English is written the European way (26 November, 24 hours). */
const tag = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

const cache = new Map<string, Intl.DateTimeFormat>();
const formatter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = locale + JSON.stringify(options);
  const found = cache.get(key) ?? new Intl.DateTimeFormat(tag(locale), options);
  cache.set(key, found);
  return found;
};

export interface DateStyle {
  readonly locale: string;
  readonly zone: string;
}

/** The local date (`YYYY-MM-DD`) of an instant in a zone. */
export const localDateOf = (at: Date, zone: string): LocalDate =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** "19:30". */
export const timeOf = (iso: string, style: DateStyle): string =>
  formatter(style.locale, { timeZone: style.zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(iso));

/** "Thursday 26 November". */
export const longDate = (at: Date, style: DateStyle): string =>
  formatter(style.locale, { timeZone: style.zone, weekday: 'long', day: 'numeric', month: 'long' }).format(at).replace(',', '');

/** "26 November 2026" for a local date. */
export const fullDate = (date: LocalDate, locale: string): string =>
  formatter(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${date}T12:00:00Z`));

/** Days after which a date without its year could be taken for another one. */
const HALF_A_YEAR = 182;

/** "26 Nov" for a local date, "3 Dec 2025" when it lies more than half a year from today. */
export const shortDate = (date: LocalDate, today: LocalDate, locale: string): string =>
  formatter(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(Math.abs(daysBetween(today, date)) > HALF_A_YEAR ? { year: 'numeric' } : {}),
  }).format(new Date(`${date}T12:00:00Z`));

/** "Mon" for a local date. */
export const weekdayShort = (date: LocalDate, locale: string): string =>
  formatter(locale, { timeZone: 'UTC', weekday: 'short' }).format(new Date(`${date}T12:00:00Z`));

/** "Monday" for ISO weekday 1–7. */
export const weekdayName = (iso: number, locale: string, width: 'long' | 'short' = 'long'): string =>
  formatter(locale, { timeZone: 'UTC', weekday: width }).format(new Date(Date.UTC(2024, 0, iso)));

interface DayWords {
  readonly today: string;
  readonly tomorrow: string;
  readonly yesterday: string;
}

/** "Today", "Tomorrow", "Fri", or "4 Dec" further away. */
export const dayWord = (date: LocalDate, today: LocalDate, words: DayWords, locale: string): string => {
  if (date === today) return words.today;
  if (date === addDays(today, 1)) return words.tomorrow;
  if (date === addDays(today, -1)) return words.yesterday;
  return Math.abs(daysBetween(today, date)) < 7 ? weekdayShort(date, locale) : shortDate(date, today, locale);
};

/** "Today 19:30", "Fri 09:00", "4 Dec 09:00". */
export const dayAndTime = (iso: string, now: Date, words: DayWords, style: DateStyle): string =>
  `${dayWord(localDateOf(new Date(iso), style.zone), localDateOf(now, style.zone), words, style.locale)} ${timeOf(iso, style)}`;

/** As `dayAndTime`, but midnight belongs to the day it ends: "Sun 24:00". */
export const dayAndTimeEnd = (iso: string, now: Date, words: DayWords, style: DateStyle): string => {
  if (timeOf(iso, style) !== '00:00') return dayAndTime(iso, now, words, style);
  const before = localDateOf(new Date(Date.parse(iso) - 1), style.zone);
  return `${dayWord(before, localDateOf(now, style.zone), words, style.locale)} 24:00`;
};
