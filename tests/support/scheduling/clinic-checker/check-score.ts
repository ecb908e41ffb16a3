import { SCORE_LEVELS, type RuleCost, type Score, type ScorePart } from '#domain/scheduling/model/clinic-plan';
import type { Facts, Finding } from './facts';
import { disturbanceParts, linkParts, occurrenceParts } from './shared-parts';
import { unassignedParts, wishParts } from './wish-parts';

/** Every part of the score, computed again from the rows. */
export function expectedParts(facts: Facts): ScorePart[] {
  return [
    ...unassignedParts(facts),
    ...facts.held.filter(({ pinned }) => !pinned).flatMap((held) => wishParts(facts, held)),
    ...facts.occurrences.flatMap((occurrence) => occurrenceParts(facts, occurrence)),
    ...linkParts(facts),
    ...disturbanceParts(facts),
  ];
}

interface Sum {
  readonly part: ScorePart;
  readonly amount: number;
}

function sums(parts: readonly ScorePart[]): Map<string, Sum> {
  const result = new Map<string, Sum>();
  for (const part of parts) {
    const key = `${part.sessionId} ${part.rule} ${part.level}`;
    result.set(key, { part, amount: (result.get(key)?.amount ?? 0) + part.amount });
  }
  return result;
}

/** The parts are those of the rules, one per session and rule, none of them 0. */
export function checkParts(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  const { parts } = facts.plan;
  const find = ({ sessionId, rule }: ScorePart, text: string): void => {
    findings.push({ rule: 'parts', instance: `parts:${rule}`, sessionIds: [sessionId], text });
  };
  for (const part of parts) {
    if (!Number.isSafeInteger(part.amount) || part.amount <= 0) find(part, `A part of ${part.rule} is ${part.amount}.`);
  }
  const [said, right] = [sums(parts), sums(expectedParts(facts))];
  if (said.size < parts.length) {
    findings.push({ rule: 'parts', instance: 'parts', sessionIds: [], text: 'A session has a rule twice among its parts.' });
  }
  for (const [key, { part, amount }] of right) {
    const other = said.get(key)?.amount ?? 0;
    if (other !== amount) find(part, `${part.rule} costs session ${part.sessionId} ${amount}, the plan says ${other}.`);
  }
  for (const [key, { part, amount }] of said) {
    if (!right.has(key)) find(part, `${part.rule} costs session ${part.sessionId} nothing, the plan says ${amount}.`);
  }
  return findings;
}

/** The score is the sum of its parts. */
export const checkScore = ({ plan }: Facts): Finding[] => checkSums(plan.score, plan.parts);

/** The costs are those of the rules, one for each rule that costs anything, and the score is their sum. */
export function checkCosts(facts: Facts, costs: readonly RuleCost[]): Finding[] {
  const right = new Map<string, number>();
  for (const { rule, level, amount } of expectedParts(facts)) {
    right.set(`${rule} ${level}`, (right.get(`${rule} ${level}`) ?? 0) + amount);
  }
  const said = new Map(costs.map(({ rule, level, amount }) => [`${rule} ${level}`, amount]));
  const wrong = [...new Set([...right.keys(), ...said.keys()])].filter((key) => right.get(key) !== said.get(key));
  return [
    ...wrong.map((key): Finding => {
      const text = `${key} costs ${right.get(key) ?? 0}, it is said to cost ${said.get(key) ?? 0}.`;
      return { rule: 'parts', instance: `parts:${key}`, sessionIds: [], text };
    }),
    ...checkSums(facts.plan.score, costs),
  ];
}

/** A score is the sum of what it is said to be made of. */
export function checkSums(score: Score, parts: readonly RuleCost[]): Finding[] {
  return SCORE_LEVELS.flatMap((name, level) => {
    const sum = parts.filter((part) => part.level === level).reduce((total, { amount }) => total + amount, 0);
    const said = score[level];
    if (said === sum && Number.isSafeInteger(said) && said >= 0) return [];
    const text = `Level ${name} says ${said}, its parts add up to ${sum}.`;
    return [{ rule: 'score' as const, instance: `score:${name}`, sessionIds: [], text }];
  });
}
