import type { ClinicProblem } from '#domain/scheduling/model/clinic-problem';
import { ClinicSearch, type Finding } from '#domain/scheduling/search/clinic-search';
import { openSchedule } from '#domain/scheduling/search/open-schedule';
import type { Step } from '#domain/scheduling/search/relocate';
import type { EpochJob } from './epoch-pool';

/** What a planning thread is given once: a problem that was checked, and the seed of the run. */
export interface ClinicJobStart {
  readonly problem: ClinicProblem;
  readonly seed: number;
}

/** The job module of clinic planning; see EpochPool. The first epoch (null) makes the first plan. */
export function createJob({ problem, seed }: ClinicJobStart, worker: number): EpochJob<Step | null, Finding> {
  const opened = openSchedule(problem);
  if (!opened.ok) throw new Error(`The problem was not checked: ${opened.error[0]?.code ?? ''}`);
  const search = new ClinicSearch(opened.value, { seed, worker });
  return { runEpoch: (news) => (news === null ? search.makeFirst() : search.runEpoch(news)) };
}
