import { ok, type Fault, type Result } from '#domain/shared/result';
import type { ClinicPlan } from './model/clinic-plan';
import type { ClinicProblem } from './model/clinic-problem';
import type { Move } from './model/compiled';
import { finishPlan, progressOf, type PlanProgress } from './plan-sessions';
import { compareScores } from './score/score';
import type { Finding } from './search/clinic-search';
import { movableSessions } from './search/first-plan';
import { openSchedule } from './search/open-schedule';
import { adopt, relocate, stepFrom, type Step } from './search/relocate';
import type { ScheduleState } from './state/schedule-state';

/**
 * A run whose epochs are searched by several workers (`ClinicSearch`), each on a schedule of its own: tells the workers what is new,
 * brings together what they found, and finishes the plan. Deterministic in (problem, seed, epochs, workers), whoever is faster.
 */
export class PlanRun {
  private readonly movable: readonly number[];
  /** By session: what the workers know. */
  private readonly told: (Move | null)[] = [];
  private epochs = 0;

  private constructor(private readonly state: ScheduleState) {
    this.movable = movableSessions(state);
  }

  /** Opens a problem; a broken one is refused with pointers. */
  static open(problem: ClinicProblem): Result<PlanRun, readonly Fault[]> {
    const opened = openSchedule(problem);
    return opened.ok ? ok(new PlanRun(opened.value)) : opened;
  }

  /** Takes over the first plan that the workers made. */
  takeFirst(findings: readonly Finding[]): PlanProgress {
    for (const { changes } of findings) relocate(this.state, changes);
    this.news();
    return progressOf(this.state, 0);
  }

  /** What the workers do not know yet of the shared schedule; from now on they do. O(sessions). */
  news(): Step {
    const { state, told } = this;
    const news = stepFrom(told, state, this.movable);
    for (const { session, move } of news) told[session] = move;
    return news;
  }

  /**
   * Brings the findings of an epoch together: those of the best worker as they are (of equals the first), then what the others have for
   * each patient, where that makes the schedule better still.
   */
  merge(findings: readonly Finding[]): PlanProgress {
    const [best, ...others] = [...findings].sort((a, b) => compareScores(a.score, b.score));
    relocate(this.state, best?.changes ?? []);
    for (const { changes } of others) adopt(this.state, changes);
    this.epochs += 1;
    return progressOf(this.state, this.epochs);
  }

  /** The plan: every session ends with a place or with reasons. */
  finish(seed: number): ClinicPlan {
    return finishPlan(this.state, { seed, epochs: this.epochs });
  }
}
