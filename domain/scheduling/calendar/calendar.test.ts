import { toDayNumber } from '#domain/shared/local-date';
import { instantToIso } from '#domain/shared/zoned-time';
import { containsInterval, totalMinutes } from '../availability/intervals';
import { bookingWindow } from './booking-window';
import { CalendarStore } from './calendar-store';
import { compileCalendar, spansOf } from './compile-calendar';
import type { CentreCalendar, ResourceCalendar, WeeklyHours } from './resource-calendar';

const minute = (date: string, hours = 0): number => toDayNumber(date) * 1440 + hours * 60;
const iso = (at: number): string => instantToIso(at * 60_000).slice(0, 16);
const hours = (...pairs: [number, number][]) => pairs.map(([from, to]) => ({ from: from * 60, to: to * 60 }));
const everyDay = (...pairs: [number, number][]): WeeklyHours => Array.from({ length: 7 }, () => hours(...pairs));
const CENTRE: CentreCalendar = { version: 1, holidays: [], closures: [] };

function therapist(changes: Partial<ResourceCalendar> = {}): ResourceCalendar {
  return {
    resourceId: 't1',
    version: 1,
    zone: 'UTC',
    weekly: everyDay([9, 12]),
    campaigns: [],
    overrides: [],
    leave: [],
    ...changes,
  };
}

function openings(resource: ResourceCalendar, centre: CentreCalendar, from: string, to: string): string[] {
  const { open } = compileCalendar(resource, centre, { from: minute(from), to: minute(to), cellMinutes: 15 });
  return spansOf(open).map(({ start, end }) => `${iso(start)} ${iso(end)}`);
}

describe('a compiled calendar', () => {
  it('repeats the week, with several spans a day', () => {
    const week = [hours([9, 12], [13, 17]), [], [], [], [], [], []];
    // Monday is 5 October 2026.
    expect(openings(therapist({ weekly: week }), CENTRE, '2026-10-04', '2026-10-19')).toEqual([
      '2026-10-05T09:00 2026-10-05T12:00',
      '2026-10-05T13:00 2026-10-05T17:00',
      '2026-10-12T09:00 2026-10-12T12:00',
      '2026-10-12T13:00 2026-10-12T17:00',
    ]);
  });

  it('keeps what runs past midnight with the day it began on', () => {
    const nights = therapist({ weekly: everyDay([22, 30]), overrides: [{ date: '2026-10-06', hours: [] }] });
    expect(openings(nights, CENTRE, '2026-10-05', '2026-10-08')).toEqual([
      '2026-10-05T00:00 2026-10-05T06:00',
      '2026-10-05T22:00 2026-10-06T06:00',
      '2026-10-07T22:00 2026-10-08T00:00',
    ]);
  });

  it('lets an override beat a holiday, a holiday a campaign, the last campaign the others, and a campaign the week', () => {
    const resource = therapist({
      campaigns: [
        { from: '2026-10-06', until: '2026-10-09', weekly: everyDay([7, 8]) },
        { from: '2026-10-07', until: '2026-10-08', weekly: everyDay([18, 20]) },
      ],
      overrides: [{ date: '2026-10-09', hours: hours([10, 11]) }],
    });
    const centre = { ...CENTRE, holidays: ['2026-10-08', '2026-10-09'] };
    expect(openings(resource, centre, '2026-10-05', '2026-10-11')).toEqual([
      '2026-10-05T09:00 2026-10-05T12:00',
      '2026-10-06T07:00 2026-10-06T08:00',
      '2026-10-07T18:00 2026-10-07T20:00',
      '2026-10-09T10:00 2026-10-09T11:00',
      '2026-10-10T09:00 2026-10-10T12:00',
    ]);
  });

  it('takes leave and closures away from all of them', () => {
    const resource = therapist({
      overrides: [{ date: '2026-10-05', hours: hours([8, 20]) }],
      leave: [{ start: minute('2026-10-05', 10), end: minute('2026-10-05', 11) }],
    });
    const centre = { ...CENTRE, closures: [{ start: minute('2026-10-05', 15), end: minute('2026-10-06') }] };
    expect(openings(resource, centre, '2026-10-05', '2026-10-06')).toEqual([
      '2026-10-05T08:00 2026-10-05T10:00',
      '2026-10-05T11:00 2026-10-05T15:00',
    ]);
  });

  it('shrinks across a gap and reaches from the earlier start to the later end across a doubled hour', () => {
    const night = therapist({ zone: 'Europe/Berlin', weekly: everyDay([1, 5]) });
    const lengthOfNightTo = (date: string) =>
      totalMinutes(compileCalendar(night, CENTRE, { from: minute(date, -12), to: minute(date, 12), cellMinutes: 5 }).open);
    expect(lengthOfNightTo('2027-03-28')).toBe(180);
    expect(lengthOfNightTo('2026-10-25')).toBe(300);
    expect(lengthOfNightTo('2026-10-26')).toBe(240);
  });

  it('has a bit for each cell that is open as a whole', () => {
    const range = { from: minute('2026-10-05'), to: minute('2026-10-08'), cellMinutes: 15 };
    const odd = therapist({ weekly: everyDay([9, 12]), leave: [{ start: range.from + 607, end: range.from + 640 }] });
    const { open, bits, firstCell } = compileCalendar(odd, CENTRE, range);
    const isSet = (cell: number): boolean => (((bits[cell >>> 5] ?? 0) >>> (cell & 31)) & 1) === 1;
    for (let cell = 0; cell < 3 * 96; cell += 1) {
      const at = firstCell + cell * 15;
      expect([cell, isSet(cell)]).toEqual([cell, containsInterval(open, at, at + 15)]);
    }
  });

  it('is empty where the range is', () => {
    expect(openings(therapist(), CENTRE, '2026-10-05', '2026-10-05')).toEqual([]);
  });
});

describe('the store of calendars', () => {
  it('compiles a resource again only when its own version or that of the centre changed', () => {
    const store = new CalendarStore({ from: minute('2026-10-01'), to: minute('2026-11-01'), cellMinutes: 5 });
    const all = Array.from({ length: 20 }, (_, i) => therapist({ resourceId: `t${i}` }));
    const first = all.map((resource) => store.get(resource, CENTRE));
    expect(store.compilations).toBe(20);
    expect(all.map((resource) => store.get(resource, CENTRE))).toEqual(first);
    expect(store.compilations).toBe(20);

    const changed = therapist({ resourceId: 't7', version: 2, weekly: everyDay([10, 11]) });
    const again = all.map((resource, i) => store.get(i === 7 ? changed : resource, CENTRE));
    expect(store.compilations).toBe(21);
    expect(again.filter((compiled, i) => compiled !== first[i]).map(({ resourceId }) => resourceId)).toEqual(['t7']);
    expect(again[7]?.version).toBe('2.1');

    for (const resource of all) store.get(resource, { ...CENTRE, version: 2, holidays: ['2026-10-05'] });
    expect(store.compilations).toBe(41);
    store.drop('t3');
    store.get(therapist({ resourceId: 't3' }), { ...CENTRE, version: 2 });
    expect(store.compilations).toBe(42);
  });
});

describe('the window of bookings', () => {
  const rules = { noticeMinutes: 120, horizonDays: 1, alignMinutes: 15, bufferBefore: 0, bufferAfter: 0 };

  it('begins after the notice and ends with the last local day', () => {
    // 24 October 12:00 in Berlin; the 25th has 25 hours.
    expect(bookingWindow(rules, 'Europe/Berlin', minute('2026-10-24', 10))).toEqual({
      start: minute('2026-10-24', 12),
      end: minute('2026-10-25', 23),
    });
  });

  it('is empty when the notice reaches beyond the horizon', () => {
    const { start, end } = bookingWindow({ ...rules, noticeMinutes: 4320 }, 'UTC', minute('2026-10-24', 10));
    expect(end).toBeLessThan(start);
  });
});
