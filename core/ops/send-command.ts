import { requireOrg, systemCtx, type Ctx, type Kernel } from '#core/kernel/ctx';
import { normalizeError } from '#core/kernel/errors';
import type { Outcome, UpdateRequest } from '#core/kernel/ports/process-client';
import { inSystemTx } from '#core/kernel/tx';
import type { ProblemCode } from '#domain/shared/problem-codes';
import type { CommandName, CommandReply, ProcessTypes } from '#workflows/shared/process.contract';
import { isNoted, writtenLast } from './wakeable.repository';
import { wakeableKinds, type WakeableSubject } from './wakeable.types';

/**
 * Sends a command to a process and waits for its verdict. An update the server has not finished is in its memory alone, while the step
 * of the process may have been written already: when no verdict comes back, the process could wait for what has long been decided.
 * It is then asked to look again, through the outbox, because Temporal may be away.
 */
export async function sendCommand<P extends ProcessTypes, K extends CommandName<P>>(
  ctx: Ctx,
  request: UpdateRequest<P, K>,
): Promise<Outcome<CommandReply<P, K>>> {
  try {
    const outcome = await ctx.kernel.processes.update(request);
    if (outcome.pending) await askToLookAgain(ctx, request);
    return outcome;
  } catch (error) {
    if (unclear.includes(normalizeError(error).code)) await askToLookAgain(ctx, request);
    throw error;
  }
}

/** Failures that leave open whether the step was written. */
const unclear: readonly ProblemCode[] = ['temporal_unavailable', 'process_busy'];

async function askToLookAgain<P extends ProcessTypes, K extends CommandName<P>>(
  ctx: Ctx,
  { process, subjectId }: UpdateRequest<P, K>,
): Promise<void> {
  const kind = wakeableKinds.find((known) => known === process.kind);
  if (kind === undefined) return;
  const subject = { organization_id: requireOrg(ctx), kind, subject_id: subjectId };
  // The caller hears why its command has no verdict; that nothing could be noted either is for the log.
  await noteMissedAnswers(ctx.kernel, ctx.now, [subject]).catch((error: unknown) =>
    ctx.kernel.log.warn({ code: normalizeError(error).code }, 'a process could not be asked to look again'),
  );
}

/**
 * For the start of a worker: everything may have been killed at once, and nobody was left to notice a missing verdict. The processes
 * whose rows were written last are asked to look again. Needless for most of them, and harmless. O(rows of the last minute).
 */
export async function lookAgainAfterRestart(kernel: Kernel, now: Date): Promise<void> {
  await noteMissedAnswers(kernel, now, await inSystemTx(systemCtx(kernel, null, now), writtenLast));
}

async function noteMissedAnswers(
  kernel: Kernel,
  now: Date,
  subjects: readonly (WakeableSubject & { organization_id: number })[],
): Promise<void> {
  for (const { organization_id: orgId, kind, subject_id } of subjects) {
    await inSystemTx(systemCtx(kernel, orgId, now), async (tx) => {
      if (await isNoted(tx, orgId, kind, subject_id)) return;
      // No aggregate of its subject: it needs no order, and must not hold back news while Temporal is away.
      tx.emit({ type: 'process.answer_missed', aggregate: 'process', aggregateId: subject_id, payload: { kind, subject_id } });
    });
  }
}
