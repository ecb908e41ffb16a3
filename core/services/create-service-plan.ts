import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { refuseUnbillable } from './check-service-plan';
import { insertServicePlan } from './service-plan.repository';
import type { ServicePlan, ServicePlanContent } from './service-plan.types';

export async function createServicePlan(ctx: Ctx, content: ServicePlanContent): Promise<ServicePlan> {
  refuseUnbillable(content);
  return inTx(ctx, async (tx) => {
    const plan = await insertServicePlan(tx, requireOrg(ctx), content);
    tx.audit({ action: 'service_plan.created', entity: 'service_plan', entityId: plan.id });
    return plan;
  });
}
