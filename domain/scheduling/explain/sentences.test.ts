import { GOLDEN } from '#tests/support/scheduling/golden-clinics';
import type { Golden } from '#tests/support/scheduling/golden-rows';
import { at, clinic, place } from '#tests/support/scheduling/tiny-clinic';
import { PlacementExplainer } from '../explain-placement';
import type { Reason } from '../model/clinic-plan';
import { RULE_IDS } from '../model/rule-settings';
import { planSessions } from '../plan-sessions';
import { reason } from '../rules/rule';
import { namesOf, sayCost, sayMoved, sayReason } from './say-reason';
import type { Audience } from './messages';

function reasonsOf({ problem, question }: Golden): readonly Reason[] {
  const explainer = PlacementExplainer.open(problem);
  if (!explainer.ok) throw new Error(JSON.stringify(explainer.error));
  const answer = question === 'wish' ? explainer.value.whyNot('s1', { start: at(0, 10) }) : explainer.value.whyImpossible('s1');
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.reasons;
}

function sentencesOf(golden: Golden, audience: Audience): string[] {
  const { problem, rule, question } = golden;
  if (question !== 'cost') {
    const own = reasonsOf(golden).filter((reason) => reason.rule === rule);
    return own.map((reason) => sayReason(reason, namesOf(problem, 'c'), audience));
  }
  const plan = planSessions(problem, { seed: 1, epochs: 0 });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value.parts.filter((part) => part.rule === rule).map(sayCost);
}

const named = GOLDEN.map((golden): [string, Golden] => [`${golden.rule} (${golden.question})`, golden]);

describe('the sentence of each rule', () => {
  it.each(named)('%s, for staff', (_name, golden) => {
    expect(sentencesOf(golden, 'staff')).toContain(golden.staff);
  });

  it.each(named.filter(([, { patient }]) => patient !== undefined))('%s, for the patient', (_name, golden) => {
    expect(sentencesOf(golden, 'patient')).toContain(golden.patient);
  });

  it('is held against a golden case for every rule there is', () => {
    const spoken = new Set(GOLDEN.map(({ rule }) => rule));
    expect(RULE_IDS.filter((rule) => !spoken.has(rule))).toEqual([]);
  });

  it('names to a patient no other patient and no other session', () => {
    const said = GOLDEN.filter(({ question }) => question !== 'cost').flatMap((golden) => {
      const names = namesOf(golden.problem, 'c');
      return reasonsOf(golden).map((reason) => sayReason(reason, names, 'patient'));
    });
    expect(said.filter((sentence) => /bela|s2|b1/.test(sentence))).toEqual([]);
    expect(said.length).toBeGreaterThan(30);
  });
});

describe('times in sentences', () => {
  const names = namesOf(clinic(), 'c');

  it('name the days of a span that is more than a part of one', () => {
    expect(names.span(at(0, 10), at(0, 11))).toBe('10:00–11:00');
    expect(names.span(at(0, 0), at(1, 0))).toBe('4 Oct');
    expect(names.span(at(0, 0), at(3, 0))).toBe('4 Oct – 6 Oct');
    expect(names.span(at(0, 22), at(1, 6))).toBe('4 Oct 22:00 – 5 Oct 06:00');
    expect(names.span(at(0, 20), at(1, 0))).toBe('20:00–00:00');
  });

  it('name the day of a move that leads to another one', () => {
    const busy = reason('room_busy', 'r1:s2', {
      subject: { kind: 'room', id: 'r1' },
      span: { start: at(0, 10), end: at(0, 11) },
    });
    const { lots: _, sessionId: __, ...there } = place('s1', at(1, 9));
    expect(sayMoved([busy], there, names, 'staff')).toBe(
      'Room r1 unavailable 10:00–11:00; moved to Sat 5 Oct, 09:00 with Therapist p1',
    );
  });
});
