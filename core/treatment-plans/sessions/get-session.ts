import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import type { Exercise } from '#core/exercise-library/exercise.types';
import { readExercises } from '#core/exercise-library/read-exercises';
import type { PlanSession } from '#domain/treatment-plans/plan-content';
import { requireEnrollmentAccess } from '../enrollments/enrollment-access';
import { findEnrollmentRow } from '../enrollments/enrollment.repository';
import { findVersionContent } from '../enrollments/plan-version.repository';
import { listHurtReports, listLogs, listSessions } from './log.repository';
import type { HurtRow, LogRow, SessionRow } from './session.types';
import { requireSessionAccess } from './session-access';

export interface SessionView {
  session: SessionRow;
  /** The template session of the version the patient was given; null when the key is not in it. */
  template: PlanSession | null;
  /** Live content of its exercises, by id. */
  exercises: Map<number, Exercise>;
  logs: LogRow[];
}

/** A session with what was prescribed and every set so far: enough to go on at the same set on another device (TP-16). */
export async function getSession(ctx: Ctx, completionId: number): Promise<SessionView> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const session = await requireSessionAccess(ctx, tx, completionId);
    const enrollment = await findEnrollmentRow(tx, orgId, session.enrollment_id);
    const content = enrollment === null ? null : await findVersionContent(tx, enrollment.treatment_plan_id, enrollment.version);
    const template = content?.sessions.find((candidate) => candidate.key === session.session_key) ?? null;
    const exercises = await readExercises(tx, template?.exercises.map((exercise) => exercise.exercise_id) ?? []);
    return { session, template, exercises, logs: await listLogs(tx, orgId, completionId) };
  });
}

/** Sessions of one enrollment, newest first. */
export async function listEnrollmentSessions(
  ctx: Ctx,
  filter: { enrollmentId: number; beforeId: number | null; limit: number },
): Promise<SessionRow[]> {
  return inTx(ctx, async (tx) => {
    await requireEnrollmentAccess(ctx, tx, filter.enrollmentId);
    return listSessions(tx, requireOrg(ctx), filter);
  });
}

/** "It hurts" reports of one enrollment, newest first. */
export async function listEnrollmentHurtReports(ctx: Ctx, enrollmentId: number): Promise<HurtRow[]> {
  return inTx(ctx, async (tx) => {
    await requireEnrollmentAccess(ctx, tx, enrollmentId);
    return listHurtReports(tx, requireOrg(ctx), enrollmentId);
  });
}
