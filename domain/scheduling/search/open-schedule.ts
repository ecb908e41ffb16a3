import { err, ok, type Fault, type Result } from '#domain/shared/result';
import type { ClinicProblem } from '../model/clinic-problem';
import { compileClinic, fitsMemory } from '../model/compile-clinic';
import { moveOf } from '../model/compile-sessions';
import type { Move } from '../model/compiled';
import { validateClinic } from '../model/validate-clinic';
import { RuleSet } from '../rules/rule-set';
import { ScheduleState } from '../state/schedule-state';
import { admits } from './admits';

/** Checks a problem and opens its calendars with what already stands in them. The one way into the planner. */
export function openSchedule(input: ClinicProblem): Result<ScheduleState, readonly Fault[]> {
  const valid = validateClinic(input);
  if (!valid.ok) return valid;
  if (!fitsMemory(valid.value)) {
    const message = 'So many calendars over so many days do not fit into memory. Plan fewer days at once or use a coarser grid.';
    return err([{ pointer: '/horizon', code: 'problem_too_large', message }]);
  }
  const clinic = compileClinic(valid.value);
  const state = ScheduleState.open(clinic, new RuleSet(clinic));
  loadAssignments(state);
  return ok(state);
}

/** Places what comes with an assignment; what pinned sessions lack is excused. */
function loadAssignments(state: ScheduleState): void {
  const all = state.clinic.sessions.map(({ index }) => index);
  placeFacts(state, all);
  state.stock.excuse();
  keepAssignments(state, all);
  state.settle();
}

/** Pinned sessions stand where they stand. */
export function placeFacts(state: ScheduleState, sessions: readonly number[]): void {
  for (const session of sessions) {
    const move = state.session(session).pinned ? moveOf(state.clinic, session) : null;
    if (move !== null) state.place(move);
  }
}

/**
 * Others keep their assignment when no rule is against it (any more), in the order of their starts; the rest waits for a place. Twice,
 * because a step may be listed before the step it needs. A session that never had a place asks nobody to make room here.
 * O(sessions × rules).
 */
export function keepAssignments(state: ScheduleState, sessions: readonly number[]): void {
  const moves = sessions
    .flatMap((session) => (state.session(session).pinned ? [] : (moveOf(state.clinic, session) ?? [])))
    .sort((a, b) => a.start - b.start || a.session - b.session);
  if (moves.length === 0) return;
  const placeless = state.clinic.sessions.filter(({ index, row }) => row.assignment === null && state.move(index) === null);
  for (const { index } of placeless) state.network.drop(index, true);
  const waiting = moves.filter((move) => !keep(state, move));
  for (const move of waiting) keep(state, move);
  for (const { index } of placeless) state.network.drop(index, false);
  for (const session of sessions) if (state.move(session) === null) state.network.reopen(session);
}

const keep = (state: ScheduleState, move: Move): boolean => admits(state, move) && state.tryPlace(move);
