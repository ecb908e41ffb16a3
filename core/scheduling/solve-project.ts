import type { ProjectModel } from '#domain/scheduling/project/project-model';
import { firstSchedule } from '#domain/scheduling/project/first-schedule';
import { mergeProgress } from '#domain/scheduling/project/merge-progress';
import type { ProjectProgress } from '#domain/scheduling/project/project-search';
import { EpochPool } from './epoch-pool';
import type { ProjectJobStart } from './project.job';

export type ProjectPool = EpochPool<ProjectJobStart, Int32Array | null, ProjectProgress>;

/** Threads for project scheduling; close them when the last problem is planned. */
export function openProjectPool(threads: number): ProjectPool {
  return new EpochPool(require.resolve('./project.job'), threads);
}

export interface SolveOptions {
  readonly seed: number;
  /**
   * Asked before the first epoch (`epochs` is 0), with the schedule made at once, and after each. The result depends on the number
   * of epochs run, not on the time they took.
   */
  readonly shouldStop: (epochs: number, progress: ProjectProgress) => boolean;
}

/**
 * Plans one problem until it is settled or `shouldStop` says so: a first schedule on the calling thread, then epochs on the threads
 * of the pool. Deterministic for (model, seed, epochs, threads).
 */
export async function solveProject(
  pool: ProjectPool,
  model: ProjectModel,
  { seed, shouldStop }: SolveOptions,
): Promise<ProjectProgress & { readonly epochs: number }> {
  let progress = firstSchedule(model, seed);
  if (progress.proof !== 'none' || shouldStop(0, progress)) return { ...progress, epochs: 0 };
  await pool.start({ model, seed });
  for (let epochs = 1; ; epochs += 1) {
    const outcomes = await pool.runEpoch(progress.starts);
    progress = mergeProgress([progress, ...outcomes]);
    if (progress.proof !== 'none' || shouldStop(epochs, progress)) return { ...progress, epochs };
  }
}
