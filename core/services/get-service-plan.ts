import type { Ctx } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { findServicePlan } from './service-plan.repository';
import type { ServicePlan } from './service-plan.types';

export async function getServicePlan(ctx: Ctx, id: number): Promise<ServicePlan> {
  return inTx(ctx, async (tx) => {
    const plan = await findServicePlan(tx, id);
    if (plan === null) throw notFound('The service');
    return plan;
  });
}
