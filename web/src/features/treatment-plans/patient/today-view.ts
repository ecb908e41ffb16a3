import { sessionSeconds, shownMinutes } from '#domain/treatment-plans/session-duration';
import type { Enrollment, EnrollmentProgress, PlanContent, PlanSession, SessionRow, Week } from '../../../api/types';

/** Everything the Today page shows of the running plan. */
export interface MyPlan {
  readonly enrollment: Enrollment;
  readonly progress: EnrollmentProgress;
  readonly content: PlanContent;
  readonly sessions: readonly SessionRow[];
}

export interface NextSession {
  readonly session: PlanSession;
  readonly number: number;
  readonly minutes: number;
  readonly coverSlug: string | null;
}

/** The session to do next (or the one in progress), null when the plan has none for this week. */
export const nextSession = (plan: MyPlan): NextSession | null => {
  const key = plan.progress.open_session?.session_key ?? plan.progress.next_session_key;
  const session = plan.content.sessions.find((one) => one.key === key);
  if (!session) return null;
  return {
    session,
    number: Math.min(plan.progress.sessions_total, plan.progress.completed + plan.progress.skipped + 1),
    minutes: shownMinutes(sessionSeconds(session.exercises)),
    coverSlug: coverOf(session),
  };
};

/** The picture of a session: its second exercise if there is one (the first is mostly the warm-up). */
export const coverOf = (session: PlanSession): string | null => {
  const drawn = session.exercises.filter((exercise) => exercise.demo_slug !== null);
  return (drawn[1] ?? drawn[0])?.demo_slug ?? null;
};

export interface Blocked {
  readonly code: 'full' | 'before_start' | 'over';
  readonly day: string | null;
}

/** Why nothing can be started now; null when it can. A session in progress can always go on. */
export const blockedBy = ({ enrollment, progress }: MyPlan): Blocked | null => {
  if (progress.open_session) return null;
  if (progress.phase === 'over') return { code: 'over', day: null };
  if (progress.phase === 'before_start') return { code: 'before_start', day: enrollment.start_date };
  if (progress.next_free_day === null) return { code: 'over', day: null };
  return progress.next_free_day > progress.today ? { code: 'full', day: progress.next_free_day } : null;
};

/** Days of this week on which something was done or skipped, in order. */
export const weekEntries = (week: Week, sessions: readonly SessionRow[]): readonly { readonly local_date: string; readonly outcome: 'completed' | 'skipped' }[] =>
  sessions
    .flatMap((one) => (one.week === week.index && (one.status === 'completed' || one.status === 'skipped') ? [{ local_date: one.local_date, outcome: one.status }] : []))
    .sort((a, b) => a.local_date.localeCompare(b.local_date));
