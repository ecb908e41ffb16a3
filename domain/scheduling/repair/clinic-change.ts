import type { ClinicProblem, Closure, Link, Minute, Patient, Session, Span } from '../model/clinic-problem';

/** Something that happened after a plan was made. */
export type ClinicChange =
  | {
      readonly kind: 'sessions_added';
      readonly patients: readonly Patient[];
      readonly sessions: readonly Session[];
      readonly links: readonly Link[];
    }
  | { readonly kind: 'session_cancelled'; readonly sessionId: string }
  /** A session ran (or will run) longer: it is pinned to its new end, with all who share it. */
  | { readonly kind: 'over_run'; readonly sessionId: string; readonly end: Minute }
  /** Leave, sickness, a room or machine that is down: a closure that appears. */
  | { readonly kind: 'closed'; readonly closure: Closure }
  | { readonly kind: 'urgency_raised'; readonly patientId: string; readonly urgency: number };

/**
 * The problem after the change. What has an assignment counts as promised from now on (`published`), so that a repair pays for every
 * move; pinned sessions stay pinned. Links and places of a cancelled session go with it. O(rows).
 */
export function withChange(problem: ClinicProblem, change: ClinicChange): ClinicProblem {
  const promised = promisedClinic(problem);
  switch (change.kind) {
    case 'sessions_added':
      return {
        ...promised,
        patients: [...promised.patients, ...change.patients],
        sessions: [...promised.sessions, ...change.sessions],
        links: [...promised.links, ...change.links],
      };
    case 'session_cancelled':
      return {
        ...promised,
        sessions: promised.sessions.filter(({ id }) => id !== change.sessionId),
        links: promised.links.filter(({ from, to }) => from !== change.sessionId && to !== change.sessionId),
      };
    case 'over_run': {
      const late = sharersOf(promised, change.sessionId);
      return {
        ...promised,
        sessions: promised.sessions.map((session) => (late.has(session.id) ? overRun(session, change) : session)),
      };
    }
    case 'closed':
      return { ...promised, closures: [...promised.closures, change.closure] };
    case 'urgency_raised':
      return {
        ...promised,
        patients: promised.patients.map((row) => (row.id === change.patientId ? { ...row, urgency: change.urgency } : row)),
      };
  }
}

/** The problem with every free session that has an assignment published. The same object where nothing is to be done. O(sessions). */
export function promisedClinic(problem: ClinicProblem): ClinicProblem {
  const isOpen = ({ fixity, assignment }: Session): boolean => fixity === 'free' && assignment !== null;
  return problem.sessions.some(isOpen) ? { ...problem, sessions: problem.sessions.map(promise) } : problem;
}

const promise = (session: Session): Session =>
  session.fixity === 'free' && session.assignment !== null ? { ...session, fixity: 'published' } : session;

/** A session with those of its group that are held with it. O(sessions). */
export function sharersOf({ sessions, therapies }: ClinicProblem, sessionId: string): ReadonlySet<string> {
  const late = sessions.find(({ id }) => id === sessionId);
  const therapy = therapies.find(({ id }) => id === late?.therapyId);
  if (late === undefined || therapy?.group == null) return new Set([sessionId]);
  const place = (of: Session['assignment']): string => JSON.stringify([of?.start, of?.end, of?.roomId, of?.practitionerIds]);
  const shares = ({ therapyId, centreId, groupKey, assignment }: Session): boolean =>
    therapyId === late.therapyId &&
    centreId === late.centreId &&
    groupKey === late.groupKey &&
    place(assignment) === place(late.assignment);
  return new Set(sessions.filter(shares).map(({ id }) => id));
}

function overRun(session: Session, { end }: Pick<Span, 'end'>): Session {
  return session.assignment === null ? session : { ...session, fixity: 'pinned', assignment: { ...session.assignment, end } };
}
