import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import type { EnrollmentStanding } from '#workflows/treatment-plans/enrollment.contract';
import { sendToEnrollment } from '../enrollments/send-to-enrollment';
import { saveSummary } from './log.repository';
import { requireSessionAccess } from './session-access';

export interface CompleteSessionInput {
  completionId: number;
  painBefore: number | null;
  painAfter: number | null;
  difficulty: string | null;
  notes: string | null;
}

/**
 * The patient finishes a session. What they say about it is data and is written first; the completion is an act of the enrollment's
 * process. Should the process be away in between, the answers are kept and the repeat completes.
 */
export async function completeSession(ctx: Ctx, input: CompleteSessionInput, updateId: string): Promise<EnrollmentStanding> {
  const enrollmentId = await inTx(ctx, async (tx) => {
    const session = await requireSessionAccess(ctx, tx, input.completionId);
    if (session.status === 'partial' || session.status === 'skipped') {
      throw new AppError('session_closed', {
        detail: 'This session was closed before. Its sets are kept; start the next one from Today.',
      });
    }
    await saveSummary(tx, requireOrg(ctx), input.completionId, input);
    return session.enrollment_id;
  });
  return sendToEnrollment(ctx, { enrollmentId, act: 'complete_session', data: { completionId: input.completionId }, updateId });
}
