import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import type { Outcome } from '#core/kernel/ports/process-client';
import { sendCommand } from '#core/ops/send-command';
import type { CommandData } from '#workflows/shared/process.contract';
import {
  enrollmentProcess,
  type EnrollmentActKind,
  type EnrollmentActs,
  type EnrollmentProcess,
  type EnrollmentStanding,
} from '#workflows/treatment-plans/enrollment.contract';
import { requireEnrollmentAccess } from './enrollment-access';

/** A command to the process of one enrollment, from a person who may see it. */
export interface EnrollmentMessage<K extends EnrollmentActKind> {
  enrollmentId: number;
  act: K;
  data: EnrollmentActs[K];
  /** SHA-256 of organization, principal, route and Idempotency-Key. */
  updateId: string;
}

/**
 * Checks that the person may act on this enrollment and sends the act as an Update. The answer comes after the row was written, so the
 * next read sees it. `process_busy` (503) when the verdict does not come in time: the act is durable, repeating it resumes the wait.
 */
export async function sendToEnrollment<K extends EnrollmentActKind>(
  ctx: Ctx,
  message: EnrollmentMessage<K>,
): Promise<EnrollmentStanding> {
  requireOrg(ctx);
  await inTx(ctx, (tx) => requireEnrollmentAccess(ctx, tx, message.enrollmentId));
  const outcome = await sendCommand(ctx, {
    process: enrollmentProcess,
    subjectId: message.enrollmentId,
    command: message.act,
    data: message.data as CommandData<EnrollmentProcess, K>, // the same type: the contract maps every act to its data
    by: ctx.actor,
    requestId: ctx.requestId,
    updateId: message.updateId,
  });
  return verdictOf(outcome as Outcome<EnrollmentStanding>); // every act answers with the standing
}

/** The reply, or the sentence that says how to get it. */
export function verdictOf<R>(outcome: Outcome<R>): R {
  if (outcome.pending) {
    throw new AppError('process_busy', {
      detail:
        'Your change was accepted and is still being written. Repeat the request with the same Idempotency-Key to see its result.',
      extra: { retry_after: 2 },
    });
  }
  return outcome.reply;
}
