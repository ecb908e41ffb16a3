import type { EnrollmentProgress, GuideSession, SessionRow, Week } from '../../../api/types';
import { greetingKey, hourIn } from './greeting';
import { painTrend, percent, trendKey } from './progress-words';
import { blockedBy, coverOf, equipmentOf, latestPerKey, sessionNumber, weekEntries } from './today-view';
import { weekSteps } from './week-steps';

// Parts of answers: only what the functions under test read.
const progress = (change: object): EnrollmentProgress =>
  ({
    phase: 'running',
    today: '2026-11-26',
    next_free_day: '2026-11-26',
    open_session_id: null,
    enrollment: { sessions_total: 18, sessions_completed: 7, sessions_skipped: 1, start_date: '2026-11-30' },
    ...change,
  }) as EnrollmentProgress;
const week = (change: object): Week =>
  ({ week: 3, expected: 3, done: 2, skipped: 0, done_on: ['2026-11-23', '2026-11-25'], ...change }) as Week;
const row = (id: number, change: object): SessionRow =>
  ({ id, session_key: 'a', week: 3, status: 'completed', local_date: '2026-11-23', ...change }) as SessionRow;
const words = { weekday: (date: string) => date.slice(8), open: 'open' };

describe('what can be done today', () => {
  it('is the next session when a day is free', () => {
    expect(blockedBy(progress({}))).toBeNull();
    expect(sessionNumber(progress({}))).toBe(9);
  });

  it('is nothing when day or week are full, and the next free day is said', () => {
    expect(blockedBy(progress({ next_free_day: '2026-11-27' }))).toEqual({ code: 'full', day: '2026-11-27' });
    expect(blockedBy(progress({ next_free_day: null }))).toEqual({ code: 'over', day: null });
  });

  it('is nothing before the start', () => {
    expect(blockedBy(progress({ phase: 'before_start' }))).toEqual({ code: 'before_start', day: '2026-11-30' });
  });

  it('is always the session in progress', () => {
    expect(blockedBy(progress({ open_session_id: 8, next_free_day: null, phase: 'over' }))).toBeNull();
  });
});

describe('the week as a path', () => {
  it('shows what was done with its day, the open one in gold, the rest to come', () => {
    const entries = weekEntries(week({}), [
      row(9, { status: 'skipped', local_date: '2026-11-24' }),
      row(8, { week: 2, status: 'skipped' }),
    ]);
    expect(entries.map((entry) => entry.outcome)).toEqual(['completed', 'skipped', 'completed']);
    expect(weekSteps(week({ expected: 5, skipped: 1 }), entries, words).map((step) => [step.state, step.label])).toEqual([
      ['done', '23'],
      ['skipped', '24'],
      ['done', '25'],
      ['now', 'open'],
      ['ahead', ''],
    ]);
  });

  it('never shows less than what was done, nor anything as missed', () => {
    const steps = weekSteps(week({ done: 4, done_on: [] }), [], words);
    expect(steps.map((step) => step.state)).toEqual(['done', 'done', 'done', 'done']);
  });
});

describe('a session on the page', () => {
  const session = {
    exercises: [
      { demo_slug: 'cat-camel', equipment: ['mat'] },
      { demo_slug: 'bridge', equipment: ['mat', 'none'] },
      { demo_slug: null, equipment: ['chair'] },
    ],
  } as unknown as GuideSession;

  it('has the exercise after the warm-up as its picture and lists equipment once', () => {
    expect(coverOf(session)).toBe('bridge');
    expect(equipmentOf(session)).toEqual(['mat', 'chair']);
  });

  it('is found again by its newest time', () => {
    const rows = [
      row(1, { session_key: 'a' }),
      row(4, { session_key: 'a' }),
      row(3, { session_key: 'b' }),
      row(5, { session_key: 'c' }),
    ];
    expect(latestPerKey(rows, 'c')).toEqual([4, 3]);
  });
});

describe('progress in words', () => {
  it('tells the trend of the pain only from two measurements on', () => {
    expect([painTrend(null), painTrend({ sessions: 1, first: 5, last: 5 })]).toEqual([null, null]);
    const trend = painTrend({ sessions: 2, first: 5, last: 3 });
    expect(trend).toEqual({ from: 5, to: 3, count: 2 });
    expect(trend && trendKey(trend)).toBe('less');
    expect(percent({ met: 8, expected: 9 })).toBe(89);
  });

  it('greets by the hour of the patient, not of the device', () => {
    expect(greetingKey(hourIn(new Date('2026-11-26T18:00:00Z'), 'Europe/Berlin'))).toBe('evening');
    expect(greetingKey(hourIn(new Date('2026-11-26T18:00:00Z'), 'Pacific/Auckland'))).toBe('morning');
    expect(greetingKey(hourIn(new Date('2026-11-26T14:00:00Z'), 'Europe/Berlin'))).toBe('day');
  });
});
