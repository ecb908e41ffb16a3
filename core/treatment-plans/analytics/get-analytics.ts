import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { requireEnrollmentAccess } from '../enrollments/enrollment-access';
import { courseFigures, exerciseFigures, sessionFigures } from './analytics.repository';
import type { CourseFigures, ExerciseFigures, SessionFigures } from './analytics.types';

export interface AnalyticsView {
  enrollmentId: number;
  asOf: Date;
  course: CourseFigures;
  sessions: SessionFigures;
  exercises: ExerciseFigures[];
}

/** How a course goes, computed from its rows as of now (AN-01, AN-02): also right while its process is away. */
export async function getAnalytics(ctx: Ctx, enrollmentId: number): Promise<AnalyticsView> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    await requireEnrollmentAccess(ctx, tx, enrollmentId);
    const course = await courseFigures(tx, enrollmentId, ctx.now);
    if (course === null) throw notFound('The enrollment');
    return {
      enrollmentId,
      asOf: ctx.now,
      course,
      sessions: await sessionFigures(tx, orgId, enrollmentId),
      exercises: await exerciseFigures(tx, orgId, enrollmentId),
    };
  });
}
