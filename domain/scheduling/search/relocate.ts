import type { Move } from '../model/compiled';
import { compareScores } from '../score/score';
import type { ScheduleState } from '../state/schedule-state';
import { admits } from './admits';
import { dependents } from './constructor';

/** A session and its place; null: it has none. Plain data, fit to be sent between threads. */
export interface Relocation {
  readonly session: number;
  readonly move: Move | null;
}

/** Sessions that change their places together. */
export type Step = readonly Relocation[];

/** Takes over places that are known to be right together with what stands. O(sessions × rules). */
export function relocate(state: ScheduleState, step: Step): void {
  for (const { session } of step) state.remove(session);
  for (const { session, move } of step) {
    if (move === null) state.network.drop(session, true);
    else state.place(move);
  }
  state.settle();
}

/**
 * Takes over a step that was made on another schedule, when every place is open to its session here and the schedule becomes better;
 * otherwise nothing happens. Whether it did. O(sessions × rules).
 */
export function improveBy(state: ScheduleState, step: Step): boolean {
  const before = state.score.slice();
  const mark = state.mark();
  for (const { session, move } of step) {
    state.remove(session);
    state.network.drop(session, move === null);
  }
  // A later step of a treatment asks whether the earlier one is there.
  const moves = step.flatMap(({ move }) => move ?? []).sort((a, b) => a.start - b.start || a.session - b.session);
  const fits = moves.every((move) => admits(state, move) && state.tryPlace(move));
  const sessions = step.map(({ session }) => session);
  if (fits && compareScores(state.score, before) < 0 && !strands(state, sessions)) {
    state.settle();
    return true;
  }
  state.rollback(mark);
  giveUpAgain(state, sessions);
  return false;
}

/** After a rollback: those of the sessions that have no place bind nobody. */
export function giveUpAgain(state: ScheduleState, sessions: readonly number[]): void {
  for (const session of sessions) if (state.move(session) === null) state.network.drop(session, true);
}

/** Whether somebody that is placed and may be moved would be held without the earlier step it needs, which is one of the sessions. */
export function strands(state: ScheduleState, sessions: readonly number[]): boolean {
  return sessions.some(
    (session) =>
      state.move(session) === null &&
      dependents(state, session).some((follower) => state.move(follower) !== null && !state.session(follower).pinned),
  );
}
