import type { Ctx } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { findPlan, lockPlan, setPlanStatus } from './plan.repository';

export interface FinishPromotionInput {
  /** The anonymous copy the approval was about. */
  planId: number;
  outcome: 'approved' | 'rejected' | 'expired' | 'withdrawn';
}

/**
 * What the decision means for the copy: offered in the library as the version that was approved, or archived. Called by the news of
 * the decision, which may arrive twice; the second changes nothing.
 */
export async function finishPromotion(ctx: Ctx, input: FinishPromotionInput): Promise<void> {
  await inTx(ctx, async (tx) => {
    await lockPlan(tx, input.planId);
    const plan = await findPlan(tx, input.planId);
    if (plan === null) throw notFound('The plan');
    if (plan.version > 0 || plan.status === 'archived') return;
    if (input.outcome !== 'approved') {
      await setPlanStatus(tx, plan.id, { status: 'archived' });
      tx.audit({ action: 'plan.promotion_refused', entity: 'treatment_plan', entityId: plan.id });
      return;
    }
    await setPlanStatus(tx, plan.id, { status: 'published', version: 1, visibility: 'library' });
    tx.audit({ action: 'plan.promoted', entity: 'treatment_plan', entityId: plan.id });
    tx.emit({
      type: 'treatment_plan.published',
      aggregate: 'plan',
      aggregateId: plan.id,
      payload: { plan_id: plan.id, version: 1 },
    });
    // the source is named by what it openly descends from, never by the patient's plan
    tx.emit({
      type: 'treatment_plan.promoted',
      aggregate: 'plan',
      aggregateId: plan.id,
      payload: { plan_id: plan.id, source_plan_id: plan.clonedFrom?.planId ?? plan.id },
    });
  });
}
