import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { refuseCustomInLibrary } from './create-plan';
import { requireEditablePlan } from './plan-access';
import { replaceDraftSessions } from './plan-session.repository';
import { findVersion } from './plan-version.repository';
import { setPlanStatus, updatePlanDraft } from './plan.repository';
import type { PlanDraft } from './plan.types';
import { checkPlanDraft, draftOf } from './working-copy';

export interface ReplacePlanContentInput {
  planId: number;
  expectedRev: number;
  draft: PlanDraft;
}

/**
 * Writes the working copy whole. What is published stays published: a difference turns the status to `draft` while `version` keeps
 * naming the one in force, and putting everything back turns it to `published` again.
 */
export async function replacePlanContent(ctx: Ctx, input: ReplacePlanContentInput): Promise<void> {
  await inTx(ctx, async (tx) => {
    const plan = await requireEditablePlan(ctx, tx, input.planId, input.expectedRev);
    refuseCustomInLibrary(plan.patient?.id ?? null, input.draft);
    const copy = await checkPlanDraft(tx, input.draft);
    const draft = draftOf(copy.content, input.draft);
    if (!(await updatePlanDraft(tx, plan.id, input.expectedRev, draft))) throw new AppError('stale_revision');
    await replaceDraftSessions(tx, plan.organizationId, plan.id, draft.sessions);
    const published = plan.version === 0 ? null : await findVersion(tx, plan.id, plan.version);
    const status = published?.contentHash === copy.contentHash ? 'published' : 'draft';
    if (status !== plan.status) await setPlanStatus(tx, plan.id, { status });
    tx.audit({ action: 'plan.updated', entity: 'treatment_plan', entityId: plan.id, patientId: plan.patient?.id ?? null });
  });
}
