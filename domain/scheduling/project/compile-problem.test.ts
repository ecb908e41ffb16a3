import { compileProblem } from './compile-problem';
import type { ProjectProblem } from './problem';

const pair: ProjectProblem = {
  activities: [
    { id: 'a', duration: 2, demands: [1] },
    { id: 'b', duration: 3, demands: [1] },
  ],
  lags: [{ id: 'gap', from: 'a', to: 'b', lag: 2 }],
  resources: [{ id: 'room', capacity: 1 }],
};
const [first, second] = pair.activities as [ProjectProblem['activities'][0], ProjectProblem['activities'][0]]; // as written above

function chain(count: number, duration: number, closing: number | null): ProjectProblem {
  const id = (index: number): string => `a${index}`;
  const activities = Array.from({ length: count }, (_, index) => ({ id: id(index), duration, demands: [1] }));
  const lags = activities.slice(1).map((_, index) => ({ id: `l${index}`, from: id(index), to: id(index + 1), lag: duration }));
  const back = closing === null ? [] : [{ id: 'back', from: id(count - 1), to: id(0), lag: closing }];
  return { activities, lags: [...lags, ...back], resources: [{ id: 'room', capacity: 1 }] };
}

describe('compileProblem', () => {
  it('gives each activity the window that the gaps leave', () => {
    const model = compileProblem(pair);
    if (!model.ok) throw new Error(model.error.message);
    expect([...model.value.earliest]).toEqual([0, 2, 5]);
    expect(model.value).toMatchObject({ nodes: 3, horizon: 5, hasLongestGaps: false });
    expect([...model.value.latest]).toEqual([0, 2, 5]);
  });

  it('sees maximum gaps and latest starts', () => {
    const withMaximum = { ...pair, lags: [...pair.lags, { id: 'most', from: 'b', to: 'a', lag: -4 }] };
    expect(compileProblem(withMaximum)).toMatchObject({ ok: true, value: { hasLongestGaps: true } });
    const withDeadline = { ...pair, activities: [first, { ...second, latestStart: 9 }] };
    expect(compileProblem(withDeadline)).toMatchObject({ ok: true, value: { hasLongestGaps: true } });
  });

  const refusals: [string, ProjectProblem, object][] = [
    [
      'an unknown activity in a gap',
      { ...pair, lags: [{ id: 'gap', from: 'a', to: 'x', lag: 1 }] },
      { code: 'unknown_id', pointer: '/lags/0/to' },
    ],
    ['an unknown objective', { ...pair, objectiveActivity: 'x' }, { code: 'unknown_id', pointer: '/objectiveActivity' }],
    ['an id used twice', { ...pair, activities: [first, first] }, { code: 'duplicate_id', pointer: '/activities/1/id' }],
    [
      'more demand than there is',
      { ...pair, activities: [{ ...first, demands: [2] }, second] },
      { code: 'demand_exceeds_capacity', pointer: '/activities/0/demands/0' },
    ],
    [
      'a missing demand',
      { ...pair, activities: [{ ...first, demands: [] }, second] },
      { code: 'demand_count', pointer: '/activities/0/demands' },
    ],
    [
      'half a minute',
      { ...pair, activities: [{ ...first, duration: 0.5 }, second] },
      { code: 'not_an_integer', pointer: '/activities/0/duration' },
    ],
    ['a negative duration', { ...pair, activities: [{ ...first, duration: -1 }, second] }, { code: 'negative_number' }],
    [
      'not a number',
      { ...pair, lags: [{ id: 'gap', from: 'a', to: 'b', lag: Number.NaN }] },
      { code: 'not_an_integer', pointer: '/lags/0/lag' },
    ],
    [
      'an empty window',
      { ...pair, activities: [{ ...first, earliestStart: 3, latestStart: 2 }, second] },
      { code: 'empty_window' },
    ],
    [
      'a gap that must be both long and short',
      { ...pair, lags: [...pair.lags, { id: 'most', from: 'b', to: 'a', lag: -1 }] },
      { code: 'contradictory_gaps', members: expect.arrayContaining(['gap', 'most']) },
    ],
    ['a cycle of predecessors', chain(50, 2, 2), { code: 'contradictory_gaps' }],
    [
      'a gap that leads past a latest start',
      { ...pair, activities: [first, { ...second, latestStart: 1 }] },
      { code: 'contradictory_gaps', members: ['gap'] },
    ],
    ['10,000 activities', chain(10_000, 1, null), { code: 'too_many', pointer: '/activities' }],
    ['a cycle of 5,000 activities', chain(5_000, 1, 1), { code: 'contradictory_gaps' }],
    ['more activities in chains of maximum gaps than can be planned at once', chain(5_000, 1, -6_000), { code: 'too_many' }],
    ['a horizon of years in minutes', chain(2_000, 1_440, null), { code: 'horizon_too_long' }],
  ];

  it.each(refusals)('refuses %s within 100 ms', (_, problem, expected) => {
    // The least processor time of three: other work on the machine and the first compilation do not count.
    const times = [1, 2, 3].map(() => {
      const began = process.cpuUsage();
      compileProblem(problem);
      return process.cpuUsage(began).user / 1_000;
    });
    const result = compileProblem(problem);
    expect(result).toMatchObject({ ok: false, error: expected });
    if (!result.ok) expect(result.error.message).toMatch(/^\S.*\.$/);
    expect(Math.min(...times)).toBeLessThan(100);
  });

  it('accepts a problem of nothing', () => {
    expect(compileProblem({ activities: [], lags: [], resources: [] })).toMatchObject({ ok: true, value: { nodes: 1 } });
  });
});
