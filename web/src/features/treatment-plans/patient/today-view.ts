import { shownMinutes } from '#domain/treatment-plans/session-duration';
import type { EnrollmentProgress, GuideSession, SessionRow, Week } from '../../../api/types';

/** Everything the pages show of the running plan. */
export interface MyPlan {
  readonly progress: EnrollmentProgress;
  readonly sessions: readonly SessionRow[];
}

/** Which session of the total the next one is. */
export const sessionNumber = ({ enrollment }: EnrollmentProgress): number =>
  Math.min(enrollment.sessions_total, enrollment.sessions_completed + enrollment.sessions_skipped + 1);

export const minutesOf = (session: GuideSession): number => shownMinutes(session.estimated_seconds);

/** The picture of a session: its second exercise if there is one (the first is mostly the warm-up). */
export const coverOf = (session: GuideSession): string | null => {
  const drawn = session.exercises.flatMap((exercise) => (exercise.demo_slug === null ? [] : [exercise.demo_slug]));
  return drawn[1] ?? drawn[0] ?? null;
};

/** Equipment of all exercises, each once. */
export const equipmentOf = (session: GuideSession): readonly string[] =>
  [...new Set(session.exercises.flatMap((exercise) => exercise.equipment))].filter((one) => one !== 'none');

export interface Blocked {
  readonly code: 'full' | 'before_start' | 'over';
  readonly day: string | null;
}

/** Why nothing can be started now; null when it can. A session in progress can always go on. */
export const blockedBy = (progress: EnrollmentProgress): Blocked | null => {
  if (progress.open_session_id !== null) return null;
  if (progress.phase === 'over') return { code: 'over', day: null };
  if (progress.phase === 'before_start') return { code: 'before_start', day: progress.enrollment.start_date };
  if (progress.next_free_day === null) return { code: 'over', day: null };
  return progress.next_free_day > progress.today ? { code: 'full', day: progress.next_free_day } : null;
};

export const currentWeek = (progress: EnrollmentProgress): Week | undefined =>
  progress.weeks.find((week) => week.week === progress.current_week);

/** Days of a week on which something was done or skipped, in order. */
export const weekEntries = (
  week: Week,
  sessions: readonly SessionRow[],
): readonly { readonly local_date: string; readonly outcome: 'completed' | 'skipped' }[] =>
  [
    ...week.done_on.map((local_date) => ({ local_date, outcome: 'completed' as const })),
    ...sessions.flatMap((one) =>
      one.week === week.week && one.status === 'skipped' ? [{ local_date: one.local_date, outcome: 'skipped' as const }] : [],
    ),
  ].sort((a, b) => a.local_date.localeCompare(b.local_date));

/** Ids of the newest session of each template but the next one, at most eight. */
export const latestPerKey = (sessions: readonly SessionRow[], nextKey: string | undefined): readonly number[] => {
  const newest = [...sessions].sort((a, b) => b.id - a.id);
  const keys = [...new Set(newest.map((one) => one.session_key))].filter((key) => key !== nextKey);
  return keys.slice(0, 8).flatMap((key) => newest.find((one) => one.session_key === key)?.id ?? []);
};
