import { toDayNumber } from '#domain/shared/local-date';
import { instantToIso } from '#domain/shared/zoned-time';
import { dayOf, wallMinute } from '../model/local-days';
import { dayStartOf, hoursToUtc, localDayStarts, utcOffsets } from './local-calendar';
import { zoneClock, type WallRule } from './zone-clock';

const wall = (date: string, hours: number, minutes = 0): number => toDayNumber(date) * 1440 + hours * 60 + minutes;
const iso = (minute: number | null): string | null => (minute === null ? null : instantToIso(minute * 60_000).slice(0, 16));
const utc = (text: string): number => wall(text.slice(0, 10), Number(text.slice(11, 13)), Number(text.slice(14, 16)));
const read = (zone: string, reading: number, rule: WallRule) => iso(zoneClock(zone).localToUtc(reading, rule));

describe('the clock of a zone', () => {
  it('moves a time inside a gap forward by the gap, or refuses it', () => {
    expect(read('Europe/Berlin', wall('2027-03-28', 2, 30), 'start')).toBe('2027-03-28T01:30');
    expect(read('Europe/Berlin', wall('2027-03-28', 2, 30), 'end')).toBe('2027-03-28T01:30');
    expect(read('Europe/Berlin', wall('2027-03-28', 2, 30), 'reject')).toBeNull();
    expect(read('Australia/Lord_Howe', wall('2026-10-04', 2, 10), 'start')).toBe('2026-10-03T15:40');
  });

  it('takes the earlier of a doubled time as a start and the later as an end, or refuses it', () => {
    expect(read('Europe/Berlin', wall('2026-10-25', 2, 30), 'start')).toBe('2026-10-25T00:30');
    expect(read('Europe/Berlin', wall('2026-10-25', 2, 30), 'end')).toBe('2026-10-25T01:30');
    expect(read('Europe/Berlin', wall('2026-10-25', 2, 30), 'reject')).toBeNull();
    expect(read('Europe/Berlin', wall('2026-10-25', 3), 'reject')).toBe('2026-10-25T02:00');
  });

  it('refuses zones the runtime does not know and years without a table', () => {
    expect(() => zoneClock('Mars/Olympus')).toThrow(RangeError);
    expect(() => zoneClock('UTC').offsetAt(wall('1979-12-31', 0))).toThrow('outside the years 1980 to 2199');
    expect(() => zoneClock('UTC').offsetAt(Number.NaN)).toThrow(RangeError);
  });

  it('answers the same whatever was asked before, also beyond the first table', () => {
    const clock = zoneClock('America/New_York');
    const probes = Array.from({ length: 900 }, (_, i) => wall('1985-01-01', 0) + ((i * 7919) % 900) * 60 * 24 * 40);
    const first = probes.map((at) => clock.localToUtc(at, 'start'));
    expect(probes.toReversed().map((at) => clock.localToUtc(at, 'start'))).toEqual(first.toReversed());
    expect(clock.offsetAt(utc('2070-07-01T12:00'))).toBe(-240);
  });
});

describe('hours on the wall', () => {
  const hours = (zone: string, from: number, to: number) => {
    const { start, end } = hoursToUtc(zoneClock(zone), from, to);
    return [iso(start), iso(end), end - start];
  };

  it('shrink by what a gap takes from them', () => {
    const day = '2027-03-28';
    expect(hours('Europe/Berlin', wall(day, 1), wall(day, 5))).toEqual(['2027-03-28T00:00', '2027-03-28T03:00', 180]);
    expect(hours('Europe/Berlin', wall(day, 1), wall(day, 2, 30))).toEqual(['2027-03-28T00:00', '2027-03-28T01:00', 60]);
    expect(hours('Europe/Berlin', wall(day, 2, 30), wall(day, 4))).toEqual(['2027-03-28T01:00', '2027-03-28T02:00', 60]);
    expect(hours('Europe/Berlin', wall(day, 2, 10), wall(day, 2, 50))[2]).toBe(0);
  });

  it('reach from the earlier start to the later end across a doubled hour', () => {
    const day = '2026-10-25';
    expect(hours('Europe/Berlin', wall(day, 2, 15), wall(day, 2, 45))[2]).toBe(90);
    expect(hours('Europe/Berlin', wall(day, 1), wall(day, 5))[2]).toBe(300);
    // Hours that only touch the doubled hour hold no doubled minute.
    expect(hours('Europe/Berlin', wall(day, 1), wall(day, 2))[2]).toBe(60);
    expect(hours('Europe/Berlin', wall(day, 3), wall(day, 4))[2]).toBe(60);
  });
});

describe('local days', () => {
  it('begin at the change of the clock where midnight is missing, and at the first of two midnights', () => {
    expect(iso(dayStartOf(zoneClock('America/Santiago'), toDayNumber('2026-09-06')))).toBe('2026-09-06T04:00');
    expect(iso(dayStartOf(zoneClock('America/Havana'), toDayNumber('2026-11-01')))).toBe('2026-11-01T04:00');
  });

  it('cover the span asked for and leave out a day the zone skipped', () => {
    const starts = localDayStarts('Pacific/Apia', utc('2011-12-29T12:00'), utc('2012-01-01T12:00'));
    expect(starts.map(iso)).toEqual([
      '2011-12-29T10:00',
      '2011-12-30T10:00',
      '2011-12-31T10:00',
      '2012-01-01T10:00',
      '2012-01-02T10:00',
    ]);
    expect(localDayStarts('UTC', utc('2026-01-01T00:00'), utc('2026-01-02T00:00')).map(iso)).toEqual([
      '2026-01-01T00:00',
      '2026-01-02T00:00',
    ]);
  });

  it('come with the offsets in force', () => {
    expect(utcOffsets('Europe/Berlin', utc('2026-10-01T00:00'), utc('2027-04-01T00:00'))).toEqual([
      { from: utc('2026-10-01T00:00'), offsetMinutes: 120 },
      { from: utc('2026-10-25T01:00'), offsetMinutes: 60 },
      { from: utc('2027-03-28T01:00'), offsetMinutes: 120 },
    ]);
    expect(utcOffsets('Asia/Kolkata', 30_000_000, 31_000_000)).toEqual([{ from: 30_000_000, offsetMinutes: 330 }]);
  });
});

describe('a centre of the planner', () => {
  it('finds days and wall times from the arrays as the clock does', () => {
    for (const zone of ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
      const clock = zoneClock(zone);
      const [from, to] = [utc('2026-08-20T12:00'), utc('2026-11-10T12:00')];
      const days = { dayStarts: localDayStarts(zone, from, to), utcOffsets: utcOffsets(zone, from, to) };
      const centre = { id: 'c', zone, gridMinutes: 5, open: null, ...days } as const;
      const firstDay = Math.floor(clock.utcToLocal(from) / 1440);
      const wrong: number[] = [];
      for (let at = from; at < to; at += 35) {
        const reading = clock.utcToLocal(at);
        const isDay = dayOf(centre, at) === Math.floor(reading / 1440) - firstDay;
        if (!isDay || wallMinute(centre, at) !== reading % 1440) wrong.push(at);
      }
      expect([zone, ...wrong]).toEqual([zone]);
    }
  });
});
