import type { ClinicProblem, Minute } from '#domain/scheduling/model/clinic-problem';
import type { Placement } from '#domain/scheduling/model/clinic-plan';
import { brokenRules } from './clinic-checker/check-clinic-plan';
import { everyPlacement } from './every-placement';

/** Rules that a session more may heal: they are asked when everything is placed. */
const AT_THE_END = new Set<string>(['sequence', 'group_minimum']);

/**
 * Places for every session of a very small clinic, with starts `stepMinutes` apart, found by trying them all against the independent
 * checker; null when no choice breaks no rule. Exponential: for four sessions with some dozens of places each.
 */
export function bruteForceWeek(problem: ClinicProblem, stepMinutes: Minute): Placement[] | null {
  const pinned = problem.sessions.flatMap(({ id, fixity, assignment }): Placement[] =>
    fixity === 'pinned' && assignment !== null ? [{ sessionId: id, ...assignment, lots: [] }] : [],
  );
  const holds = (placements: readonly Placement[], isWhole: boolean): boolean =>
    brokenRules(problem, [...pinned, ...placements]).every(({ rule }) => !isWhole && AT_THE_END.has(rule));
  const domains = problem.sessions
    .filter(({ fixity }) => fixity !== 'pinned')
    .map((session) => [...everyPlacement(problem, session, stepMinutes)].filter((one) => holds([one], false)))
    .toSorted((a, b) => a.length - b.length);
  if (domains.some((domain) => domain.length === 0)) return null;
  const agreed = new Map<Placement, Map<Placement, boolean>>();
  const agree = (a: Placement, b: Placement): boolean => {
    const known = agreed.get(a) ?? new Map<Placement, boolean>();
    agreed.set(a, known);
    const answer = known.get(b) ?? holds([a, b], false);
    known.set(b, answer);
    return answer;
  };
  const extend = (chosen: readonly Placement[]): Placement[] | null => {
    const domain = domains[chosen.length];
    if (domain === undefined) return holds(chosen, true) ? [...chosen] : null;
    for (const one of domain) {
      if (!chosen.every((other) => agree(other, one))) continue;
      if (chosen.length > 1 && !holds([...chosen, one], false)) continue;
      const whole = extend([...chosen, one]);
      if (whole !== null) return whole;
    }
    return null;
  };
  return extend([]);
}
