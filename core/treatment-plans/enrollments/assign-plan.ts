import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import type { Idempotency } from '#core/kernel/idempotency';
import { inSystemTx, inTx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { toLocal } from '#domain/shared/zoned-time';
import { enrollmentProcess, type EnrollmentStanding } from '#workflows/treatment-plans/enrollment.contract';
import { findAssignablePlan, findEnrolledPatient, reserveEnrollmentId } from './open-enrollment.repository';
import { findPublishedVersion } from './plan-version.repository';
import { requireEnrollmentAccess } from './enrollment-access';
import { verdictOf } from './send-to-enrollment';

export interface AssignPlanInput {
  planId: number;
  patientId: number;
  /** Null takes the published version. */
  version: number | null;
  /** Null starts today in the patient's zone. */
  startDate: string | null;
  previousEnrollmentId: number | null;
}

/**
 * A specialist gives a published plan to a patient (TP-10). The process is started together with its first step, which checks the
 * rest (access, start date, a running enrollment) and writes the row, so an answer means the row is there.
 */
export async function assignPlan(ctx: Ctx, input: AssignPlanInput, idempotency: Idempotency): Promise<EnrollmentStanding> {
  const orgId = requireOrg(ctx);
  const { version, startDate } = await inTx(ctx, async (tx) => {
    await requirePatientAccess(ctx, tx, input.patientId);
    if (input.previousEnrollmentId !== null) await requireEnrollmentAccess(ctx, tx, input.previousEnrollmentId);
    const published = await findPublishedVersion(tx, input.planId);
    if (published === null) throw notFound('The plan');
    const wanted = input.version ?? published;
    if (wanted < 1 || (await findAssignablePlan(tx, input.planId, wanted)) === null) {
      throw new AppError('plan_not_published', { detail: 'Only a published version can be assigned. Publish the plan first.' });
    }
    const patient = await findEnrolledPatient(tx, orgId, input.patientId);
    if (patient === null) throw notFound('The patient');
    return { version: wanted, startDate: input.startDate ?? toLocal(ctx.now.getTime(), patient.time_zone).date };
  });
  return openProcess(
    ctx,
    {
      patientId: input.patientId,
      planId: input.planId,
      version,
      startDate,
      selfAssigned: false,
      previousEnrollmentId: input.previousEnrollmentId,
    },
    idempotency,
  );
}

export interface NewEnrollmentProcess {
  patientId: number;
  planId: number;
  version: number;
  startDate: string;
  selfAssigned: boolean;
  previousEnrollmentId: number | null;
}

/** Starts the process and waits for its first step. A repeat meets the same id, hence the same process. */
export async function openProcess(ctx: Ctx, wish: NewEnrollmentProcess, idempotency: Idempotency): Promise<EnrollmentStanding> {
  const enrollmentId = await idempotency.reserveId(() => inSystemTx({ ...ctx, orgId: null }, (tx) => reserveEnrollmentId(tx)));
  const outcome = await ctx.kernel.processes.updateWithStart({
    process: enrollmentProcess,
    args: { orgId: requireOrg(ctx), subjectId: enrollmentId, by: ctx.actor, requestId: ctx.requestId, ...wish },
    updateId: idempotency.updateId,
  });
  return verdictOf(outcome);
}
