import type { CompiledSession, Move } from '../model/compiled';
import type { ScheduleState } from '../state/schedule-state';
import type { Rule } from './rule';

/** A patient who has to be told outweighs every minute and every change of hands. */
const PATIENT_TOUCHED = 10_000_000_000;
const MOST_MINUTES = 20_160;

/** Whether a published session is elsewhere than promised. */
export function isMoved(session: CompiledSession, move: Move): boolean {
  const { published } = session;
  if (published === null) return false;
  const same = move.start === published.start && move.room === published.room && newHands(session, move) === 0;
  return !same || move.team.length !== published.team.length;
}

function newHands(session: CompiledSession, move: Move): number {
  return move.team.filter((person) => session.published?.team.includes(person) !== true).length;
}

function amount(session: CompiledSession, move: Move): number {
  const { published } = session;
  if (published === null || !isMoved(session, move)) return 0;
  const minutes = Math.min(Math.abs(move.start - published.start), MOST_MINUTES);
  return 10 * minutes + newHands(session, move) + (move.room === published.room ? 0 : 5);
}

/** Other sessions of the patient that were moved, ascending. */
function movedOf(state: ScheduleState, patient: number, but: number): readonly number[] {
  const found: number[] = [];
  for (const { occurrence } of state.patients[patient]?.taken ?? []) {
    for (const member of occurrence?.members ?? []) {
      const move = state.move(member);
      const session = state.session(member);
      if (member !== but && session.patient === patient && move !== null && isMoved(session, move)) found.push(member);
    }
  }
  return found;
}

/** What was promised is kept: first few patients are touched, then few minutes, then few new hands. */
export const publishedChange: Rule = {
  id: 'published_change',
  price: {
    level: 3,
    borneBy: 'session',
    concerns: (_state, session) => session.published !== null,
    start: (_state, session, at) =>
      session.published === null ? 0 : 10 * Math.min(Math.abs(at.start - session.published.start), MOST_MINUTES),
    person: (_state, session, person) => (session.published === null || session.published.team.includes(person) ? 0 : 1),
    room: (_state, session, room) => (session.published === null || session.published.room === room ? 0 : 5),
    whole: (state, move) => {
      const session = state.session(move.session);
      if (session.published === null || !isMoved(session, move)) return 0;
      return amount(session, move) + (movedOf(state, session.patient, move.session).length === 0 ? PATIENT_TOUCHED : 0);
    },
    part: (state, move) => {
      const session = state.session(move.session);
      if (session.published === null || !isMoved(session, move)) return 0;
      const first = movedOf(state, session.patient, move.session).every((other) => other > move.session);
      return amount(session, move) + (first ? PATIENT_TOUCHED : 0);
    },
  },
};
