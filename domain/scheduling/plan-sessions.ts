import { ok, type Fault, type Result } from '#domain/shared/result';
import { explainUnplaced } from './explain/explain-unplaced';
import type { ClinicPlan, Score } from './model/clinic-plan';
import type { ClinicProblem } from './model/clinic-problem';
import { scoreOf } from './score/score';
import { buildPlan } from './search/build-plan';
import { completeSmall, isSmall, LOOKS } from './search/complete-search';
import { construct } from './search/constructor';
import { dissolveSmallGroups } from './search/small-groups';
import { Improver } from './search/improver';
import { openSchedule } from './search/open-schedule';
import { createRandom } from './shared/random';
import { patientsInOrder } from './search/session-order';
import { sweep } from './search/sweep';
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

/** Placements tried for a patient: enough to turn a week around, too few to sink a run; fewer where a complete search follows. */
const nodesFor = (sessions: number, isLast: boolean): number => (isLast ? sessions * 4 + 20 : sessions * 2 + 8);

/**
 * Plans all sessions of a problem: greedy with backjumping, then improvement. Every session ends with a place or with reasons.
 * Deterministic in (problem, seed, epochs run); a broken problem is refused with pointers, never thrown at.
 * O(sessions × candidates) for the first plan; each epoch tries chains for those without a place and rebuilds 32 neighbourhoods of at
 * most 24 sessions.
 */
export function planSessions(problem: ClinicProblem, options: PlanOptions): Result<ClinicPlan, readonly Fault[]> {
  const opened = openSchedule(problem);
  return opened.ok ? ok(fillSchedule(opened.value, options)) : opened;
}

/** Plans what has no place in an open schedule, and leaves it filled for questions. */
export function fillSchedule(state: ScheduleState, options: PlanOptions): ClinicPlan {
  const epochs = search(state, options);
  return buildPlan(state, explainUnplaced(state), { seed: options.seed, epochs });
}

/** Fills the schedule and improves it; answers the epochs that ran. */
function search(state: ScheduleState, options: PlanOptions): number {
  const movable = state.clinic.sessions.filter(({ pinned }) => !pinned).map(({ index }) => index);
  const open = movable.filter((session) => state.move(session) === null);
  for (const group of patientsInOrder(state, open)) {
    construct(state, group, { nodes: nodesFor(group.length, !isSmall(movable.length)), days: 1 });
  }
  sweep(state);
  completeSmall(state, movable, LOOKS.first);
  state.settle();
  const tell = (epoch: number): void => {
    const unplaced = movable.filter((session) => state.move(session) === null).length;
    options.progress?.({ epoch, score: scoreOf(state.score), unplaced });
  };
  tell(0);
  let epoch = 0;
  if (options.epochs > 0) {
    completeSmall(state, movable, LOOKS.thorough);
    const improver = new Improver(state, createRandom(options.seed), movable);
    while (epoch < options.epochs && options.stop?.() !== true) {
      improver.epoch();
      epoch += 1;
      tell(epoch);
    }
    improver.restoreBest();
    sweep(state);
  }
  dissolveSmallGroups(state);
  return epoch;
}
