import { createHash } from 'node:crypto';
import { openProjectPool, solveProject } from '#core/scheduling/solve-project';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import type { ProjectProblem } from '#domain/scheduling/project/problem';
import { createRandom } from '#domain/scheduling/shared/random';

/** Prints a digest of what two threads plan in a fixed number of epochs: the same in every process and time zone. */
async function main(): Promise<void> {
  const pool = openProjectPool(2);
  const hash = createHash('sha256');
  try {
    for (const hasMaximumGaps of [false, true]) {
      const model = compileProblem(crowdedClinic(hasMaximumGaps));
      if (!model.ok) throw new Error(model.error.message);
      const result = await solveProject(pool, model.value, { seed: 42, shouldStop: (epochs) => epochs >= 6 });
      hash.update(JSON.stringify([result.epochs, result.proof, result.objective, result.lowerBound, [...(result.starts ?? [])]]));
    }
  } finally {
    await pool.close();
  }
  process.stdout.write(`${hash.digest('hex')}\n`);
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

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
