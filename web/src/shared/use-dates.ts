import { useI18n } from 'vue-i18n';
import { useSession } from '../app/session.store';
import {
  dayAndTime,
  dayAndTimeEnd,
  dayWord,
  fullDate,
  localDateOf,
  longDate,
  shortDate,
  timeOf,
  weekdayName,
  weekdayShort,
} from './dates';

/** Dates in words for the person who reads: their zone, their language. */
export const useDates = () => {
  const { t, locale } = useI18n();
  const session = useSession();
  const words = () => ({ today: t('app.dates.today'), tomorrow: t('app.dates.tomorrow'), yesterday: t('app.dates.yesterday') });
  const wordsIn = () => ({
    today: t('app.dates.in.today'),
    tomorrow: t('app.dates.in.tomorrow'),
    yesterday: t('app.dates.in.yesterday'),
  });
  const style = () => ({ locale: locale.value, zone: session.zone });
  return {
    today: (): string => localDateOf(new Date(), session.zone),
    localDate: (iso: string): string => localDateOf(new Date(iso), session.zone),
    when: (iso: string): string => dayAndTime(iso, new Date(), words(), style()),
    /** As `when`, inside a sentence: "asked yesterday 16:12". */
    whenMid: (iso: string): string => {
      const text = dayAndTime(iso, new Date(), words(), style());
      return Object.values(words()).some((word) => text.startsWith(word))
        ? text.charAt(0).toLocaleLowerCase() + text.slice(1)
        : text;
    },
    whenEnd: (iso: string): string => dayAndTimeEnd(iso, new Date(), words(), style()),
    day: (date: string): string => dayWord(date, localDateOf(new Date(), session.zone), words(), locale.value),
    /** Within a sentence: "today", "tomorrow", "Fri". */
    dayIn: (date: string): string => dayWord(date, localDateOf(new Date(), session.zone), wordsIn(), locale.value),
    time: (iso: string): string => timeOf(iso, style()),
    longToday: (): string => longDate(new Date(), style()),
    full: (date: string): string => fullDate(date, locale.value),
    short: (date: string): string => shortDate(date, localDateOf(new Date(), session.zone), locale.value),
    weekdayShort: (date: string): string => weekdayShort(date, locale.value),
    weekdayName: (iso: number, width: 'long' | 'short' = 'long'): string => weekdayName(iso, locale.value, width),
  };
};
