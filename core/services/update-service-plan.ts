import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { refuseUnbillable } from './check-service-plan';
import { findServicePlan, updateServicePlanRow } from './service-plan.repository';
import type { ServicePlan, ServicePlanContent } from './service-plan.types';

/**
 * Changes an offer. Access flags count at once for everybody who holds it; start, end and price of what was granted before stay
 * as they were. An archived offer cannot be granted any more, grants in being go on.
 */
export async function updateServicePlan(
  ctx: Ctx,
  input: { id: number; expectedRev: number; content: ServicePlanContent },
): Promise<ServicePlan> {
  refuseUnbillable(input.content);
  return inTx(ctx, async (tx) => {
    const plan = await updateServicePlanRow(tx, input.id, input.expectedRev, input.content);
    if (plan === null) {
      const current = await findServicePlan(tx, input.id);
      if (current === null) throw notFound('The service');
      throw new AppError('stale_revision', { extra: { rev: current.rev } });
    }
    tx.audit({ action: 'service_plan.updated', entity: 'service_plan', entityId: plan.id });
    return plan;
  });
}
