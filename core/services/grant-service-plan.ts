import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound, type FieldError } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { DAY_MS } from '#domain/shared/duration';
import { findGrant, insertGrant } from './patient-service-plan.repository';
import { findServicePlan } from './service-plan.repository';
import type { PatientServicePlan } from './service-plan.types';

export interface GrantServicePlanInput {
  patientId: number;
  servicePlanId: number;
  /** null: now. */
  startsAt: Date | null;
  /** null: after the length of the service, or never when it has none. */
  endsAt: Date | null;
}

/** How far a start may lie back (a running service is taken over) or ahead. */
const furthestStartMs = 366 * DAY_MS;

/** Gives a patient a service. Its process is started by the event, so that the grant stands also while Temporal is away. */
export async function grantServicePlan(ctx: Ctx, input: GrantServicePlanInput): Promise<PatientServicePlan> {
  return inTx(ctx, async (tx) => {
    const patient = await requirePatientAccess(ctx, tx, input.patientId);
    if (patient.status !== 'active') {
      throw new AppError('conflict', { detail: 'The patient is archived. Reactivate them before granting a service.' });
    }
    const plan = await findServicePlan(tx, input.servicePlanId);
    if (plan === null) throw notFound('The service');
    if (plan.status !== 'active') {
      throw new AppError('service_plan_inactive', {
        detail: 'This service is not on offer. Activate it, or choose another one.',
      });
    }
    const startsAt = input.startsAt ?? ctx.now;
    const endsAt =
      input.endsAt ?? (plan.durationDays === null ? null : new Date(startsAt.getTime() + plan.durationDays * DAY_MS));
    refusePeriod(ctx.now, startsAt, endsAt);
    const id = await insertGrant(tx, {
      organizationId: requireOrg(ctx),
      patientId: input.patientId,
      servicePlanId: plan.id,
      status: startsAt > ctx.now ? 'pending' : 'active',
      startsAt,
      endsAt,
      grantedBy: ctx.actor.userId,
    });
    tx.audit({
      action: 'patient_service_plan.granted',
      entity: 'patient_service_plan',
      entityId: id,
      patientId: input.patientId,
    });
    tx.emit({
      type: 'service_plan.granted',
      aggregate: 'patient_service_plan',
      aggregateId: id,
      payload: { patient_service_plan_id: id, patient_id: input.patientId, service_plan_id: plan.id },
    });
    const grant = await findGrant(tx, id);
    if (grant === null) throw notFound('The service of the patient');
    return grant;
  });
}

function refusePeriod(now: Date, startsAt: Date, endsAt: Date | null): void {
  const errors: FieldError[] = [];
  if (Math.abs(startsAt.getTime() - now.getTime()) > furthestStartMs) {
    errors.push({ pointer: '/starts_at', code: 'out_of_range', message: 'The start may lie at most a year back or ahead.' });
  }
  if (endsAt !== null && endsAt <= startsAt) {
    errors.push({ pointer: '/ends_at', code: 'out_of_range', message: 'The end must come after the start.' });
  }
  if (endsAt !== null && endsAt <= now) {
    errors.push({ pointer: '/ends_at', code: 'out_of_range', message: 'The service would be over already. Choose a later end.' });
  }
  if (errors.length > 0) throw new AppError('validation_failed', { errors });
}
