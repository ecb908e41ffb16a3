import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { sendToEnrollment } from '../enrollments/send-to-enrollment';
import { saveSummary } from './log.repository';

export interface StartSessionInput {
  enrollmentId: number;
  /** Made by the device; a second start under the same id is the same session. */
  clientId: string;
  deviceId: string | null;
  painBefore: number | null;
}

/** The patient starts the next session of the plan (TP-15). Returns the session's id. */
export async function startSession(ctx: Ctx, input: StartSessionInput, updateId: string): Promise<number> {
  const { completionId } = await sendToEnrollment(ctx, {
    enrollmentId: input.enrollmentId,
    act: 'start_session',
    data: { clientId: input.clientId, deviceId: input.deviceId },
    updateId,
  });
  if (completionId === null) throw notFound('The session');
  await inTx(ctx, (tx) =>
    saveSummary(tx, requireOrg(ctx), completionId, {
      painBefore: input.painBefore,
      painAfter: null,
      difficulty: null,
      notes: null,
    }),
  );
  return completionId;
}
