import fc from 'fast-check';
import { factsOf } from '#tests/support/enrollment-facts';
import { historyKnobs, historyOf } from '#tests/support/random-histories';
import { slowOracle } from '#tests/support/slow-oracle';
import { progressAt } from './progress';
import { localDateAt } from './local-timeline';

/** In other zones than the first a part is enough to show that the machine's zone is not asked. */
const RUNS = process.env['TZ'] === 'UTC' ? 10_000 : 500;

describe('progress against the slow day-by-day oracle', () => {
  it('gives the same weeks, adherence, streaks and end date for 10,000 random histories', () => {
    let neutral = 0;
    let freezes = 0;
    let moved = 0;
    fc.assert(
      fc.property(historyKnobs, (knobs) => {
        const { history, as_of, clock } = historyOf(knobs);
        const facts = factsOf(history);
        const slow = slowOracle(history, as_of, clock);
        const fast = progressAt(facts, as_of);
        const weeks = fast.weeks.filter((week) => week.index > 0);
        neutral += slow.weeks.filter((week) => week.neutral).length;
        freezes += slow.freezes;
        moved += history.zones.length - 1;
        expect({
          today: fast.today,
          end_date: fast.end_date,
          total: fast.sessions_total,
          completed: fast.completed,
          skipped: fast.skipped,
          adherence: fast.adherence,
          week_streak: fast.week_streak,
          freezes: fast.freezes,
          day_streak: fast.day_streak,
          weeks: weeks.map(({ monday, done, expected, closed, neutral: n, left_out }) => ({
            monday,
            done,
            expected,
            closed,
            neutral: n,
            left_out,
          })),
        }).toEqual(slow);
        const wrongDay = history.entries.find((entry) => localDateAt(facts.zones, entry.at) !== entry.local_date);
        expect(wrongDay).toBeUndefined();
      }),
      { numRuns: RUNS, seed: 20_261_003 },
    );
    // The histories must really hold what the rules are about.
    expect({ neutral: neutral > RUNS / 10, freezes: freezes > RUNS * 0.03, moved: moved > RUNS * 0.3 }).toEqual({
      neutral: true,
      freezes: true,
      moved: true,
    });
  });
});
