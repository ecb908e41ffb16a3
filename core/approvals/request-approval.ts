import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import type { Tx } from '#core/kernel/tx';
import type { ApprovalKind } from '#workflows/approvals/approval.contract';
import { insertApproval } from './approval.repository';

/** What is asked for. The hash pins the content: an approval of anything else is void (plan-semantics §5). */
export interface ApprovalWish {
  kind: ApprovalKind;
  subjectId: number;
  patientId: number | null;
  title: string;
  planId: number;
  version: number;
  /** What the patient or the library had before: the diff is made against it. Null when there was nothing. */
  base: { planId: number; version: number } | null;
  contentHash: string;
  authorUserId: number | null;
}

/**
 * Asks for an approval inside the transaction of whoever needs it, so that there is never a waiting subject without a request.
 * The relay starts its process. Returns the approval's id.
 */
export async function requestApproval(ctx: Ctx, tx: Tx, wish: ApprovalWish): Promise<number> {
  const orgId = requireOrg(ctx);
  const approvalId = await insertApproval(tx, { ...wish, orgId, requestedBy: ctx.actor.userId, requestedAt: ctx.now });
  tx.emit({
    type: 'approval.requested',
    aggregate: 'approval',
    aggregateId: approvalId,
    payload: { approval_id: approvalId, kind: wish.kind, subject_id: wish.subjectId },
  });
  tx.audit({ action: 'approval.requested', entity: 'approval', entityId: approvalId, patientId: wish.patientId });
  return approvalId;
}
