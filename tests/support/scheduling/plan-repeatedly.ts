import { createHash } from 'node:crypto';
import { openClinicPool, planClinic, type ClinicPool } from '#core/scheduling/plan-clinic';
import { openProjectPool, solveProject, type ProjectPool } from '#core/scheduling/solve-project';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import type { ProjectProblem } from '#domain/scheduling/project/problem';
import type { ProjectProgress } from '#domain/scheduling/project/project-search';
import { createRandom } from '#domain/scheduling/shared/random';
import { smallClinic } from '../../../bench/clinic/presets';

/** Prints the digest of each of `runs` runs: what two threads plan in a fixed number of epochs, from the first schedule on. */
async function main(runs: number): Promise<void> {
  const pool = openProjectPool(2);
  const clinics = openClinicPool(2);
  try {
    for (let run = 0; run < runs; run += 1) process.stdout.write(`${await digestOfRun(pool, clinics)}\n`);
  } finally {
    await Promise.all([pool.close(), clinics.close()]);
  }
}

async function digestOfRun(pool: ProjectPool, clinics: ClinicPool): Promise<string> {
  const hash = createHash('sha256');
  for (const hasMaximumGaps of [false, true]) {
    const model = compileProblem(crowdedClinic(hasMaximumGaps));
    if (!model.ok) throw new Error(model.error.message);
    const shouldStop = (epochs: number, known: ProjectProgress): boolean => {
      hash.update(JSON.stringify([epochs, known.proof, known.objective, known.lowerBound, [...(known.starts ?? [])]]));
      return epochs >= 3;
    };
    const { epochs, proof } = await solveProject(pool, model.value, { seed: 42, shouldStop });
    hash.update(`${epochs} ${proof}`);
  }
  hash.update(JSON.stringify(await planClinic(clinics, smallClinic(3, 2), { seed: 42, epochs: 2 })));
  return hash.digest('hex');
}

/** Ten patients with six sessions each on three resources, in sequence; with maximum gaps also not too far apart. */
function crowdedClinic(hasMaximumGaps: boolean): ProjectProblem {
  const random = createRandom(9);
  const sessions = Array.from({ length: 60 }, (_, index) => index);
  const duration = sessions.map(() => 1 + random.below(6));
  return {
    activities: sessions.map((index) => ({
      id: `s${index}`,
      duration: duration[index] ?? 1,
      demands: [1 + random.below(2), random.below(3), random.below(2)],
    })),
    lags: sessions
      .filter((index) => index % 6 < 5)
      .flatMap((index) => [
        { id: `after ${index}`, from: `s${index}`, to: `s${index + 1}`, lag: duration[index] ?? 1 },
        ...(hasMaximumGaps ? [{ id: `soon ${index}`, from: `s${index + 1}`, to: `s${index}`, lag: -60 }] : []),
      ]),
    resources: [
      { id: 'therapists', capacity: 5 },
      { id: 'rooms', capacity: 4 },
      { id: 'steam', capacity: 2 },
    ],
  };
}

main(Number(process.argv[2] ?? 1)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
