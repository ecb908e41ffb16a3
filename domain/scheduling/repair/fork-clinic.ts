import { fitsMemory, withOtherSessions } from '../model/compile-clinic';
import { PROBLEM_LIMITS, type ClinicProblem } from '../model/clinic-problem';
import { validateChanges } from '../model/validate-clinic';
import { RuleSet } from '../rules/rule-set';
import { countAnew } from '../score/score';
import type { ScheduleState } from '../state/schedule-state';
import { withChange, type ClinicChange } from './clinic-change';

/** A change of who is in the lists. */
type ListChange = Extract<ClinicChange, { kind: 'sessions_added' | 'session_cancelled' }>;

/**
 * A schedule beside an open one in which sessions have come or gone and everybody else is where they were; the open one stays as it is.
 * Null where that is not all: the newcomers are faulty, bound to somebody who was there or come with a place, or somebody waits for a
 * place that may be free now. The clinic is to be opened anew then. O(sessions + what is taken + words).
 */
export function forkClinic(state: ScheduleState, change: ListChange): ScheduleState | null {
  const { clinic } = state;
  if (clinic.sessions.some(({ index, row }) => row.assignment !== null && state.move(index) === null)) return null;
  const problem = withChange(clinic.problem, change);
  if (change.kind === 'sessions_added' && !joinsSoundly(clinic.problem, problem, change)) return null;
  const next = withOtherSessions(clinic, problem);
  const leaving = change.kind === 'session_cancelled' ? (clinic.sessionIndex.get(change.sessionId) ?? null) : null;
  const mark = state.mark();
  if (leaving !== null) state.remove(leaving);
  const fork = state.fork(next, new RuleSet(next));
  state.rollback(mark);
  // Facts stand first: what others cost beside one does not come down by taking it away again.
  if (leaving !== null && state.session(leaving).pinned) countAnew(fork);
  return fork;
}

/** Whether the newcomers are sound and have to do with one another alone. O(resources + patients + newcomers). */
function joinsSoundly(
  before: ClinicProblem,
  after: ClinicProblem,
  { patients, sessions, links }: Extract<ListChange, { kind: 'sessions_added' }>,
): boolean {
  const isOpen = sessions.every(({ fixity, assignment }) => fixity === 'free' && assignment === null);
  const added = new Set(sessions.map(({ id }) => id));
  const isApart = links.every(({ from, to }) => added.has(from) && added.has(to));
  const isNew =
    before.sessions.every(({ id }) => !added.has(id)) && sharesNoId(before.patients, patients) && sharesNoId(before.links, links);
  const fits =
    after.sessions.length <= PROBLEM_LIMITS.sessions && after.patients.length <= PROBLEM_LIMITS.patients && fitsMemory(after);
  if (!isOpen || !isApart || !isNew || !fits) return false;
  // Those who were there have been checked before.
  const theirs = new Set([...sessions.map(({ patientId }) => patientId), ...patients.map(({ id }) => id)]);
  const known = after.patients.filter(({ id }) => theirs.has(id));
  return validateChanges({ ...after, patients: known, sessions, links, bookings: [], closures: [] }).ok;
}

function sharesNoId(some: readonly { readonly id: string }[], others: readonly { readonly id: string }[]): boolean {
  const ids = new Set(others.map(({ id }) => id));
  return some.every(({ id }) => !ids.has(id));
}
