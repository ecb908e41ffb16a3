import { dayAndTime, dayAndTimeEnd, dayWord, localDateOf, longDate, weekdayName } from './dates';

const words = { today: 'Today', tomorrow: 'Tomorrow', yesterday: 'Yesterday' };
const berlin = { locale: 'en', zone: 'Europe/Berlin' };
const now = new Date('2026-11-26T17:00:00Z');

describe('dates in words', () => {
  it('are days of the reader, not of the server', () => {
    expect(localDateOf(new Date('2026-11-26T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-27');
    expect(localDateOf(new Date('2026-11-26T23:30:00Z'), 'America/New_York')).toBe('2026-11-26');
    expect(longDate(now, berlin)).toBe('Thursday 26 November');
  });

  it('say today, tomorrow, a weekday, and a date further away', () => {
    expect(dayAndTime('2026-11-26T18:30:00Z', now, words, berlin)).toBe('Today 19:30');
    expect(dayWord('2026-11-27', '2026-11-26', words, 'en')).toBe('Tomorrow');
    expect(dayWord('2026-11-29', '2026-11-26', words, 'en')).toBe('Sun');
    expect(dayWord('2026-12-13', '2026-11-26', words, 'en')).toBe('13 Dec');
    expect(dayWord('2025-12-03', '2026-11-26', words, 'en')).toBe('3 Dec 2025');
  });

  it('count midnight to the day it ends', () => {
    expect(dayAndTimeEnd('2026-11-29T23:00:00Z', now, words, berlin)).toBe('Sun 24:00');
    expect(dayAndTimeEnd('2026-11-29T22:00:00Z', now, words, berlin)).toBe('Sun 23:00');
  });

  it('name ISO weekdays', () => {
    expect([1, 7].map((day) => weekdayName(day, 'en'))).toEqual(['Monday', 'Sunday']);
  });
});
