import type { Ctx } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { requireEditablePlan } from './plan-access';
import { setPlanStatus } from './plan.repository';

/** Takes a plan out of use: no new assignment, no change. Enrollments that run go on with their version. */
export async function archivePlan(ctx: Ctx, input: { planId: number; expectedRev: number }): Promise<void> {
  await inTx(ctx, async (tx) => {
    const plan = await requireEditablePlan(ctx, tx, input.planId, input.expectedRev);
    await setPlanStatus(tx, plan.id, { status: 'archived' });
    tx.audit({ action: 'plan.archived', entity: 'treatment_plan', entityId: plan.id, patientId: plan.patient?.id ?? null });
  });
}
