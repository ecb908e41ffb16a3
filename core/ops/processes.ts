import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import type { OpsAction, OpsReply } from '#workflows/shared/process.contract';
import { countProcesses, findProcess, listProcessRows } from './processes.repository';
import type { ProcessCount, ProcessFilter, ProcessRow } from './processes.types';
import { timelineOf, type TimelineStep } from './timeline';

/** Open and stuck processes with their next timer; ops see ids and codes, never names. */
export async function listProcesses(ctx: Ctx, filter: ProcessFilter): Promise<ProcessRow[]> {
  return inTx(ctx, (tx) => listProcessRows(tx, requireOrg(ctx), filter));
}

export async function processCounts(ctx: Ctx): Promise<ProcessCount[]> {
  return inTx(ctx, (tx) => countProcesses(tx, requireOrg(ctx)));
}

export async function getProcess(ctx: Ctx, processId: number): Promise<{ process: ProcessRow; timeline: TimelineStep[] }> {
  return inTx(ctx, async (tx) => {
    const process = await findProcess(tx, requireOrg(ctx), processId);
    if (process === null) throw notFound('The process');
    return { process, timeline: await timelineOf(tx, requireOrg(ctx), process.kind, process.subject_id) };
  });
}

/** Retry what is parked, go on without it, or end the process with a reason (PL-17). The act is audited before it is sent. */
export async function actOnProcess(
  ctx: Ctx,
  input: { processId: number; action: OpsAction; reason: string; updateId: string },
): Promise<OpsReply> {
  const process = await inTx(ctx, async (tx) => {
    const row = await findProcess(tx, requireOrg(ctx), input.processId);
    if (row === null) throw notFound('The process');
    tx.audit({ action: `process.${input.action}`, entity: 'process', entityId: row.id });
    return row;
  });
  const outcome = await ctx.kernel.processes.ops({
    workflowId: process.workflow_id,
    action: input.action,
    reason: input.reason,
    by: ctx.actor,
    requestId: ctx.requestId,
    updateId: input.updateId,
  });
  if (outcome.pending) {
    throw new AppError('process_busy', {
      detail: 'The process did not answer in time. Look again in a moment.',
      extra: { retry_after: 3 },
    });
  }
  return outcome.reply;
}
