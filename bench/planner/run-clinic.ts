import { planClinic, type ClinicPool } from '#core/scheduling/plan-clinic';
import type { Score } from '#domain/scheduling/model/clinic-plan';
import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { impossibleClinics } from '../clinic/impossible';
import { crowdedClinic, fullClinic, onePatientWeek, smallClinic, threeCentres } from '../clinic/presets';
import { mustBeSound, valueOf } from '../clinic/sound-plan';
import { checkClinicPlan } from '#tests/support/scheduling/clinic-checker/check-clinic-plan';
import type { PlannerOptions } from './options';

/** One line of the output file, as of the public sets. */
export interface ClinicLine {
  readonly instance: string;
  /** `unknown`: some sessions have no place; `conflict` says why. */
  readonly status: 'feasible' | 'unknown';
  readonly objective: Score;
  /** In the order of session ids, minutes since 1970; null: no place. */
  readonly starts: readonly (number | null)[];
  readonly first_feasible_ms: number | null;
  readonly wall_ms: number;
  readonly epochs: number;
  readonly conflict?: readonly string[];
}

const SEEDS = [1, 2, 3];

/** The generated clinics by name, in order of size. The clinics do not depend on `--seed`, which is that of the search. */
export function clinicInstances(): Map<string, () => ClinicProblem> {
  const of = (name: string, make: (seed: number) => ClinicProblem): [string, () => ClinicProblem][] =>
    SEEDS.map((seed) => [`${name}-${seed}`, () => make(seed)]);
  const impossible = impossibleClinics(SEEDS[0] ?? 1).map(({ name, problem }): [string, () => ClinicProblem] => [
    `week-1-${name.replaceAll(' ', '-')}`,
    () => problem,
  ]);
  return new Map([
    ...of('week', onePatientWeek),
    ...impossible,
    ...of('small', (seed) => smallClinic(seed)),
    ...of('crowded', crowdedClinic),
    ...of('full', (seed) => fullClinic(seed)),
    ...of('three-centres', threeCentres),
  ]);
}

/** Plans one clinic until its seconds are over; throws when the independent checker finds a fault. */
export async function runClinic(
  pool: ClinicPool,
  options: PlannerOptions,
  instance: string,
  problem: ClinicProblem,
): Promise<ClinicLine> {
  const began = performance.now();
  const since = (): number => Math.round((performance.now() - began) * 10) / 10;
  let first: number | null = null;
  const planned = await planClinic(pool, problem, {
    seed: options.seed,
    epochs: Number.MAX_SAFE_INTEGER,
    stop: () => performance.now() - began >= options.seconds * 1_000,
    progress: ({ unplaced }) => {
      if (unplaced === 0) first ??= since();
    },
  });
  const wall = since();
  const plan = valueOf(planned);
  mustBeSound(`The plan of ${instance}`, checkClinicPlan(problem, plan));
  const startOf = new Map(plan.placements.map(({ sessionId, start }) => [sessionId, start]));
  const ids = problem.sessions.map(({ id }) => id).toSorted((a, b) => (a < b ? -1 : 1));
  const isWhole = plan.unplaced.length === 0;
  const conflict = plan.unplaced.flatMap(({ reasons }) => reasons.map((reason) => reason.instance));
  return {
    instance,
    status: isWhole ? 'feasible' : 'unknown',
    objective: plan.score,
    starts: ids.map((id) => startOf.get(id) ?? null),
    first_feasible_ms: isWhole ? (first ?? wall) : null,
    wall_ms: wall,
    epochs: plan.epochs,
    ...(isWhole ? {} : { conflict: [...new Set(conflict)] }),
  };
}
