import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { openClinicPool } from '#core/scheduling/plan-clinic';
import { openProjectPool } from '#core/scheduling/solve-project';
import { median, quantile } from './measure';
import { readBestValues, type BestValue } from './planner/best-values';
import { isInstance, plannerOptions, type PlannerOptions } from './planner/options';
import { clinicInstances, runClinic } from './planner/run-clinic';
import { runInstance, type PlannerLine } from './planner/run-instance';
import { warmUp } from './planner/warm-up';

/** `npm run bench:planner -- --set … --dir … --seconds … --threads … --seed … --out …`: one JSON line an instance, a summary on stderr. */
async function main(): Promise<void> {
  const options = plannerOptions(process.argv.slice(2));
  if (options.set === 'clinic') return planClinics(options);
  const names = readdirSync(options.dir)
    .filter(isInstance)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .filter((_, index) => index % options.every === 0);
  const best = options.best === null ? new Map<string, BestValue>() : readBestValues(options.best);
  const pool = openProjectPool(options.threads);
  const out = openSync(options.out, 'w');
  const lines: PlannerLine[] = [];
  try {
    console.error(await warmUp(pool, options.set));
    for (const name of names) {
      const line = await runInstance(pool, options, name);
      refuseWrong(line, best.get(name));
      writeSync(out, `${JSON.stringify(line)}\n`);
      lines.push(line);
    }
  } finally {
    closeSync(out);
    await pool.close();
  }
  console.error(summary(lines, best));
}

/** The generated clinics; one JSON line each. */
async function planClinics(options: PlannerOptions): Promise<void> {
  const out = openSync(options.out, 'w');
  const clinics = [...clinicInstances()].filter((_, index) => index % options.every === 0);
  const pool = openClinicPool(options.threads);
  let whole = 0;
  try {
    for (const [name, make] of clinics) {
      const line = await runClinic(pool, options, name, make());
      writeSync(out, `${JSON.stringify(line)}\n`);
      whole += line.status === 'feasible' ? 1 : 0;
    }
  } finally {
    closeSync(out);
    await pool.close();
  }
  console.error(`${clinics.length} clinics: ${whole} with every session placed`);
}

/** A wrong claim fails the run: feasible against infeasible, either way, or better than a proven optimum. */
function refuseWrong({ instance, status, objective }: PlannerLine, known: BestValue | undefined): void {
  if (known === undefined || status === 'unknown') return;
  if ((status === 'infeasible') !== (known.kind === 'infeasible')) {
    throw new Error(`${instance} is said to be ${status}, and the best file says the opposite.`);
  }
  if (known.kind === 'value' && known.isOptimal && objective !== null && objective < known.best) {
    throw new Error(`${instance} has ${objective}, below the proven optimum ${known.best}.`);
  }
}

function summary(lines: readonly PlannerLine[], best: ReadonlyMap<string, BestValue>): string {
  const count = (status: PlannerLine['status']): number => lines.filter((line) => line.status === status).length;
  const firsts = lines.flatMap(({ first_feasible_ms: ms }) => (ms === null ? [] : [ms]));
  const gaps = lines.flatMap(({ instance, objective }) => {
    const known = best.get(instance);
    return objective !== null && known?.kind === 'value' ? [objective / known.best - 1] : [];
  });
  const minimal = lines.filter((line) => line.conflict_is_minimal === true).length;
  const texts = [
    `${lines.length} instances: ${count('feasible')} feasible, ${count('infeasible')} infeasible, ${count('unknown')} unknown`,
    `${lines.filter((line) => line.is_optimal === true).length} proven optimal, ${minimal} minimal conflict sets`,
    firsts.length > 0
      ? `first feasible ${median(firsts).toFixed(1)} ms in the median, at most ${quantile(firsts, 0.9)} ms for nine of ten`
      : '',
    gaps.length > 0
      ? `mean gap to the best file ${((100 * gaps.reduce((sum, gap) => sum + gap, 0)) / gaps.length).toFixed(3)} %`
      : '',
  ];
  return texts.filter((text) => text !== '').join('; ');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
