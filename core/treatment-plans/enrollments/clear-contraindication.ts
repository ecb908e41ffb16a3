import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { clearAnswers } from './self-assign.repository';

/** A specialist clears a patient for a plan whose questions they answered with yes. */
export async function clearContraindication(ctx: Ctx, input: { patientId: number; planId: number }): Promise<void> {
  await inTx(ctx, async (tx) => {
    await requirePatientAccess(ctx, tx, input.patientId);
    const cleared = await clearAnswers(tx, requireOrg(ctx), input.patientId, input.planId, ctx.actor.userId, ctx.now);
    if (cleared === 0) throw notFound('An answer to clear');
    tx.audit({ action: 'self_assign.cleared', entity: 'treatment_plan', entityId: input.planId, patientId: input.patientId });
  });
}
