import type { ProjectModel } from '#domain/scheduling/project/project-model';
import { ProjectSearch, type ProjectProgress } from '#domain/scheduling/project/project-search';
import type { EpochJob } from './epoch-pool';

/** What a planning thread is given once: the model and the seed of the run. */
export interface ProjectJobStart {
  readonly model: ProjectModel;
  readonly seed: number;
}

/** The job module of project scheduling; see EpochPool. */
export function createJob(
  { model, seed }: ProjectJobStart,
  worker: number,
  workers: number,
): EpochJob<Int32Array | null, ProjectProgress> {
  return new ProjectSearch(model, { seed, worker, workers });
}
