import { toDayNumber } from '#domain/shared/local-date';
import { instantToIso } from '#domain/shared/zoned-time';
import { compileCalendar } from '../calendar/compile-calendar';
import { findSlots } from './find-slots';
import { slotsOf } from './slot-list';
import type { Pool, SlotQuery, SlotResource } from './slot-query';
import { TakenTime, type Taken } from './taken-time';

const minute = (date: string, clock = '00:00'): number =>
  toDayNumber(date) * 1440 + Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const at = (clock: string): number => minute('2026-10-05', clock);
const CENTRE = { version: 1, holidays: [], closures: [] };

function resource(
  id: string,
  from: number,
  to: number,
  rows: readonly Partial<Taken>[] = [],
  units = 1,
  zone = 'UTC',
): SlotResource {
  const weekly = Array.from({ length: 7 }, () => [{ from: from * 60, to: to * 60 }]);
  const rules = { resourceId: id, version: 1, zone, weekly, campaigns: [], overrides: [], leave: [] };
  const range = { from: minute('2026-10-01'), to: minute('2027-04-30'), cellMinutes: 15 };
  const full = rows.map((row) => ({ start: 0, end: 0, units: 1, expiresAt: null, ...row }));
  return { id, calendar: compileCalendar(rules, CENTRE, range), taken: new TakenTime(1, units, full) };
}

function query(changes: Partial<SlotQuery>): SlotQuery {
  return {
    version: 1,
    zone: 'UTC',
    now: at('00:00'),
    from: at('00:00'),
    to: minute('2026-10-06'),
    durationMinutes: 60,
    rules: { noticeMinutes: 0, horizonDays: 60, alignMinutes: 30, bufferBefore: 0, bufferAfter: 0 },
    specialists: [resource('a', 9, 12)],
    pools: [],
    seats: 1,
    groups: [],
    ...changes,
  };
}
const room = (pool: Partial<Pool>): Pool => ({ resources: [], need: 1, before: 0, after: 0, ...pool });
const offers = (changes: Partial<SlotQuery>): string[] =>
  slotsOf(findSlots(query(changes))).map(
    ({ start, specialistId, seatsLeft }) => `${instantToIso(start * 60_000).slice(11, 16)} ${specialistId} ${seatsLeft}`,
  );

describe('slots of a query', () => {
  it('lie inside opening hours, by start and then specialist', () => {
    expect(offers({ specialists: [resource('b', 10, 12), resource('a', 9, 11)] })).toEqual([
      '09:00 a 1',
      '09:30 a 1',
      '10:00 a 1',
      '10:00 b 1',
      '10:30 b 1',
      '11:00 b 1',
    ]);
  });

  it('are the same whoever was asked for before, for how long and from when', () => {
    const rows = [{ start: at('10:10'), end: at('10:40') }];
    const team = () => ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) => resource(id, 8 + i, 16, rows));
    const asked = team();
    for (const [durationMinutes, from] of [
      [60, '00:00'],
      [30, '00:00'],
      [90, '09:20'],
      [60, '00:00'],
    ] as const) {
      const found = offers({ specialists: asked, durationMinutes, from: at(from) });
      expect(found).toEqual(offers({ specialists: team(), durationMinutes, from: at(from) }));
      expect(new Set(found.map((offer) => offer.slice(6, 7)))).toEqual(new Set('abcdef'));
    }
  });

  it('keep clear of what is taken, with the buffers of both sides', () => {
    const specialists = [resource('a', 8, 13, [{ start: at('10:07'), end: at('10:20') }])];
    expect(offers({ specialists })).toEqual([
      '08:00 a 1',
      '08:30 a 1',
      '09:00 a 1',
      '10:30 a 1',
      '11:00 a 1',
      '11:30 a 1',
      '12:00 a 1',
    ]);
    const rules = { ...query({}).rules, bufferBefore: 15, bufferAfter: 10 };
    expect(offers({ specialists, rules })).toEqual(['08:00 a 1', '08:30 a 1', '11:00 a 1', '11:30 a 1', '12:00 a 1']);
  });

  it('count a hold until it ends', () => {
    const specialists = [resource('a', 9, 10, [{ start: at('09:00'), end: at('10:00'), expiresAt: at('08:10') }])];
    expect(offers({ specialists, now: at('08:09') })).toEqual([]);
    expect(offers({ specialists, now: at('08:10') })).toEqual(['09:00 a 1']);
    expect(offers({ specialists, now: at('08:00') })).toEqual([]);
  });

  it('respect notice and horizon', () => {
    const rules = { ...query({}).rules, noticeMinutes: 120 };
    expect(offers({ now: at('08:15'), rules })).toEqual(['10:30 a 1', '11:00 a 1']);
    expect(offers({ from: minute('2026-10-06'), to: minute('2026-10-09'), rules: { ...rules, horizonDays: 1 } })).toHaveLength(5);
    expect(offers({ from: minute('2026-10-07'), to: minute('2026-10-09'), rules: { ...rules, horizonDays: 1 } })).toEqual([]);
  });

  it('align on the wall, be the offset three quarters of an hour', () => {
    const specialists = [resource('a', 9, 12, [], 1, 'Asia/Kathmandu')];
    const rules = { ...query({}).rules, alignMinutes: 60 };
    expect(offers({ specialists, zone: 'Asia/Kathmandu', rules })).toEqual(['03:15 a 1', '04:15 a 1', '05:15 a 1']);
  });

  it('need a unit of a pool: whichever room, with its cleaning', () => {
    const resources = [resource('r1', 9, 12, [{ start: at('09:00'), end: at('10:00') }]), resource('r2', 11, 12)];
    expect(offers({ pools: [room({ resources })] })).toEqual(['10:00 a 1', '10:30 a 1', '11:00 a 1']);
    expect(offers({ pools: [room({ resources, before: 15 })] })).toEqual(['10:30 a 1', '11:00 a 1']);
    expect(offers({ pools: [room({ resources: [] })] })).toEqual([]);
  });

  it('find several units in one resource or in several', () => {
    const resources = [resource('e1', 9, 12, [{ start: at('10:00'), end: at('10:30') }], 2), resource('e2', 10, 11)];
    expect(offers({ pools: [room({ resources, need: 2 })] })).toEqual(['09:00 a 1', '10:00 a 1', '10:30 a 1', '11:00 a 1']);
    expect(offers({ pools: [room({ resources, need: 3 })] })).toEqual([]);
  });

  it('offer what is left of a group beside new sessions', () => {
    const begun = { specialistId: 'a', start: at('09:20'), seats: 6, booked: 3, heldUntil: [at('00:05'), at('00:00')] };
    const specialists = [resource('a', 9, 12, [{ start: at('09:20'), end: at('10:20') }])];
    expect(offers({ specialists, seats: 6, groups: [begun] })).toEqual(['09:20 a 2', '10:30 a 6', '11:00 a 6']);
    expect(offers({ specialists, seats: 6, groups: [{ ...begun, booked: 5 }] })).toEqual(['10:30 a 6', '11:00 a 6']);
    expect(offers({ specialists, groups: [{ ...begun, specialistId: 'unknown' }] })).toEqual(['10:30 a 1', '11:00 a 1']);
  });

  it('exist on both readings of a doubled hour and on none of a missing one', () => {
    const berlin = (date: string) => ({
      specialists: [resource('a', 1, 4, [], 1, 'Europe/Berlin')],
      zone: 'Europe/Berlin',
      now: minute(date) - 1440,
      from: minute(date) - 120,
      to: minute(date, '12:00'),
      rules: { ...query({}).rules, horizonDays: 200, alignMinutes: 60 },
    });
    expect(offers(berlin('2026-10-25'))).toEqual(['23:00 a 1', '00:00 a 1', '01:00 a 1', '02:00 a 1']);
    expect(offers(berlin('2027-03-28'))).toEqual(['00:00 a 1', '01:00 a 1']);
  });

  it('carry versions: of the unit, of each resource, of each day', () => {
    const week = { to: minute('2026-10-08'), pools: [room({ resources: [resource('r1', 0, 24)] })] };
    const busy = resource('a', 9, 12, [{ start: minute('2026-10-06', '09:00'), end: minute('2026-10-06', '10:00') }]);
    const before = findSlots(query(week)).versions;
    const after = findSlots(query({ ...week, version: 2, specialists: [busy] })).versions;
    expect(before.resources).toEqual(
      new Map([
        ['a', '1.1/1'],
        ['r1', '1.1/1'],
      ]),
    );
    expect([before.calendar, after.calendar]).toEqual([1, 2]);
    const days = ['2026-10-05', '2026-10-06', '2026-10-07'].map((date) => minute(date));
    expect([...before.days.keys()]).toEqual(days);
    expect(days.map((day) => before.days.get(day) === after.days.get(day))).toEqual([true, false, true]);
  });

  it('refuse queries without bounds', () => {
    expect(() => findSlots(query({ durationMinutes: 0 }))).toThrow(RangeError);
    expect(() => findSlots(query({ rules: { ...query({}).rules, alignMinutes: 0 } }))).toThrow(RangeError);
    expect(() => findSlots(query({ seats: 0 }))).toThrow(RangeError);
    const endless = { to: minute('2028-10-05'), rules: { ...query({}).rules, horizonDays: 700 } };
    expect(() => findSlots(query(endless))).toThrow('at most 400 days');
  });
});
