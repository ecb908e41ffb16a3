/** A task of fixed duration. All times are whole grid cells counted from time zero. */
export interface ProjectActivity {
  readonly id: string;
  /** >= 0; an activity of duration 0 is a milestone and uses nothing. */
  readonly duration: number;
  /** Units of each resource used while it runs, in the order of `resources`. */
  readonly demands: readonly number[];
  /** Earliest start; 0 when absent. */
  readonly earliestStart?: number;
  /** Latest start; none when absent. */
  readonly latestStart?: number;
}

/** `start(to) >= start(from) + lag`. A negative lag read backwards is the longest time allowed between two starts. */
export interface ProjectLag {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly lag: number;
}

/** A renewable resource: `capacity` units at every moment. */
export interface ProjectResource {
  readonly id: string;
  readonly capacity: number;
}

/** Resource-constrained project scheduling with minimum and maximum time lags: PS | temp | C_max, also called RCPSP/max. */
export interface ProjectProblem {
  readonly activities: readonly ProjectActivity[];
  readonly lags: readonly ProjectLag[];
  readonly resources: readonly ProjectResource[];
  /** What is made as small as possible: the start of this activity, or the end of the last one when absent. */
  readonly objectiveActivity?: string;
}

/** Sizes the engine accepts; larger problems are refused before any work is done. */
export const projectLimits = {
  activities: 5_000,
  activitiesWithLongestGaps: 1_000,
  lags: 100_000,
  resources: 64,
  horizon: 1_000_000,
} as const;
