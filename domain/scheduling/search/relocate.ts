import type { Move } from '../model/compiled';
import { compareScores } from '../score/score';
import type { ScheduleState } from '../state/schedule-state';
import { admits } from './admits';
import { construct, dependents } from './constructor';
import { byPatient } from './session-order';

/** A session and its place; null: it has none. Plain data, fit to be sent between threads. */
export interface Relocation {
  readonly session: number;
  readonly move: Move | null;
}

/** Sessions that change their places together. */
export type Step = readonly Relocation[];

/** Which of the sessions are elsewhere than known (by session), and where. O(sessions). */
export function stepFrom(known: readonly (Move | null)[], state: ScheduleState, sessions: readonly number[]): Step {
  return sessions
    .filter((session) => state.move(session) !== known[session])
    .map((session): Relocation => ({ session, move: state.move(session) }));
}

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
 * Takes over what was found on another schedule, patient by patient, where this one becomes better by it: each session gets the place
 * it had there, or, where that is taken here, any that fits. O(sessions × candidates).
 */
export function adopt(state: ScheduleState, found: Step): void {
  const places = new Map(found.map(({ session, move }) => [session, move]));
  for (const sessions of byPatient(state, [...places.keys()])) {
    improveBy(
      state,
      sessions.map((session): Relocation => ({ session, move: places.get(session) ?? null })),
    );
  }
}

/** Adopts the changes of one patient, or nothing. */
function improveBy(state: ScheduleState, changes: Step): void {
  const before = state.score.slice();
  const mark = state.mark();
  for (const { session, move } of changes) {
    state.remove(session);
    state.network.drop(session, move === null);
  }
  // A later step of a treatment asks whether the earlier one is there.
  const moves = changes.flatMap(({ move }) => move ?? []).sort((a, b) => a.start - b.start || a.session - b.session);
  for (const move of moves) {
    if (!admits(state, move) || !state.tryPlace(move)) state.network.drop(move.session, true);
  }
  const sessions = changes.map(({ session }) => session);
  const left = sessions.filter((session) => state.move(session) === null);
  construct(state, left, { nodes: left.length * 3 + 4, days: 1 });
  if (compareScores(state.score, before) < 0 && !strands(state, sessions)) return state.settle();
  state.rollback(mark);
  giveUpAgain(state, sessions);
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
