import type { ProjectModel } from '#domain/scheduling/project/project-model';
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
  /** Asked between epochs, with the state reached. The result depends on the number of epochs run, not on the time they took. */
  readonly shouldStop: (epochs: number, progress: ProjectProgress) => boolean;
}

/** Plans one problem on the threads of a pool until it is settled or `shouldStop` says so. Deterministic for (model, seed, epochs, threads). */
export async function solveProject(
  pool: ProjectPool,
  model: ProjectModel,
  { seed, shouldStop }: SolveOptions,
): Promise<ProjectProgress & { readonly epochs: number }> {
  await pool.start({ model, seed });
  let progress: ProjectProgress | null = null;
  for (let epochs = 1; ; epochs += 1) {
    const outcomes = await pool.runEpoch(progress?.starts ?? null);
    progress = mergeProgress(progress === null ? outcomes : [progress, ...outcomes]);
    if (progress.proof !== 'none' || shouldStop(epochs, progress)) return { ...progress, epochs };
  }
}
