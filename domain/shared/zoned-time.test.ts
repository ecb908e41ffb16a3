/* oxlint-disable no-restricted-globals -- the runtime's own calendar is the reference in these tests */
import fc from 'fast-check';
import { addDays, isLocalDate, isoWeekday, mondayOf, mondayOnOrAfter } from './local-date';
import { fromLocal, instantToIso, isoToInstant, isTimeZone, isWallTime, offsetAt, toLocal } from './zoned-time';

describe('local dates', () => {
  it('agree with the calendar of the runtime from 1900 to 2100', () => {
    for (let day = -25_567; day < 47_482; day += 1) {
      const date = new Date(day * 86_400_000);
      const text = date.toISOString().slice(0, 10);
      if (addDays('1970-01-01', day) !== text || isoWeekday(text) !== ((date.getUTCDay() + 6) % 7) + 1) throw new Error(text);
    }
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('find Mondays', () => {
    expect(mondayOf('2026-10-04')).toBe('2026-09-28');
    expect(mondayOnOrAfter('2026-10-05')).toBe('2026-10-05');
    expect(mondayOnOrAfter('2026-10-06')).toBe('2026-10-12');
  });

  it('refuse days that do not exist', () => {
    expect(['2026-02-28', '2028-02-29'].every(isLocalDate)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-10-05T00:00'].some(isLocalDate)).toBe(false);
  });
});

describe('zoned time', () => {
  it('answers the first instant after a gap and the earlier of a doubled time', () => {
    expect(instantToIso(fromLocal('2027-03-28', '02:30', 'Europe/Berlin'))).toBe('2027-03-28T01:00:00.000Z');
    expect(instantToIso(fromLocal('2026-10-25', '02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
    expect(instantToIso(fromLocal('2026-10-25', '03:00', 'Europe/Berlin'))).toBe('2026-10-25T02:00:00.000Z');
    // Santiago has no midnight on that Sunday, Havana has two on the other.
    expect(instantToIso(fromLocal('2026-09-06', '00:00', 'America/Santiago'))).toBe('2026-09-06T04:00:00.000Z');
    expect(instantToIso(fromLocal('2026-11-01', '00:00', 'America/Havana'))).toBe('2026-11-01T04:00:00.000Z');
    // Lord Howe moves by half an hour; Apia had no 30 December 2011 at all.
    expect(toLocal(fromLocal('2026-10-04', '02:10', 'Australia/Lord_Howe'), 'Australia/Lord_Howe').ms_of_day).toBe(
      2.5 * 3_600_000,
    );
    expect(instantToIso(fromLocal('2011-12-30', '12:00', 'Pacific/Apia'))).toBe('2011-12-30T10:00:00.000Z');
  });

  it('knows the same offsets as Intl, asked directly, in every zone and at every hour around changes', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Africa/Casablanca',
      'Africa/Cairo',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Chatham',
    ];
    const direct = (zone: string, at: number): number => {
      const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
      const [, sign, hours, minutes] =
        /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '') ?? [];
      return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    };
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), (zone, seconds) => {
        expect(offsetAt(zone, seconds * 1000)).toBe(direct(zone, seconds * 1000));
      }),
      { numRuns: 1000 },
    );
  });

  it('goes to a local time and back whenever the time exists', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/Havana', 'Asia/Kolkata'),
        fc.nat({ max: 500_000 }),
        (zone, quarter) => {
          const at = Date.UTC(2026, 0, 1) + quarter * 900_000;
          const { date, ms_of_day } = toLocal(at, zone);
          const time = new Date(ms_of_day).toISOString().slice(11, 16);
          const back = fromLocal(date, time, zone);
          expect(back <= at && toLocal(back, zone).ms_of_day === ms_of_day && toLocal(back, zone).date === date).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('knows zones by name only', () => {
    expect(['Europe/Berlin', 'UTC', 'Asia/Kolkata'].every(isTimeZone)).toBe(true);
    expect(['', '+05:30', 'Europe/Atlantis', 'CET+1'].some(isTimeZone)).toBe(false);
    expect(isWallTime('23:59') && !isWallTime('24:00') && !isWallTime('7:00')).toBe(true);
  });

  it('reads and writes ISO instants', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000_000, max: 4_000_000_000_000 }), (at) => {
        expect(instantToIso(at)).toBe(new Date(at).toISOString());
        expect(isoToInstant(instantToIso(at))).toBe(at);
      }),
    );
    expect(isoToInstant('2026-10-05T18:00:00+02:00')).toBe(Date.UTC(2026, 9, 5, 16));
    expect(isoToInstant('2026-10-05T18:00:00')).toBeNull();
    expect(isoToInstant('2026-02-30T18:00:00Z')).toBeNull();
    expect(isoToInstant('2026-10-05T25:00:00Z')).toBeNull();
  });
});
