import type { Placement, UnplacedSession } from '#domain/scheduling/model/clinic-plan';
import { DEFAULT_RULES, RULE_IDS } from '#domain/scheduling/model/rule-settings';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { fitnessCases } from '#tests/support/scheduling/clinic-checker-cases/fitness';
import { occupationCases } from '#tests/support/scheduling/clinic-checker-cases/occupation';
import type { CheckerCase } from '#tests/support/scheduling/clinic-checker-cases/rows';
import { clinic, only, planOf } from '#tests/support/scheduling/tiny-clinic';

const cases = [...fitnessCases, ...occupationCases];

const check = ({ given }: CheckerCase, placements: readonly Placement[], unplaced: readonly UnplacedSession[] = []): string[] => {
  const parts = unplaced.map(({ sessionId }) => ({ sessionId, rule: 'unassigned' as const, level: 0 as const, amount: 1 }));
  return checkClinicPlan(clinic(given), planOf([...placements], parts, [...unplaced])).map(({ rule }) => rule);
};

describe('the checker of clinic plans, rule by rule', () => {
  it.each(cases)('$rule: $says', (one) => {
    expect(check(one, one.right)).toEqual([]);
    expect(check(one, one.wrong, one.unplaced)).toEqual([one.rule]);
  });

  it('has a planted violation of every rule that can be hard', () => {
    const planted = new Set(cases.map(({ rule }) => rule));
    expect(RULE_IDS.filter((rule) => DEFAULT_RULES[rule].allowed.includes('hard') && !planted.has(rule))).toEqual([]);
  });

  it('looks at no rule that is off', () => {
    const silenced = cases.filter(({ rule, given }) => given.rules !== undefined && DEFAULT_RULES[rule].allowed.includes('off'));
    for (const one of silenced) {
      const rules = check({ ...one, given: { ...one.given, rules: only() } }, one.wrong, one.unplaced).filter(
        (rule) => rule !== 'lots',
      );
      expect(rules).toEqual([]);
    }
    expect(silenced.length).toBeGreaterThan(15);
  });
});
