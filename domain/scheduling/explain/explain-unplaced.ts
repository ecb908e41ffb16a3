import type { UnplacedSession } from '../model/clinic-plan';
import type { ScheduleState } from '../state/schedule-state';
import { explainSession } from './find-conflict';

/** So many sessions get a minimal conflict; a plan with more has a cause that the first hundred tell. */
const THOROUGH = 100;

/** Of so many each also says what is in its way beside the steps it waits for. */
const FEW = 16;

/** The sessions without a place with their reasons, in the order of ids. */
export function explainUnplaced(state: ScheduleState): readonly UnplacedSession[] {
  const lost = state.clinic.sessions.filter(({ index }) => state.move(index) === null);
  return lost.map((session, i) => {
    const { reasons } = explainSession(state, session, i < THOROUGH, lost.length <= FEW);
    return { sessionId: session.id, reasons };
  });
}
