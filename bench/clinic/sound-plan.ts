import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import { planSessions, type PlanOptions } from '#domain/scheduling/plan-sessions';
import type { Result } from '#domain/shared/result';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import type { Finding } from '#tests/support/scheduling/clinic-checker/facts';

/** The value of a result; a refusal ends the bench. */
export function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error).slice(0, 400)}`);
  return result.value;
}

/** A plan or proposal with findings is worth no figure: the bench ends with the first of them. */
export function mustBeSound(what: string, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const first = findings.slice(0, 5).map(({ rule, text }) => `${rule}: ${text}`);
  throw new Error(`${what} is wrong in ${findings.length} places:\n${first.join('\n')}`);
}

/** Milliseconds of one run with what it gave. */
export function timed<T>(run: () => T): { value: T; ms: number } {
  const started = performance.now();
  const value = run();
  return { value, ms: performance.now() - started };
}

/** Plans, takes the time, then checks outside of it. */
export function plannedAndChecked(problem: ClinicProblem, options: PlanOptions): { plan: ClinicPlan; ms: number } {
  const { value, ms } = timed(() => planSessions(problem, options));
  const plan = valueOf(value);
  mustBeSound('The plan', checkClinicPlan(problem, plan));
  return { plan, ms };
}
