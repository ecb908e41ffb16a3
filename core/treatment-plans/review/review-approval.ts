import { getApproval } from '#core/approvals/list-approvals';
import { listApprovers } from '#core/approvals/list-approvers';
import type { ApprovalListRow } from '#core/approvals/approval.types';
import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { timelineOf, type TimelineStep } from '#core/ops/timeline';
import { policiesOf } from '#core/organizations/policies-of';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { activeAccess } from '#core/services/active-access';
import type { PlanContent } from '#domain/treatment-plans/plan-content';
import { diffPlans, type PlanChange } from '#domain/treatment-plans/plan-diff';
import { changeInWords, type ChangeInWords } from '#domain/treatment-plans/plan-diff-words';
import { findVersionContent } from '../enrollments/plan-version.repository';

/** A fact the approver would otherwise have to look up. */
export interface ApprovalCheck {
  code: 'telerehab_access' | 'content_unchanged' | 'not_author';
  ok: boolean;
}

export interface ApprovalReview {
  approval: ApprovalListRow;
  content: PlanContent;
  /** Null when there is nothing to compare with: all of it is new. */
  changes: { change: PlanChange; words: ChangeInWords }[] | null;
  checks: ApprovalCheck[];
  timeline: TimelineStep[];
  colleagues: { userId: number; role: string; name: string }[];
  mayDecide: boolean;
  mayWithdraw: boolean;
}

/** Everything an approver needs on one page: what changed, for whom, why it waits and what happens next. */
export async function reviewApproval(ctx: Ctx, approvalId: number): Promise<ApprovalReview> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const { approval, contentUnchanged } = await getApproval(ctx, tx, approvalId);
    if (approval.patient_id !== null) await requirePatientAccess(ctx, tx, approval.patient_id);
    const content = await findVersionContent(tx, approval.treatment_plan_id, approval.version);
    if (content === null) throw notFound('The plan version');
    const base =
      approval.base_plan_id === null || approval.base_version === null
        ? null
        : await findVersionContent(tx, approval.base_plan_id, approval.base_version);
    const approvers = await listApprovers(tx, orgId, ctx.now);
    const separate = (await policiesOf(tx, orgId))['approval.separate_author'];
    const own = ctx.actor.userId !== null && isBehind(approval, ctx.actor.userId);
    tx.audit({ action: 'approval.read', entity: 'approval', entityId: approvalId, patientId: approval.patient_id });
    return {
      approval,
      content,
      changes: base === null ? null : diffPlans(base, content).map((change) => ({ change, words: changeInWords(change) })),
      checks: [
        ...(approval.patient_id === null
          ? []
          : [{ code: 'telerehab_access' as const, ok: (await activeAccess(tx, approval.patient_id, ctx.now)).telerehab }]),
        { code: 'content_unchanged', ok: contentUnchanged },
        { code: 'not_author', ok: !own },
      ],
      timeline: await timelineOf(tx, orgId, 'approval', approvalId),
      colleagues: approvers
        .filter((person) => person.user_id !== ctx.actor.userId && !(separate && isBehind(approval, person.user_id)))
        .map((person) => ({ userId: person.user_id, role: person.role, name: person.display_name })),
      mayDecide:
        approval.status === 'pending' && approvers.some((person) => person.user_id === ctx.actor.userId) && !(separate && own),
      mayWithdraw: approval.status === 'pending' && ctx.actor.userId !== null && approval.requested_by === ctx.actor.userId,
    };
  });
}

/** Whether a person wrote or asked for what is to be decided. */
function isBehind(approval: ApprovalListRow, userId: number): boolean {
  return approval.requested_by === userId || approval.author_user_id === userId;
}
