import type { Move } from '../model/compiled';
import { createRandom } from '../shared/random';
import type { ScheduleState } from '../state/schedule-state';
import { completeSmall, LOOKS } from './complete-search';
import { makeFirstPlan, movableSessions } from './first-plan';
import { Improver } from './improver';
import { relocate, stepFrom, type Relocation, type Step } from './relocate';

/** Who searches: the number of this worker, from 0. */
export interface Seat {
  readonly seed: number;
  readonly worker: number;
}

/** What one worker found in an epoch. Plain data, fit to be sent between threads. */
export interface Finding {
  /** From the schedule the epoch began with to the best it met. */
  readonly changes: Step;
  /** Of that best schedule. */
  readonly score: Float64Array;
}

/**
 * One worker's part in the plan of a clinic: every worker makes the same first plan, then every epoch begins with the schedule that all
 * of them share. The same clinic, seat and news give the same findings anywhere.
 */
export class ClinicSearch {
  private readonly movable: readonly number[];
  /** Made with the first plan, which is the measure of what it accepts. */
  private improver: Improver | null = null;
  /** By session: what all workers agreed on. */
  private shared: (Move | null)[] = [];

  /** A schedule as it was opened. */
  constructor(
    private readonly state: ScheduleState,
    private readonly seat: Seat,
  ) {
    this.movable = movableSessions(state);
  }

  /** Makes the first plan. It is the same for every worker, so only the first one tells it. */
  makeFirst(): Finding {
    const { state, movable, seat } = this;
    makeFirstPlan(state, movable);
    completeSmall(state, movable, LOOKS.thorough);
    state.settle();
    this.shared = state.clinic.sessions.map(({ index }) => state.move(index));
    this.improver = new Improver(state, createRandom(seat.seed).fork(seat.worker), movable);
    return { changes: seat.worker === 0 ? stepFrom([], state, movable) : [], score: state.score.slice() };
  }

  /** Takes over what is new in the shared schedule and searches on from it. Throws before the first plan. */
  runEpoch(news: Step): Finding {
    const { state, movable, shared, improver } = this;
    if (improver === null) throw new Error('The first plan comes before the first epoch.');
    this.catchUp(news);
    improver.begin();
    improver.epoch();
    improver.restoreBest();
    return { changes: stepFrom(shared, state, movable), score: state.score.slice() };
  }

  private catchUp(news: Step): void {
    const { state, shared } = this;
    for (const { session, move } of news) shared[session] = move;
    const isStale = (session: number): boolean => state.move(session) !== shared[session];
    const stale = new Set([...this.movable.filter(isStale), ...news.map(({ session }) => session)]);
    relocate(
      state,
      [...stale].map((session): Relocation => ({ session, move: shared[session] ?? null })),
    );
  }
}
