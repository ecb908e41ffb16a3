import { ok, type Fault, type Result } from '#domain/shared/result';
import { explainUnplaced } from './explain/explain-unplaced';
import type { ClinicPlan, Score } from './model/clinic-plan';
import type { ClinicProblem } from './model/clinic-problem';
import { scoreOf } from './score/score';
import { buildPlan } from './search/build-plan';
import { completeSmall, LOOKS } from './search/complete-search';
import { makeFirstPlan, movableSessions } from './search/first-plan';
import { Improver } from './search/improver';
import { openSchedule } from './search/open-schedule';
import { dissolveSmallGroups } from './search/small-groups';
import { sweep } from './search/sweep';
import { createRandom } from './shared/random';
import type { ScheduleState } from './state/schedule-state';

/** How a run goes about it. */
export interface PlanOptions {
  readonly seed: number;
  /** Epochs of improvement after the first plan; 0: the first plan. */
  readonly epochs: number;
  /** Asked between epochs; true ends the run with the best so far. The only way in for a clock. */
  readonly stop?: () => boolean;
  /** Told after the first plan (epoch 0) and after each epoch. */
  readonly progress?: (at: PlanProgress) => void;
}

/** How far a run has come. */
export interface PlanProgress {
  readonly epoch: number;
  readonly score: Score;
  readonly unplaced: number;
}

/**
 * Plans all sessions of a problem: greedy with backjumping, then improvement. Every session ends with a place or with reasons.
 * Deterministic in (problem, seed, epochs run); a broken problem is refused with pointers, never thrown at.
 * O(sessions × candidates) for the first plan; each epoch tries chains for those without a place and rebuilds 32 neighbourhoods of at
 * most 24 sessions. `planClinic` of core does the same on several threads.
 */
export function planSessions(problem: ClinicProblem, options: PlanOptions): Result<ClinicPlan, readonly Fault[]> {
  const opened = openSchedule(problem);
  return opened.ok ? ok(fillSchedule(opened.value, options)) : opened;
}

/** Plans what has no place in an open schedule, and leaves it filled for questions. */
export function fillSchedule(state: ScheduleState, { seed, epochs, stop, progress }: PlanOptions): ClinicPlan {
  const movable = movableSessions(state);
  makeFirstPlan(state, movable);
  progress?.(progressOf(state, 0));
  if (epochs === 0) return finishPlan(state, { seed, epochs: 0 });
  completeSmall(state, movable, LOOKS.thorough);
  const improver = new Improver(state, createRandom(seed), movable);
  let epoch = 0;
  while (epoch < epochs && stop?.() !== true) {
    improver.epoch();
    epoch += 1;
    progress?.(progressOf(state, epoch));
  }
  improver.restoreBest();
  return finishPlan(state, { seed, epochs: epoch });
}

/** How far a run is with the schedule as it stands. O(sessions). */
export function progressOf(state: ScheduleState, epoch: number): PlanProgress {
  const unplaced = movableSessions(state).filter((session) => state.move(session) === null).length;
  return { epoch, score: scoreOf(state.score), unplaced };
}

/** Places what still fits after a search, and explains the rest. */
export function finishPlan(state: ScheduleState, run: { readonly seed: number; readonly epochs: number }): ClinicPlan {
  if (run.epochs > 0) sweep(state);
  dissolveSmallGroups(state);
  return buildPlan(state, explainUnplaced(state), run);
}
