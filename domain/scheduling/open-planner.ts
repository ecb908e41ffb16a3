import { err, ok, type Fault, type Result } from '#domain/shared/result';
import type { Assignment, ClinicProblem, Session } from './model/clinic-problem';
import { compileMove } from './model/compile-sessions';
import type { Clinic, Move } from './model/compiled';
import { validateChanges } from './model/validate-clinic';
import { acceptProposal, makeProposal, proposeChange, undoProposal, type Proposal } from './propose-change';
import { promisedClinic, withChange, type ClinicChange } from './repair/clinic-change';
import { changesRowsAlone, editClinic, type ClinicEdit, type RowChange } from './repair/clinic-edit';
import { forkClinic } from './repair/fork-clinic';
import type { RepairOptions } from './repair/repair-schedule';
import { dependents } from './search/constructor';
import { keepAssignments, openSchedule, placeFacts } from './search/open-schedule';
import type { ScheduleState } from './state/schedule-state';

/**
 * A clinic that is kept open between changes: checked, compiled and placed once. Each proposal then costs what the change touches and
 * not the size of the clinic, and says the same as `proposeChange` on the clinic as it stands.
 *
 * Sessions that come or go change who is in the lists: they are tried in a fork of the schedule, and where that does not say all
 * (`forkClinic`) the clinic is opened anew. All answers are plain data; nothing given in is changed.
 */
export class OpenPlanner {
  private accepted: Proposal | null = null;

  private constructor(
    private state: ScheduleState,
    private current: ClinicProblem,
  ) {}

  /** Opens a clinic; what has an assignment counts as promised. A broken problem is refused with pointers. O(rows × rules). */
  static open(problem: ClinicProblem): Result<OpenPlanner, readonly Fault[]> {
    const promised = promisedClinic(problem);
    const opened = openSchedule(promised);
    return opened.ok ? ok(new OpenPlanner(opened.value, promised)) : opened;
  }

  /** The clinic as it stands: with the changes and moves of all accepted proposals. */
  get problem(): ClinicProblem {
    return this.current;
  }

  /** What could be done about a change. The clinic stays as it is. Deterministic in (clinic, change, seed, epochs). */
  propose(change: ClinicChange, options: RepairOptions): Result<Proposal, readonly Fault[]> {
    if (!changesRowsAlone(change)) {
      const fork = forkClinic(this.state, change);
      return fork === null ? proposeChange(this.current, change, options) : ok(makeProposal(fork, change, options));
    }
    const changed = this.changed(change);
    if (!changed.ok) return changed;
    const { state } = this;
    const edit = editClinic(state, changed.value, change);
    const before = { clinic: state.clinic, moves: state.clinic.sessions.map(({ index }) => state.move(index)) };
    takeOver(state, edit);
    const proposal = makeProposal(state, change, options);
    restore(state, before, edit.touched);
    return ok(proposal);
  }

  /** Puts a proposal into force: the change has happened and the moves are made. Refused when it was made for another state. */
  accept(proposal: Proposal): Result<ClinicProblem, readonly Fault[]> {
    const { change, moves } = proposal;
    const sessions = new Map(this.current.sessions.map((session) => [session.id, session]));
    const stale = moves.find(({ sessionId, from }) => !sameAssignment(sessions.get(sessionId)?.assignment ?? null, from));
    if (stale !== undefined) return err([outOfDate(stale.sessionId)]);
    const next = acceptProposal(this.current, proposal);
    const edit = this.editFor(change);
    if (edit === null) return this.reopen(next, proposal);
    if (!edit.ok) return edit;
    this.moveTo(next, edit.value, moves);
    this.accepted = proposal;
    return ok(this.current);
  }

  /** The clinic after a change; the schedule is ready to take it over. Null: it is to be opened anew. */
  private editFor(change: ClinicChange): Result<ClinicEdit, readonly Fault[]> | null {
    if (changesRowsAlone(change)) {
      const changed = this.changed(change);
      return changed.ok ? ok(editClinic(this.state, changed.value, change)) : changed;
    }
    const fork = forkClinic(this.state, change);
    if (fork === null) return null;
    this.state = fork;
    return ok({ clinic: fork.clinic, touched: [] });
  }

  /** Takes the moves of the last accepted proposal back, once; what happened stays happened. Refused when there is none. */
  undo(): Result<ClinicProblem, readonly Fault[]> {
    if (this.accepted === null) {
      return err([{ pointer: '', code: 'nothing_to_undo', message: 'Accept a proposal before you take one back.' }]);
    }
    const { accepted } = this;
    this.accepted = null;
    const next = undoProposal(this.current, accepted);
    this.moveTo(next, { clinic: this.state.clinic, touched: [] }, accepted.moves);
    return ok(this.current);
  }

  /** The clinic after a change of rows, once the changed rows have been checked. O(resources). */
  private changed(change: RowChange): Result<ClinicProblem, readonly Fault[]> {
    const changed = withChange(this.current, change);
    // What did not change has been checked before.
    const at = change.kind === 'over_run' ? changed.sessions.findIndex(({ id }) => id === change.sessionId) : -1;
    const sessions = changed.sessions.slice(Math.max(at, 0), at + 1);
    const checked = validateChanges({ ...changed, sessions, links: [], bookings: [] });
    if (checked.ok) return ok(changed);
    return err(checked.error.map((fault) => ({ ...fault, pointer: fault.pointer.replace('/sessions/0', `/sessions/${at}`) })));
  }

  private reopen(next: ClinicProblem, proposal: Proposal): Result<ClinicProblem, readonly Fault[]> {
    const opened = openSchedule(next);
    if (!opened.ok) return opened;
    this.state = opened.value;
    this.current = next;
    this.accepted = proposal;
    return ok(next);
  }

  /** Takes over a change together with new assignments of some sessions. */
  private moveTo(next: ClinicProblem, edit: ClinicEdit, moves: Proposal['moves']): void {
    const { sessionIndex } = edit.clinic;
    const rows = new Map(next.sessions.map((row) => [row.id, row]));
    const moved = new Set(moves.flatMap(({ sessionId }) => sessionIndex.get(sessionId) ?? []));
    const clinic = {
      ...edit.clinic,
      problem: next,
      sessions: edit.clinic.sessions.map((session) => {
        const row = moved.has(session.index) ? rows.get(session.id) : undefined;
        return row === undefined ? session : { ...session, row, published: promiseOf(edit.clinic, session.index, row) };
      }),
    };
    takeOver(this.state, { clinic, touched: [...new Set([...edit.touched, ...moved])].sort((a, b) => a - b) });
    this.current = next;
  }
}

const promiseOf = (clinic: Clinic, session: number, { fixity, assignment }: Session): Move | null =>
  fixity === 'published' && assignment !== null ? compileMove(session, assignment, clinic.index) : null;

/** Exchanges the clinic and lets what the change concerns keep its place if it can, as opening the clinic would. */
function takeOver(state: ScheduleState, { clinic, touched }: ClinicEdit): void {
  const facts = touched.filter((session) => state.session(session).pinned || clinic.sessions[session]?.pinned === true);
  const followers = touched.flatMap((session) => dependents(state, session)).filter((session) => !state.session(session).pinned);
  takeOut(state, [...touched, ...followers]);
  state.exchange(clinic);
  placeFacts(state, facts);
  const waiting = clinic.sessions.filter(({ index }) => state.move(index) === null).map(({ index }) => index);
  keepAssignments(state, waiting);
  state.settle();
}

/** Removes sessions, facts last: what others cost is counted beside them. */
function takeOut(state: ScheduleState, sessions: readonly number[]): void {
  const isFact = (session: number): boolean => state.session(session).pinned;
  for (const session of sessions) if (!isFact(session)) state.remove(session);
  for (const session of sessions) state.remove(session);
}

/** Brings a schedule back to the clinic and the places it had. O(sessions) comparisons and the changes. */
function restore(
  state: ScheduleState,
  before: { readonly clinic: Clinic; readonly moves: readonly (Move | null)[] },
  touched: readonly number[],
): void {
  const changed = new Set(touched);
  for (const [session, move] of before.moves.entries()) if (state.move(session) !== move) changed.add(session);
  takeOut(state, [...changed]);
  state.exchange(before.clinic);
  const isFact = (session: number): boolean => state.session(session).pinned;
  for (const session of [...changed].sort((a, b) => Number(isFact(b)) - Number(isFact(a)))) {
    const move = before.moves[session] ?? null;
    if (move !== null) state.place(move);
  }
  // A search leaves those it gave up out of account; whoever is asked next has to count with them.
  for (const [session, move] of before.moves.entries()) if (move === null) state.network.reopen(session);
  state.settle();
}

const sameAssignment = (a: Assignment | null, b: Assignment | null): boolean => JSON.stringify(a) === JSON.stringify(b);

const outOfDate = (sessionId: string): Fault => ({
  pointer: '/moves',
  code: 'proposal_out_of_date',
  message: `Session ${sessionId} is no longer where the proposal found it. Ask for a new proposal.`,
});
