import { AppError } from '#core/kernel/errors';
import { openTemporalEdge, type TemporalEdge } from './temporal-edge';

const BERLIN = 'Europe/Berlin';

function refused(act: () => unknown): { code: string; pointer: string; message: string } | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error.errors[0];
    throw error;
  }
  return undefined;
}

describe('times at the edge', () => {
  let edge: TemporalEdge;
  beforeAll(async () => {
    edge = await openTemporalEdge();
  });

  it('read an instant with an offset and write it in any zone', () => {
    const minute = edge.parseInstant('2026-10-05T09:00+02:00', '/start');
    expect(minute).toBe(Date.UTC(2026, 9, 5, 7) / 60_000);
    expect(edge.formatInstant(minute, 'Asia/Kolkata')).toBe('2026-10-05T12:30+05:30');
    expect(edge.parseInstant('2026-10-25T02:30+01:00[Europe/Berlin]', '/start')).toBe(Date.UTC(2026, 9, 25, 1, 30) / 60_000);
  });

  it('refuse what is no instant, with the place and what to send', () => {
    for (const text of ['2026-10-05T09:00', 'tomorrow', '2026-02-30T09:00Z', '2026-10-05T09:00+05:00[Europe/Berlin]']) {
      expect(refused(() => edge.parseInstant(text, '/start'))).toMatchObject({ pointer: '/start', code: 'invalid_instant' });
    }
    expect(refused(() => edge.parseInstant('2026-10-05T09:00:30Z', '/start'))?.code).toBe('whole_minute');
  });

  it('read a local time of a zone, and refuse one that does not exist or comes twice', () => {
    expect(edge.parseLocalTime('2026-10-05T09:00', BERLIN, '/start')).toBe(Date.UTC(2026, 9, 5, 7) / 60_000);
    expect(refused(() => edge.parseLocalTime('2027-03-28T02:30', BERLIN, '/start'))).toEqual({
      pointer: '/start',
      code: 'missing_time',
      message: 'The clocks go forward then, and this time does not exist. Try 01:30 or 03:30.',
    });
    expect(refused(() => edge.parseLocalTime('2026-10-25T02:30', BERLIN, '/start'))?.message).toBe(
      'The clocks go back then, and this time comes twice. Send 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00.',
    );
    expect(refused(() => edge.parseLocalTime('2026-10-05T09:00Z', BERLIN, '/start'))?.code).toBe('invalid_local_time');
    expect(refused(() => edge.parseLocalTime('2026-10-05T09:00', 'Mars/Olympus', '/zone'))?.code).toBe('unknown_zone');
  });

  it('keep the time on the wall from one day to the next', () => {
    const before = edge.parseLocalTime('2027-03-27T09:00', BERLIN, '/start');
    expect(edge.sameLocalTime(before, BERLIN, 1) - before).toBe(23 * 60);
    expect(edge.formatInstant(edge.sameLocalTime(before, BERLIN, 1), BERLIN)).toBe('2027-03-28T09:00+02:00');
    const inGap = edge.parseLocalTime('2027-03-27T02:30', BERLIN, '/start');
    expect(edge.formatInstant(edge.sameLocalTime(inGap, BERLIN, 1), BERLIN)).toBe('2027-03-28T03:30+02:00');
  });
});
