import type { Minute } from '../model/clinic-problem';
import type { Move } from '../model/compiled';
import { createRandom } from '../shared/random';
import type { ScheduleState } from '../state/schedule-state';
import { completeSmall, LOOKS } from './complete-search';
import { makeFirstPlan, movableSessions } from './first-plan';
import { Improver } from './improver';
import { byPatient } from './session-order';
import { relocate, type Relocation, type Step } from './relocate';

/** Who searches: number of this worker, from 0, of all workers. */
export interface Seat {
  readonly seed: number;
  readonly worker: number;
  readonly workers: number;
}

/** What one worker found in an epoch. Plain data, fit to be sent between threads. */
export interface Finding {
  /** From the schedule the epoch began with to the best it met. */
  readonly steps: readonly Step[];
  /** Of that best schedule. */
  readonly score: Float64Array;
}

/**
 * One worker's part in the plan of a clinic: every worker makes the same first plan, then every epoch begins with the schedule that all
 * of them share. The same clinic, seat and news give the same findings anywhere.
 */
export class ClinicSearch {
  private readonly movable: readonly number[];
  private epoch = 0;
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
    const places = movable.map((session): Relocation => ({ session, move: state.move(session) }));
    return { steps: seat.worker === 0 ? [places] : [], score: state.score.slice() };
  }

  /** Takes over what is new in the shared schedule and searches on from it. Throws before the first plan. */
  runEpoch(news: Step): Finding {
    const { improver } = this;
    if (improver === null) throw new Error('The first plan comes before the first epoch.');
    this.catchUp(news);
    improver.begin(this.share());
    this.epoch += 1;
    const steps = improver.epoch();
    return { steps, score: improver.bestScore };
  }

  /**
   * The sessions that this worker may move in this epoch: those of patients of its own, whose courses lie near one another in time. So
   * whole days are searched, and what one worker finds seldom stands in the way of what another finds. Every other epoch the shares
   * are shifted by half.
   */
  private share(): readonly number[] {
    const { workers, worker } = this.seat;
    const patients = patientsInTime(this.state, this.movable);
    const shift = this.epoch % 2 === 0 ? 0 : 0.5;
    const isMine = (place: number): boolean => Math.floor((place * workers) / patients.length + shift) % workers === worker;
    return patients
      .filter((_, place) => isMine(place))
      .flat()
      .sort((a, b) => a - b);
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

/** The sessions of each patient, in the order of the middle of their courses. O(sessions × links). */
function patientsInTime(state: ScheduleState, movable: readonly number[]): readonly (readonly number[])[] {
  return byPatient(state, movable)
    .map((sessions) => ({ sessions, sum: sessions.reduce((sum, session) => sum + twiceTheMiddle(state, session), 0) }))
    .sort((a, b) => a.sum * b.sessions.length - b.sum * a.sessions.length || (a.sessions[0] ?? 0) - (b.sessions[0] ?? 0))
    .map(({ sessions }) => sessions);
}

/** Of when a session starts, or could; twice, to stay a whole number. */
function twiceTheMiddle(state: ScheduleState, session: number): Minute {
  const move = state.move(session);
  if (move !== null) return 2 * move.start;
  state.network.drop(session, false);
  const { from, to } = state.network.window(session);
  state.network.drop(session, true);
  return from + to;
}
