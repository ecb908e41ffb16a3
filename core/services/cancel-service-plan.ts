import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { actIsKnown } from '#core/ops/process.repository';
import { sendCommand } from '#core/ops/send-command';
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

/**
 * Takes a service back, through its process: no expiry and no notice may come afterwards. `process_busy` (503) while the process
 * of a grant made a moment ago is still starting; repeating the request with the same key is safe.
 */
export async function cancelServicePlan(ctx: Ctx, input: CancelServicePlanInput): Promise<PatientServicePlan> {
  const done = await finishedAlready(ctx, input);
  if (done !== null) return done;
  const outcome = await sendCommand(ctx, {
    process: patientServicePlanProcess,
    subjectId: input.id,
    command: 'cancel',
    data: { reason: input.reason },
    by: ctx.actor,
    requestId: ctx.requestId,
    updateId: input.updateId,
  }).catch(async (error: unknown) => {
    if (!(error instanceof AppError) || (error.code !== 'process_not_found' && error.code !== 'process_closed')) throw error;
    await finishedAlready(ctx, input); // says that it is over, when it is
    throw busy();
  });
  if (outcome.pending) throw busy();
  return readGrant(ctx, input.id);
}

/** The grant when this very request ended it before; null while it runs. Throws when something else ended it. */
async function finishedAlready(ctx: Ctx, input: CancelServicePlanInput): Promise<PatientServicePlan | null> {
  return inTx(ctx, async (tx, own) => {
    const grant = await readGrant(own, input.id);
    if (grant.status !== 'cancelled' && grant.status !== 'expired') return null;
    if (await actIsKnown(tx, requireOrg(ctx), 'patient_service_plan', input.id, input.updateId)) return grant;
    throw new AppError('illegal_transition', { detail: 'This service is over already.' });
  });
}

function busy(): AppError {
  return new AppError('process_busy', {
    detail: 'The change is still being written. Repeat the request with the same Idempotency-Key to see its result.',
    extra: { retry_after: 2 },
  });
}

async function readGrant(ctx: Ctx, id: number): Promise<PatientServicePlan> {
  return inTx(ctx, async (tx) => {
    const grant = await findGrant(tx, id);
    if (grant === null) throw notFound('The service of the patient');
    await requirePatientAccess(ctx, tx, grant.patientId);
    return grant;
  });
}
