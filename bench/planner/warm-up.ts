import { performance } from 'node:perf_hooks';
import { solveProject, type ProjectPool } from '#core/scheduling/solve-project';
import { compileProblem } from '#domain/scheduling/project/compile-problem';
import { firstSchedule } from '#domain/scheduling/project/first-schedule';
import { createRandom } from '#domain/scheduling/shared/random';
import { madeInstance } from './made-instance';
import type { FileSet } from './options';
import { instanceReaders } from './run-instance';

const WARM_UP_MS = 250;
const ACTIVITIES = 40;

/**
 * Part of the start of the process, before the first file is opened: waits until the threads have loaded the engine, then shows
 * small made problems to the compiler of the runtime for a quarter of a second. Nothing of it is kept. Answers what to say of it.
 */
export async function warmUp(pool: ProjectPool, set: FileSet): Promise<string> {
  const random = createRandom(1);
  const make = () => compileProblem(instanceReaders[set](madeInstance(set, ACTIVITIES, random)).problem);
  const first = make();
  if (first.ok) await solveProject(pool, first.value, { seed: 1, shouldStop: (epochs) => epochs > 0 });
  const began = performance.now();
  for (let seed = 0; performance.now() - began < WARM_UP_MS; seed += 1) {
    const model = make();
    if (model.ok) firstSchedule(model.value, seed);
  }
  return `process start ${Math.round(performance.now())} ms, ${WARM_UP_MS} ms of them warm-up on made problems`;
}
