import type { Ctx } from '#core/kernel/ctx';
import { pageOf } from '#core/kernel/cursor';
import { inTx } from '#core/kernel/tx';
import { listServicePlanRows } from './service-plan.repository';
import type { ServicePlan, ServicePlanStatus } from './service-plan.types';

export interface ListServicePlansInput {
  status: ServicePlanStatus | null;
  afterId: number | null;
  limit: number;
}

/** The offers of the organization, by name. Patients see what they could have: active ones only. */
export async function listServicePlans(
  ctx: Ctx,
  input: ListServicePlansInput,
): Promise<{ rows: ServicePlan[]; nextCursor: string | null }> {
  return inTx(ctx, async (tx) => {
    const onlyPatient = ctx.actor.roles.every((role) => role === 'patient');
    const rows = await listServicePlanRows(tx, onlyPatient ? 'active' : input.status, input.afterId, input.limit + 1);
    return pageOf(rows, input.limit, (plan) => [plan.id]);
  });
}
