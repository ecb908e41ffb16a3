/** A job for tests of the pool: adds its step, once more for each worker before it. */
export function createJob(
  { step }: { step: number },
  worker: number,
  workers: number,
): { runEpoch(from: number): { worker: number; workers: number; value: number } } {
  return {
    runEpoch(from) {
      if (from < 0) throw new Error('The counter goes up only.');
      return { worker, workers, value: from + step * (worker + 1) };
    },
  };
}
