import type { Assignment, ClinicProblem, Minute, Session, Span } from '#domain/scheduling/model/clinic-problem';
import type { ClinicPlan, Placement } from '#domain/scheduling/model/clinic-plan';
import type { ClinicChange } from '#domain/scheduling/repair/clinic-change';

const assignmentOf = ({ start, end, roomId, practitionerIds, equipment, buffers }: Placement): Assignment => ({
  start,
  end,
  roomId,
  practitionerIds,
  equipment,
  buffers,
});

/** The clinic after its plan was told to the patients, at `now`: what has begun is a fact. */
export function publish(problem: ClinicProblem, plan: ClinicPlan, now: Minute = problem.now): ClinicProblem {
  const placed = new Map(plan.placements.map((placement) => [placement.sessionId, placement]));
  const sessions = problem.sessions.map((session): Session => {
    const placement = placed.get(session.id);
    if (placement === undefined || session.fixity === 'pinned') return session;
    return { ...session, fixity: placement.start < now ? 'pinned' : 'published', assignment: assignmentOf(placement) };
  });
  return { ...problem, now, sessions };
}

/** The clinic without what found no place: nothing is left to do but the change itself. */
export function withoutUnplaced(problem: ClinicProblem): ClinicProblem {
  const sessions = problem.sessions.filter(({ assignment }) => assignment !== null);
  const kept = new Set(sessions.map(({ id }) => id));
  return { ...problem, sessions, links: problem.links.filter(({ from, to }) => kept.has(from) && kept.has(to)) };
}

/** Everything that was told may move for nothing: what a plan from scratch starts from. */
export const forget = (problem: ClinicProblem): ClinicProblem => ({
  ...problem,
  sessions: problem.sessions.map((session) =>
    session.fixity === 'published' ? { ...session, fixity: 'free', assignment: null } : session,
  ),
});

function closed(kind: 'practitioner' | 'room', id: string, label: string, { start, end }: Span): ClinicChange {
  return { kind: 'closed', closure: { id: `change-${id}-${start}`, of: { kind, id }, label, units: null, start, end } };
}

/** Somebody is ill for a week. */
export const fallIll = (practitionerId: string, from: Minute): ClinicChange =>
  closed('practitioner', practitionerId, 'Ill', { start: from, end: from + 7 * 1440 });

/** A room cannot be used. */
export const loseRoom = (roomId: string, span: Span): ClinicChange => closed('room', roomId, 'Water damage', span);

/** A session that has a place takes `minutes` longer. */
export function overRun(problem: ClinicProblem, sessionId: string, minutes: number): ClinicChange {
  const assignment = problem.sessions.find(({ id }) => id === sessionId)?.assignment ?? null;
  if (assignment === null) throw new Error(`Session ${sessionId} has no place it could leave late.`);
  return { kind: 'over_run', sessionId, end: assignment.end + minutes };
}

export const cancel = (sessionId: string): ClinicChange => ({ kind: 'session_cancelled', sessionId });

/** A patient needs a doctor by then. */
export function addUrgent(problem: ClinicProblem, patientId: string, by: Minute): ClinicChange {
  const centreId = problem.sessions.find((session) => session.patientId === patientId)?.centreId;
  if (centreId === undefined) throw new Error(`Patient ${patientId} has no session whose house could be taken.`);
  const session: Session = {
    id: `${patientId}-urgent`,
    patientId,
    therapyId: 'consultation',
    centreId,
    urgency: 9,
    deadline: by,
    earliest: null,
    latest: null,
    target: problem.now,
    groupKey: null,
    fixity: 'free',
    assignment: null,
  };
  return { kind: 'sessions_added', patients: [], sessions: [session], links: [] };
}

/** Who has a session in that time, those with most first. */
export function busyPractitioners(problem: ClinicProblem, span: Span): string[] {
  const counts = new Map<string, number>();
  for (const { assignment } of problem.sessions) {
    if (assignment === null || assignment.start >= span.end || assignment.end <= span.start) continue;
    for (const id of assignment.practitionerIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id);
}

/** Who has most to do in that time: the person whose illness hurts. */
export function busiestPractitioner(problem: ClinicProblem, span: Span): string {
  const [first] = busyPractitioners(problem, span);
  if (first === undefined) throw new Error('Nobody has a session in that time.');
  return first;
}

/** A clinic before a patient came, and the patient coming with all sessions. */
export function arrivalOf(
  problem: ClinicProblem,
  patientId: string,
): { readonly before: ClinicProblem; readonly change: ClinicChange } {
  const isTheirs = new Set(problem.sessions.filter((session) => session.patientId === patientId).map(({ id }) => id));
  const concerns = ({ from, to }: ClinicProblem['links'][number]): boolean => isTheirs.has(from) || isTheirs.has(to);
  return {
    before: {
      ...problem,
      patients: problem.patients.filter(({ id }) => id !== patientId),
      sessions: problem.sessions.filter(({ id }) => !isTheirs.has(id)),
      links: problem.links.filter((link) => !concerns(link)),
      closures: problem.closures.filter(({ of }) => of.kind !== 'patient' || of.id !== patientId),
    },
    change: {
      kind: 'sessions_added',
      patients: problem.patients.filter(({ id }) => id === patientId),
      sessions: problem.sessions
        .filter(({ id }) => isTheirs.has(id))
        .map((session) => ({ ...session, fixity: 'free', assignment: null })),
      links: problem.links.filter(concerns),
    },
  };
}
