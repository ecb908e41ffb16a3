import { err, ok, type Fault, type Result } from '#domain/shared/result';
import type { ClinicProblem } from '../model/clinic-problem';
import { compileClinic, fitsMemory } from '../model/compile-clinic';
import { compileMove } from '../model/compile-sessions';
import type { Clinic, Move } from '../model/compiled';
import { validateClinic } from '../model/validate-clinic';
import { RuleSet } from '../rules/rule-set';
import { ScheduleState } from '../state/schedule-state';

/** Checks a problem and opens its calendars with what already stands in them. The one way into the planner. */
export function openSchedule(input: ClinicProblem): Result<ScheduleState, readonly Fault[]> {
  const valid = validateClinic(input);
  if (!valid.ok) return valid;
  if (!fitsMemory(valid.value)) {
    const message = 'So many calendars over so many days do not fit into memory. Plan fewer days at once or use a coarser grid.';
    return err([{ pointer: '/horizon', code: 'problem_too_large', message }]);
  }
  const clinic = compileClinic(valid.value);
  const state = new ScheduleState(clinic, new RuleSet(clinic));
  loadAssignments(state);
  return ok(state);
}

/**
 * Pinned sessions stand where they stand. Others keep their assignment when no rule is against it (any more); the rest waits for a
 * place. Twice, because a step may be listed before the step it needs. A session that never had a place asks nobody to make room here.
 */
function loadAssignments(state: ScheduleState): void {
  const moves = state.clinic.sessions.flatMap(({ index }) => moveOf(state.clinic, index) ?? []);
  const placeless = state.clinic.sessions.filter(({ row }) => row.assignment === null);
  for (const { index } of placeless) state.network.drop(index, true);
  for (const move of moves) if (state.session(move.session).pinned) state.place(move);
  state.stock.excuse();
  const open = moves
    .filter((move) => !state.session(move.session).pinned)
    .sort((a, b) => a.start - b.start || a.session - b.session);
  const waiting = open.filter((move) => !keep(state, move));
  for (const move of waiting) keep(state, move);
  for (const { index } of placeless) state.network.drop(index, false);
  state.settle();
}

function keep(state: ScheduleState, move: Move): boolean {
  if (state.rules.blame(state, move).length > 0) return false;
  state.place(move);
  if (state.network.consistent(move.session)) return true;
  state.remove(move.session);
  return false;
}

/** The assignment a session came with. */
export function moveOf(clinic: Clinic, session: number): Move | null {
  const row = clinic.sessions[session]?.row;
  if (row === undefined || row.assignment === null) return null;
  return compileMove(session, row.assignment, clinic.index);
}
