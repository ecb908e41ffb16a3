import fc from 'fast-check';
import type { ProjectProblem } from '#domain/scheduling/project/problem';

/** Small problems: up to four activities, two resources, gaps of either sign, some contradictory. */
export function smallProblems(lowestLag: number): fc.Arbitrary<ProjectProblem> {
  return fc.integer({ min: 1, max: 4 }).chain((count) => {
    const activity = fc.record({
      duration: fc.integer({ min: 0, max: 3 }),
      demands: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 })),
      earliestStart: fc.constantFrom(0, 0, 0, 2),
    });
    const lag = fc.record({
      from: fc.integer({ min: 0, max: count - 1 }),
      to: fc.integer({ min: 0, max: count - 1 }),
      lag: fc.integer({ min: lowestLag, max: 3 }),
    });
    return fc
      .record({ activities: fc.array(activity, { minLength: count, maxLength: count }), lags: fc.array(lag, { maxLength: 6 }) })
      .map(({ activities, lags }) => ({
        activities: activities.map((rest, index) => ({ id: `a${index}`, ...rest })),
        lags: lags
          .filter(({ from, to }) => (lowestLag < 0 ? from !== to : from < to))
          .map(({ from, to, lag: gap }, index) => ({
            id: `l${index}`,
            from: `a${from}`,
            to: `a${to}`,
            lag: lowestLag < 0 ? gap : (activities[from]?.duration ?? 0),
          })),
        resources: [
          { id: 'r0', capacity: 2 },
          { id: 'r1', capacity: 3 },
        ],
      }));
  });
}
