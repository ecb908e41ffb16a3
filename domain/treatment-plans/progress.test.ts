/* oxlint-disable no-restricted-globals -- the runtime's own calendar is the reference in these tests */
import { at, enrollment } from '#tests/support/enrollment-facts';
import { clockOf, slowOracle, type OracleHistory } from '#tests/support/slow-oracle';
import type { EnrollmentFacts } from './enrollment-facts';
import { finishEnrollment } from './finish-enrollment';
import { progressAt, reachesThreshold } from './progress';

/** The last moment of a local day. */
const lastMomentOf = (day: string, zone: string): number => at(`${day} 23:59`, zone) + 59_999;

function bothAt(facts: EnrollmentFacts, now: number) {
  const history: OracleHistory = {
    start_date: facts.start_date,
    f: facts.frequency_per_week,
    n: facts.duration_weeks,
    zones: facts.zones.map((zone) => ({ ...zone })),
    pauses: facts.pauses.map((pause) => ({ ...pause })),
    entries: facts.entries.map((entry) => ({ ...entry })),
    ended_at: facts.ended?.at ?? null,
  };
  const from = Date.parse(`${facts.start_date}T00:00:00Z`) - 4 * 86_400_000;
  const slow = slowOracle(history, now, clockOf(history.zones, from, now + 10 * 86_400_000));
  const fast = progressAt(facts, now);
  expect([fast.adherence, fast.week_streak, fast.freezes, fast.day_streak, fast.end_date]).toEqual([
    slow.adherence,
    slow.week_streak,
    slow.freezes,
    slow.day_streak,
    slow.end_date,
  ]);
  return fast;
}

const weeksOf = (progress: ReturnType<typeof progressAt>): string =>
  progress.weeks
    .map((week) => `W${week.index} ${week.done}/${week.expected}${week.neutral ? ' neutral' : ''}${week.closed ? '' : ' open'}`)
    .join(' · ');

describe('the worked table of plan-semantics §2', () => {
  it('row 1: lead-in and the end of summer time', () => {
    const done = [
      '2026-10-03',
      '2026-10-05',
      '2026-10-07',
      '2026-10-09',
      '2026-10-12',
      '2026-10-14',
      '2026-10-20',
      '2026-10-22',
      '2026-10-23',
      '2026-10-26',
    ];
    const facts = enrollment({ zone: 'Europe/Berlin', start: '2026-10-03', f: 3, n: 4, done });
    const progress = bothAt(facts, lastMomentOf('2026-10-27', 'Europe/Berlin'));
    expect(weeksOf(progress)).toBe('W0 1/0 · W1 3/3 · W2 2/3 · W3 3/3 · W4 1/3 open');
    expect(progress).toMatchObject({
      end_date: '2026-11-01',
      sessions_total: 12,
      completed: 10,
      adherence: { met: 8, expected: 9 },
      week_streak: 1,
      left: 2,
    });
  });

  it('row 2: a pause makes one week neutral and moves the end, a week met in spite of it counts', () => {
    const zone = 'Europe/Berlin';
    const pauses = [{ from: at('2026-10-08 09:00', zone), until: at('2026-10-16 09:00', zone) }];
    const done = ['2026-10-05', '2026-10-07', '2026-10-19', '2026-10-21', '2026-10-28'];
    const facts = enrollment({ zone, start: '2026-10-05', f: 2, n: 3, done, change: { pauses } });
    const progress = bothAt(facts, lastMomentOf('2026-11-01', zone));
    expect(weeksOf(progress)).toBe('W1 2/2 · W2 0/2 neutral · W3 2/2 · W4 1/2 open');
    expect(progress.weeks.map((week) => week.paused_days)).toEqual([4, 4, 0, 0]);
    expect(progress).toMatchObject({ end_date: '2026-11-01', adherence: { met: 4, expected: 4 }, week_streak: 2 });
    expect(progressAt(facts, at('2026-10-07 00:00', zone)).end_date).toBe('2026-10-25');
  });

  it('row 3: an empty week at the turn of the year counts, no week counts above its expectation', () => {
    const zone = 'Asia/Kolkata';
    const done = ['2026-12-21', '2026-12-23', '2027-01-04', '2027-01-06', '2027-01-07'];
    const facts = enrollment({ zone, start: '2026-12-21', f: 2, n: 3, done });
    const progress = bothAt(facts, lastMomentOf('2027-01-11', zone));
    expect(weeksOf(progress)).toBe('W1 2/2 · W2 0/2 · W3 3/2');
    expect(progress).toMatchObject({
      end_date: '2027-01-10',
      adherence: { met: 4, expected: 6 },
      week_streak: 1,
      phase: 'grace',
    });
  });

  it('row 4: a session of the lead-in lowers what the last week expects, and the course ends with the total', () => {
    const zone = 'Europe/Berlin';
    const open = enrollment({ zone, start: '2026-10-03', f: 3, n: 1, done: ['2026-10-03', '2026-10-05', '2026-10-07'] });
    const { facts } = finishEnrollment(open, 'completed', {
      at: at('2026-10-07 12:00', zone),
      reason: 'total_reached',
      note: null,
    });
    const progress = bothAt(facts, lastMomentOf('2026-10-12', zone));
    expect(weeksOf(progress)).toBe('W0 1/0 · W1 2/2');
    expect(progress).toMatchObject({ phase: 'over', adherence: { met: 2, expected: 2 }, week_streak: 1 });
  });

  it('row 5: four weeks in a row earn a freeze, a missed week spends it', () => {
    const zone = 'America/New_York';
    const done = ['2026-08-03', '2026-08-11', '2026-08-18', '2026-08-25', '2026-09-08', '2026-09-14'];
    const facts = enrollment({ zone, start: '2026-08-03', f: 1, n: 8, done });
    const progress = bothAt(facts, lastMomentOf('2026-09-15', zone));
    expect(progress).toMatchObject({ adherence: { met: 5, expected: 6 }, week_streak: 6, freezes: 0, day_streak: 1 });
    expect(bothAt(facts, lastMomentOf('2026-08-30', zone))).toMatchObject({ week_streak: 4, freezes: 0 });
    expect(bothAt(facts, lastMomentOf('2026-08-31', zone))).toMatchObject({ week_streak: 4, freezes: 1 });
  });
});

describe('progress', () => {
  const zone = 'Europe/Berlin';

  it('has no adherence before the first week that counts has closed, neither 0 nor 100', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 2, n: 2, done: ['2026-10-05'] });
    expect(progressAt(facts, at('2026-10-11 23:59', zone)).adherence).toBeNull();
    expect(progressAt(facts, at('2026-10-12 00:00', zone)).adherence).toEqual({ met: 1, expected: 2 });
  });

  it('leaves out the week in which the enrollment ended short', () => {
    const open = enrollment({ zone, start: '2026-10-05', f: 2, n: 4, done: ['2026-10-05', '2026-10-06', '2026-10-13'] });
    const { facts } = finishEnrollment(open, 'cancelled', { at: at('2026-10-14 10:00', zone), reason: 'other', note: null });
    const progress = bothAt(facts, at('2026-12-01 10:00', zone));
    expect(progress.adherence).toEqual({ met: 2, expected: 2 });
    expect(progress.weeks.at(-1)).toMatchObject({ index: 2, left_out: true });
  });

  it('expects less of the last week when extra sessions were done before', () => {
    const done = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-12', '2026-10-13'];
    const progress = bothAt(enrollment({ zone, start: '2026-10-05', f: 2, n: 3, done }), at('2026-10-20 10:00', zone));
    expect(progress.weeks.map((week) => week.expected)).toEqual([2, 2, 1]);
  });

  it('lets a skip use a slot without lowering what the week expects', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 2, n: 2, done: ['2026-10-05'], skipped: ['2026-10-06'] });
    const open = progressAt(facts, at('2026-10-07 10:00', zone));
    expect(open).toMatchObject({ left: 0, completed: 1, skipped: 1 });
    expect(progressAt(facts, at('2026-10-12 10:00', zone)).adherence).toEqual({ met: 1, expected: 2 });
  });

  it('never runs local dates backwards when the patient flies west, and never jumps over one unseen when flying east', () => {
    const west = enrollment({ zone, start: '2026-10-05', f: 2, n: 2 });
    const midnight = at('2026-10-12 00:30', zone);
    const flown: EnrollmentFacts = { ...west, zones: [west.zones[0], { since: midnight, zone: 'America/New_York' }] };
    expect(progressAt(flown, midnight).today).toBe('2026-10-12');
    expect(progressAt(flown, at('2026-10-11 23:00', 'America/New_York')).today).toBe('2026-10-12');
    expect(progressAt(flown, at('2026-10-13 00:00', 'America/New_York')).today).toBe('2026-10-13');
    const evening = at('2026-10-11 22:00', zone);
    const east: EnrollmentFacts = { ...west, zones: [west.zones[0], { since: evening, zone: 'Asia/Tokyo' }] };
    expect(progressAt(east, evening - 1).weeks[0]?.closed).toBe(false);
    expect(progressAt(east, evening).weeks[0]).toMatchObject({ closed: true, closes_at: evening });
  });

  it('names the first free day when the day or the week is full', () => {
    const facts = enrollment({ zone, start: '2026-10-05', f: 2, n: 3, done: ['2026-10-05', '2026-10-06', '2026-10-07'] });
    expect(progressAt(facts, at('2026-10-05 20:00', zone)).next_free_day).toBe('2026-10-06');
    expect(progressAt(facts, at('2026-10-06 09:00', zone)).next_free_day).toBe('2026-10-06');
    expect(progressAt(facts, at('2026-10-07 20:00', zone)).next_free_day).toBe('2026-10-12');
  });

  it('asks for ⌈T × total⌉ completions in decimal arithmetic', () => {
    expect(reachesThreshold(55, 100, 0.55)).toBe(true);
    expect(reachesThreshold(9, 12, 0.8)).toBe(false);
    expect(reachesThreshold(10, 12, 0.8)).toBe(true);
  });
});
