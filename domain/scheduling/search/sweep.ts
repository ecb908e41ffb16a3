import type { CompiledSession } from '../model/compiled';
import { missingSteps } from '../rules/links';
import type { ScheduleState } from '../state/schedule-state';
import { candidatesIn, daysOf, type Candidate } from './candidates';

/**
 * Places what still fits after all: a search gives a session up before something else moves. Afterwards a session without a place has
 * none, and the reasons tell why.
 */
export function sweep(state: ScheduleState): void {
  for (const session of state.clinic.sessions) {
    if (state.move(session.index) !== null || missingSteps(state, session).length > 0) continue;
    state.network.drop(session.index, false);
    const best = firstFit(state, session);
    if (best !== null) state.place(best.move);
    else state.network.drop(session.index, true);
  }
}

/** A candidate as things stand, looked for in every day and length; null: there is none. */
export function firstFit(state: ScheduleState, session: CompiledSession): Candidate | null {
  for (const lengths of session.lengths) {
    for (const day of daysOf(state, session)) {
      const [best] = candidatesIn(state, session, day, lengths, 1);
      if (best !== undefined) return best;
    }
  }
  return null;
}
