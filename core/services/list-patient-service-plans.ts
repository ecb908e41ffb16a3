import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { listGrants } from './patient-service-plan.repository';
import type { PatientServicePlan } from './service-plan.types';

/** The services of one patient, newest first. */
export async function listPatientServicePlans(ctx: Ctx, patientId: number): Promise<PatientServicePlan[]> {
  return inTx(ctx, async (tx) => {
    await requirePatientAccess(ctx, tx, patientId);
    return listGrants(tx, patientId);
  });
}

/** The caller's own services. */
export async function listMyServicePlans(ctx: Ctx): Promise<PatientServicePlan[]> {
  const { patientId } = ctx.actor;
  if (patientId === null) throw new AppError('forbidden', { detail: 'Only patients have services of their own.' });
  return inTx(ctx, (tx) => listGrants(tx, patientId));
}
