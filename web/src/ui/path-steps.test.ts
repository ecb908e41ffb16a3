import { lineAfter, weekLineAfter, type PathStep } from './path-steps';

const path = (...states: PathStep['state'][]): PathStep[] => states.map((state, key) => ({ key, state, label: '' }));

describe('the path', () => {
  it('is solid up to now and dotted from now on', () => {
    const steps = path('done', 'done', 'now', 'ahead', 'ahead');
    expect(steps.map((_, index) => lineAfter(steps, index))).toEqual(['solid', 'solid', 'dotted', 'dotted', 'none']);
  });

  it('is dotted into a future that has no present', () => {
    const steps = path('done', 'ahead');
    expect(lineAfter(steps, 0)).toBe('dotted');
  });

  it('is dotted into the open session of a week', () => {
    const steps = path('done', 'skipped', 'now', 'ahead');
    expect(steps.map((_, index) => weekLineAfter(steps, index))).toEqual(['solid', 'dotted', 'dotted', 'none']);
  });
});
