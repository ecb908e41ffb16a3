import { POLICY_RULES } from '#domain/organizations/policies';
import messages from './locales/en.json';
import { groupOf, joinDuration, splitDuration } from './policy-words';

describe('durations of the rules', () => {
  it('are one number with the largest unit that divides them', () => {
    expect(splitDuration('P14D')).toEqual({ n: 2, unit: 'week' });
    expect(splitDuration('P5D')).toEqual({ n: 5, unit: 'day' });
    expect(splitDuration('PT12H')).toEqual({ n: 12, unit: 'hour' });
    expect(splitDuration('PT90S')).toEqual({ n: 90, unit: 'second' });
    expect(splitDuration('PT5M')).toEqual({ n: 5, unit: 'minute' });
    expect(splitDuration('P0D')).toEqual({ n: 0, unit: 'day' });
  });

  it('keep 24 hours apart from a day, and mix into hours', () => {
    expect(splitDuration('PT24H')).toEqual({ n: 24, unit: 'hour' });
    expect(splitDuration('P1DT12H')).toEqual({ n: 36, unit: 'hour' });
  });

  it('come back as the same text', () => {
    for (const iso of ['P7D', 'P3D', 'PT12H', 'PT5M', 'PT30S']) expect(joinDuration(splitDuration(iso))).toBe(iso);
  });
});

describe('rules of the clinic', () => {
  const textAt = (path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), messages);

  it('all have a place, a label and a hint', () => {
    for (const key of Object.keys(POLICY_RULES)) {
      expect([key, groupOf(key)]).not.toEqual([key, 'other']);
      expect([key, typeof textAt(`organization.policy.${key}.label`)]).toEqual([key, 'string']);
      expect([key, typeof textAt(`organization.policy.${key}.hint`)]).toEqual([key, 'string']);
    }
  });

  it('name every choice', () => {
    for (const [key, rule] of Object.entries(POLICY_RULES)) {
      if (rule.kind !== 'choice') continue;
      for (const choice of rule.choices) {
        expect([choice, typeof textAt(`organization.policy.${key}.choice.${choice}`)]).toEqual([choice, 'string']);
      }
    }
  });
});
