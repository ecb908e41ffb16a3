import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import type { ApprovalStatus } from '#workflows/approvals/approval.contract';
import type { ApprovalListRow } from './approval.types';
import { currentContentHash, findApprovalForPage, listApprovals as listRows } from './approval.repository';

/** Requests of the organization, newest first. */
export async function listApprovals(
  ctx: Ctx,
  filter: { statuses: readonly ApprovalStatus[]; beforeId: number | null; limit: number },
): Promise<ApprovalListRow[]> {
  return inTx(ctx, (tx) => listRows(tx, requireOrg(ctx), filter));
}

/** One request with names, and whether its content is still what was asked for. */
export async function getApproval(
  ctx: Ctx,
  tx: Tx,
  approvalId: number,
): Promise<{ approval: ApprovalListRow; contentUnchanged: boolean }> {
  const approval = await findApprovalForPage(tx, requireOrg(ctx), approvalId);
  if (approval === null) throw notFound('The request');
  const hash = await currentContentHash(tx, approval.treatment_plan_id, approval.version);
  return { approval, contentUnchanged: hash === approval.content_hash };
}
