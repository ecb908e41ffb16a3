import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { patientServicePlanProcess } from '#workflows/services/patient-service-plan.contract';
import { findGrant } from './patient-service-plan.repository';
import type { PatientServicePlan } from './service-plan.types';

export interface CancelServicePlanInput {
  id: number;
  reason: string;
  /** SHA-256 of organization, principal, route and Idempotency-Key. */
  updateId: string;
}

/** Takes a service back, through its process: no expiry and no notice may come afterwards. */
export async function cancelServicePlan(ctx: Ctx, input: CancelServicePlanInput): Promise<PatientServicePlan> {
  await inTx(ctx, async (tx) => {
    const grant = await findGrant(tx, input.id);
    if (grant === null) throw notFound('The service of the patient');
    await requirePatientAccess(ctx, tx, grant.patientId);
  });
  const outcome = await ctx.kernel.processes.update({
    process: patientServicePlanProcess,
    subjectId: input.id,
    command: 'cancel',
    data: { reason: input.reason },
    by: ctx.actor,
    requestId: ctx.requestId,
    updateId: input.updateId,
  });
  if (outcome.pending) {
    throw new AppError('process_busy', {
      detail: 'It was accepted and is still being written. Repeat the request with the same Idempotency-Key to see the result.',
    });
  }
  return inTx(ctx, async (tx) => {
    const grant = await findGrant(tx, input.id);
    if (grant === null) throw notFound('The service of the patient');
    return grant;
  });
}
