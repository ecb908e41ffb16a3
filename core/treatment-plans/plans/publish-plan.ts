import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { requireEditablePlan } from './plan-access';
import { findVersion, insertVersion } from './plan-version.repository';
import { setPlanStatus } from './plan.repository';
import type { PlanHead } from './plan.types';
import { readWorkingCopy, type WorkingCopy } from './working-copy';

export interface PublishPlanInput {
  planId: number;
  expectedRev: number;
  /** What changed, in the author's words. */
  note: string;
}

/** Freezes the working copy as the next version. Running enrollments keep the version they were given. Returns the version. */
export async function publishPlan(ctx: Ctx, input: PublishPlanInput): Promise<number> {
  return inTx(ctx, async (tx) => {
    const plan = await requireEditablePlan(ctx, tx, input.planId, input.expectedRev);
    const copy = await readWorkingCopy(tx, plan);
    const published = plan.version === 0 ? null : await findVersion(tx, plan.id, plan.version);
    if (published?.contentHash === copy.contentHash) {
      throw new AppError('conflict', {
        detail: `Nothing changed since version ${plan.version}, so there is nothing to publish.`,
      });
    }
    const version = await snapshotPlan(tx, ctx, plan, copy, input.note);
    await setPlanStatus(tx, plan.id, { status: 'published', version });
    tx.audit({ action: 'plan.published', entity: 'treatment_plan', entityId: plan.id, patientId: plan.patient?.id ?? null });
    tx.emit({
      type: 'treatment_plan.published',
      aggregate: 'plan',
      aggregateId: plan.id,
      payload: { plan_id: plan.id, version },
    });
    return version;
  });
}

/**
 * Writes the immutable snapshot with its hash; exercise revisions are pinned in it. Throws `plan_not_publishable` with a pointer per
 * fault. Shared by publishing, promotion and reference data.
 */
export async function snapshotPlan(tx: Tx, ctx: Ctx, plan: PlanHead, copy: WorkingCopy, note: string): Promise<number> {
  if (copy.faults.length > 0) {
    throw new AppError('plan_not_publishable', { detail: 'Mend what is listed, then publish again.', errors: copy.faults });
  }
  const version = plan.version + 1;
  await insertVersion(tx, {
    organizationId: plan.organizationId,
    planId: plan.id,
    patientId: plan.patient?.id ?? null,
    version,
    content: copy.content,
    contentHash: copy.contentHash,
    note,
    publishedBy: ctx.actor.userId,
    at: ctx.now,
  });
  return version;
}
