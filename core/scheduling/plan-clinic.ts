import type { ClinicPlan } from '#domain/scheduling/model/clinic-plan';
import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { PlanRun } from '#domain/scheduling/plan-run';
import type { PlanOptions } from '#domain/scheduling/plan-sessions';
import type { Finding } from '#domain/scheduling/search/clinic-search';
import type { Step } from '#domain/scheduling/search/relocate';
import { ok, type Fault, type Result } from '#domain/shared/result';
import type { ClinicJobStart } from './clinic.job';
import { EpochPool } from './epoch-pool';

export type ClinicPool = EpochPool<ClinicJobStart, Step | null, Finding>;

/** Threads for clinic planning; close them when the last clinic is planned. */
export function openClinicPool(threads: number): ClinicPool {
  return new EpochPool(require.resolve('./clinic.job'), threads);
}

/**
 * Plans all sessions of a problem as `planSessions` does, on the threads of the pool. They make the same first plan side by side: that
 * costs no time, and each of them knows the schedule then. Deterministic in (problem, seed, epochs run, threads); a broken problem is
 * refused with pointers.
 */
export async function planClinic(
  pool: ClinicPool,
  problem: ClinicProblem,
  { seed, epochs, stop, progress }: PlanOptions,
): Promise<Result<ClinicPlan, readonly Fault[]>> {
  const opened = PlanRun.open(problem);
  if (!opened.ok) return opened;
  const run = opened.value;
  await pool.start({ problem, seed });
  let at = run.takeFirst(await pool.runEpoch(null));
  progress?.(at);
  while (at.epoch < epochs && stop?.() !== true) {
    at = run.merge(await pool.runEpoch(run.news()));
    progress?.(at);
  }
  return ok(run.finish(seed));
}
