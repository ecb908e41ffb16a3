import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { sendCommand } from '#core/ops/send-command';
import type { ProblemCode } from '#domain/shared/problem-codes';
import {
  approvalProcess,
  type ApprovalActKind,
  type ApprovalActs,
  type ApprovalProcess,
  type ApprovalStanding,
  type ApprovalStatus,
} from '#workflows/approvals/approval.contract';
import { systemActorRef, type CommandData } from '#workflows/shared/process.contract';
import type { ApprovalListRow } from './approval.types';
import { getApproval } from './list-approvals';

export interface ApprovalMessage<K extends ApprovalActKind> {
  approvalId: number;
  act: K;
  data: ApprovalActs[K];
  updateId: string;
}

const outcomeOf: Record<ApprovalActKind, string> = {
  approve: 'approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
  delegate: 'pending',
};

const closedCode: Record<ApprovalStatus, ProblemCode> = {
  pending: 'conflict', // never closed
  approved: 'already_decided',
  rejected: 'already_decided',
  expired: 'approval_expired',
  withdrawn: 'approval_withdrawn',
};

/** Sends one act to the process of a request. Whether the person may decide is judged there, where it cannot change in between. */
export async function sendToApproval<K extends ApprovalActKind>(
  ctx: Ctx,
  message: ApprovalMessage<K>,
): Promise<ApprovalStanding> {
  const { approval } = await inTx(ctx, (tx) => getApproval(ctx, tx, message.approvalId));
  if (approval.status !== 'pending') return closedAnswer(ctx, approval, message.act);
  try {
    return await send(ctx, message);
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'process_not_found' && error.code !== 'process_closed')) throw error;
    const now = await inTx(ctx, (tx) => getApproval(ctx, tx, message.approvalId));
    if (now.approval.status !== 'pending') return closedAnswer(ctx, now.approval, message.act);
  }
  // Asked for a moment ago, and the relay has not come by yet: starting twice is starting once.
  const args = { orgId: requireOrg(ctx), subjectId: message.approvalId, by: systemActorRef, requestId: ctx.requestId };
  await ctx.kernel.processes.start({ process: approvalProcess, args });
  return send(ctx, message);
}

async function send<K extends ApprovalActKind>(ctx: Ctx, message: ApprovalMessage<K>): Promise<ApprovalStanding> {
  const outcome = await sendCommand(ctx, {
    process: approvalProcess,
    subjectId: message.approvalId,
    command: message.act,
    data: message.data as CommandData<ApprovalProcess, K>, // the same type: the contract maps every act to its data
    by: ctx.actor,
    requestId: ctx.requestId,
    updateId: message.updateId,
  });
  if (!outcome.pending) return outcome.reply as ApprovalStanding; // every act answers with the standing
  throw new AppError('process_busy', {
    detail: 'The decision was accepted and is still being written. Repeat the request with the same Idempotency-Key.',
    extra: { retry_after: 2 },
  });
}

/** A repeat of one's own decision is that decision; anything else comes too late and is told who was first. */
function closedAnswer(ctx: Ctx, approval: ApprovalListRow, act: ApprovalActKind): ApprovalStanding {
  const own = approval.decided_by !== null && approval.decided_by === ctx.actor.userId && approval.status === outcomeOf[act];
  if (!own) {
    throw new AppError(closedCode[approval.status], {
      detail: `This request was already ${approval.status}${approval.decided_by_name === null ? '' : ` by ${approval.decided_by_name}`}.`,
      extra: {
        status: approval.status,
        decided_by: approval.decided_by_name,
        decided_at: approval.decided_at?.toISOString() ?? null,
      },
    });
  }
  return {
    approvalId: approval.id,
    kind: approval.kind,
    subjectId: approval.subject_id,
    status: approval.status,
    decidedBy: approval.decided_by,
    rev: approval.rev,
  };
}
