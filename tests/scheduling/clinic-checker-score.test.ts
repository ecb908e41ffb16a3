import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { Reason, Score, ScorePart } from '#domain/scheduling/model/clinic-plan';
import { DEFAULT_RULES, RULE_IDS } from '#domain/scheduling/model/rule-settings';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import { pricedCases, reason, type PricedCase } from '#tests/support/scheduling/clinic-checker-cases/prices';
import { eleven, ten } from '#tests/support/scheduling/clinic-checker-cases/rows';
import { at, clinic, hours, only, place, planOf, session, therapy } from '#tests/support/scheduling/tiny-clinic';

const partsOf = ({ rule, costs }: PricedCase): ScorePart[] =>
  costs.map(([sessionId, level, amount]) => ({ sessionId, rule, level, amount }));

const check = ({ given, placements, unplaced }: PricedCase, parts: ScorePart[]): string[] =>
  checkClinicPlan(clinic(given), planOf([...placements], parts, [...(unplaced ?? [])])).map(({ rule, instance }) =>
    rule === 'parts' ? instance : rule,
  );

describe('the checker of clinic plans, price by price', () => {
  it.each(pricedCases)('$rule: $says', (one) => {
    const parts = partsOf(one);
    expect(check(one, parts)).toEqual([]);
    for (const part of parts) {
      const dearer = parts.map((other) => (other === part ? { ...part, amount: part.amount + 1 } : other));
      const left = parts.filter((other) => other !== part);
      expect(check(one, dearer)).toEqual([`parts:${one.rule}`]);
      expect(check(one, left)).toEqual([`parts:${one.rule}`]);
    }
    const other = one.rule === 'overtime' ? 'avoid_early' : 'overtime';
    expect(check(one, [{ sessionId: 's1', rule: other, level: 5, amount: 1 }, ...parts])).toEqual([`parts:${other}`]);
  });

  it('has a price of every rule that can cost something', () => {
    const priced = new Set(pricedCases.map(({ rule }) => rule));
    const costing = RULE_IDS.filter((rule) => DEFAULT_RULES[rule].allowed.includes('soft'));
    expect(costing.filter((rule) => !priced.has(rule))).toEqual([]);
  });

  it('charges no rule that is off', () => {
    for (const one of pricedCases.filter(({ rule }) => DEFAULT_RULES[rule].allowed.includes('off'))) {
      expect(check({ ...one, given: { ...one.given, rules: only() } }, [])).toEqual([]);
    }
  });
});

describe('the checker of clinic plans, the plan as a whole', () => {
  const plan = planOf([place('s1', ten), place('s2', eleven)]);
  const rulesOf = (problem: ClinicProblem, given: typeof plan): string[] =>
    checkClinicPlan(problem, given).map(({ rule }) => rule);

  it('wants every session once and lists in order', () => {
    expect(rulesOf(clinic(), plan)).toEqual([]);
    expect(rulesOf(clinic(), { ...plan, placements: plan.placements.slice(1) })).toEqual(['plan_lists']);
    expect(rulesOf(clinic(), { ...plan, placements: plan.placements.toReversed() })).toEqual(['plan_lists']);
    expect(rulesOf(clinic(), { ...plan, placements: [...plan.placements, place('s3', at(0, 12))] })).toEqual(['plan_lists']);
    const unplaced = [{ sessionId: 's2', reasons: [reason] }];
    const parts: ScorePart[] = [{ sessionId: 's2', rule: 'unassigned', level: 0, amount: 1 }];
    expect(rulesOf(clinic(), planOf([...plan.placements], parts, unplaced))).toEqual(['plan_lists']);
  });

  it('wants pinned sessions where they are, whatever they break', () => {
    const given = clinic({ sessions: [session({ fixity: 'pinned', assignment: place('s1', at(0, 2)) })] });
    expect(rulesOf(given, planOf([place('s1', at(0, 2))]))).toEqual([]);
    expect(rulesOf(given, planOf([place('s1', ten)]))).toEqual(['pinned']);
    expect(rulesOf(given, planOf([]))).toEqual(['plan_lists', 'pinned']);
  });

  it('wants the score to be the sum of the parts', () => {
    const score: Score = [0, 0, 0, 0, 0, 1];
    expect(rulesOf(clinic(), { ...plan, score })).toEqual(['score']);
  });

  it('wants a reason for every session without a place, of rules and rows that exist', () => {
    const parts: ScorePart[] = [{ sessionId: 's2', rule: 'unassigned', level: 0, amount: 1 }];
    const without = (reasons: Reason[]): string[] =>
      rulesOf(clinic(), planOf([place('s1', ten)], parts, [{ sessionId: 's2', reasons }]));
    expect(without([reason])).toEqual([]);
    expect(
      without([{ ...reason, instance: 'skills:p1', subject: { kind: 'practitioner', id: 'p1' }, span: hours(0, 10, 11) }]),
    ).toEqual([]);
    expect(without([])).toEqual(['reasons']);
    expect(without([{ ...reason, instance: 'leave' }])).toEqual(['reasons']);
    expect(without([{ ...reason, blocker: { kind: 'session', id: 'nobody' } }])).toEqual(['reasons']);
    expect(without([{ ...reason, span: { start: ten, end: ten } }])).toEqual(['reasons']);
    expect(without([{ ...reason, numbers: { missing: 0.5 } }])).toEqual(['reasons']);
  });

  it('wants the lots that are first out', () => {
    const lots = [
      { id: 'late', centreId: 'c', quantity: 100, availableFrom: at(0, 0), expiresAt: null },
      { id: 'soon', centreId: 'c', quantity: 70, availableFrom: at(0, 0), expiresAt: at(2, 0) },
      { id: 'elsewhere', centreId: 'd', quantity: 70, availableFrom: at(0, 0), expiresAt: at(1, 0) },
    ];
    const given = clinic({
      rules: only('consumable_stock'),
      therapies: [therapy({ materials: [{ itemId: 'oil', quantity: 50 }] })],
      items: [{ id: 'oil', unit: 'ml', lots }],
    });
    const first = place('s1', eleven, {
      lots: [
        { lotId: 'soon', quantity: 20 },
        { lotId: 'late', quantity: 30 },
      ],
    });
    const soon = [{ lotId: 'soon', quantity: 50 }];
    expect(rulesOf(given, planOf([first, place('s2', ten, { lots: soon })]))).toEqual([]);
    expect(rulesOf(given, planOf([{ ...first, lots: soon }, place('s2', ten, { lots: soon })]))).toEqual(['lots']);
  });
});
