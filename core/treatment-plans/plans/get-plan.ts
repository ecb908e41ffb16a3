import type { Ctx } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { hasOpenPromotion } from './plan.repository';
import { requirePlan } from './plan-access';
import type { PlanHead } from './plan.types';
import { readWorkingCopy, type WorkingCopy } from './working-copy';

export interface PlanDetail {
  plan: PlanHead;
  copy: WorkingCopy;
  /** A promotion of this plan waits for its decision: nothing can be changed meanwhile. */
  awaitsPromotion: boolean;
}

/** The plan with its working copy and what still keeps it from being published. */
export async function getPlan(ctx: Ctx, id: number): Promise<PlanDetail> {
  return inTx(ctx, async (tx) => {
    const plan = await requirePlan(ctx, tx, id);
    const copy = await readWorkingCopy(tx, plan);
    const awaitsPromotion = plan.version === 0 && plan.organizationId !== null && (await hasOpenPromotion(tx, id));
    return { plan, copy, awaitsPromotion };
  });
}
