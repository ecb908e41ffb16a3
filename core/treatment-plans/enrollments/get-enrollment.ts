import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import type { Exercise } from '#core/exercise-library/exercise.types';
import { readExercises } from '#core/exercise-library/read-exercises';
import { timelineOf, type TimelineStep } from '#core/ops/timeline';
import { policiesOf } from '#core/organizations/policies-of';
import type { EnrollmentFacts } from '#domain/treatment-plans/enrollment-facts';
import type { EnrollmentProgress } from '#domain/treatment-plans/enrollment-week';
import type { PlanSession } from '#domain/treatment-plans/plan-content';
import { progressAt } from '#domain/treatment-plans/progress';
import { findOpenSession } from '../sessions/log.repository';
import type { SessionRow } from '../sessions/session.types';
import { requireEnrollmentAccess } from './enrollment-access';
import { loadEnrollment } from './enrollment-facts.repository';
import { listEnrollmentRows } from './enrollment.repository';
import type { EnrollmentFilter, EnrollmentRow } from './enrollment.types';
import { findVersionContent } from './plan-version.repository';

/** One enrollment as the projection has it. One statement and its audit row. */
export async function getEnrollment(ctx: Ctx, enrollmentId: number): Promise<EnrollmentRow> {
  return inTx(ctx, (tx) => requireEnrollmentAccess(ctx, tx, enrollmentId));
}

export interface EnrollmentProgressView {
  enrollment: EnrollmentRow;
  progress: EnrollmentProgress;
  facts: EnrollmentFacts;
  timeline: TimelineStep[];
  openSession: SessionRow | null;
  /** The template session that comes next; null when nothing is left. */
  nextSession: PlanSession | null;
  exercises: Map<number, Exercise>;
}

/** Progress as of now (weeks, adherence, streaks, what is next) with the chain of causes and the timers ahead. */
export async function getProgress(ctx: Ctx, enrollmentId: number): Promise<EnrollmentProgressView> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const enrollment = await requireEnrollmentAccess(ctx, tx, enrollmentId);
    const loaded = await loadEnrollment(tx, orgId, enrollmentId, policiesOf(tx, orgId), false);
    if (loaded === null) throw notFound('The enrollment');
    const progress = progressAt(loaded.facts, ctx.now.getTime());
    const openSession = await findOpenSession(tx, orgId, enrollmentId);
    const content = await findVersionContent(tx, enrollment.treatment_plan_id, enrollment.version);
    const key = openSession?.session_key ?? progress.next_template_key;
    const nextSession = content?.sessions.find((session) => session.key === key) ?? null;
    return {
      enrollment,
      facts: loaded.facts,
      progress,
      nextSession,
      exercises: await readExercises(tx, nextSession?.exercises.map((exercise) => exercise.exercise_id) ?? []),
      timeline: await timelineOf(tx, orgId, 'enrollment', enrollmentId),
      openSession,
    };
  });
}

/** Enrollments the caller may see; a patient gets their own whatever the filter says. */
export async function listEnrollments(ctx: Ctx, filter: EnrollmentFilter): Promise<EnrollmentRow[]> {
  return inTx(ctx, (tx) => listEnrollmentRows(tx, ctx, requireOrg(ctx), filter));
}
