import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import type { Idempotency } from '#core/kernel/idempotency';
import { inTx, type Tx } from '#core/kernel/tx';
import { policiesOf } from '#core/organizations/policies-of';
import { activeAccess } from '#core/services/active-access';
import { assertNever } from '#domain/shared/assert-never';
import { toLocal } from '#domain/shared/zoned-time';
import { decideSelfAssign, type SelfAssignVerdict } from '#domain/treatment-plans/self-assign';
import type { EnrollmentStanding } from '#workflows/treatment-plans/enrollment.contract';
import { openProcess } from './assign-plan';
import { findEnrolledPatient } from './open-enrollment.repository';
import {
  findLibraryPlan,
  findRunningEnrollment,
  hasStandingContraindication,
  insertAnswers,
  servicesWithLibrary,
} from './self-assign.repository';

export interface SelfAssignInput {
  planId: number;
  answers: Readonly<Record<string, unknown>>;
}

interface Answered {
  verdict: SelfAssignVerdict;
  version: number;
  zone: string;
  patientId: number;
  clinic: { phone: string; emergencyText: string };
}

/**
 * A patient starts a library plan (plan-semantics §6). Answers are stored whatever the verdict, in a transaction of their own: a refusal
 * must not roll back a red flag.
 */
export async function selfAssignPlan(ctx: Ctx, input: SelfAssignInput, idempotency: Idempotency): Promise<EnrollmentStanding> {
  const answered = await inTx(ctx, (tx) => answer(tx, ctx, input));
  refuse(answered);
  return openProcess(
    ctx,
    {
      patientId: answered.patientId,
      planId: input.planId,
      version: answered.version,
      startDate: toLocal(ctx.now.getTime(), answered.zone).date,
      selfAssigned: true,
      previousEnrollmentId: null,
    },
    idempotency,
  );
}

async function answer(tx: Tx, ctx: Ctx, input: SelfAssignInput): Promise<Answered> {
  const orgId = requireOrg(ctx);
  const { patientId } = ctx.actor;
  if (patientId === null) throw new AppError('forbidden', { detail: 'Only a patient can start a plan for themselves.' });
  const patient = await findEnrolledPatient(tx, orgId, patientId);
  if (patient === null) throw notFound('The patient');
  const plan = await findLibraryPlan(tx, orgId, input.planId);
  if (plan === null) throw notFound('The plan'); // before its answers are read: it has no questions to compare them with
  const answers = readAnswers(input.answers, [...plan.redFlagKeys, ...plan.contraindicationKeys]);
  const verdict = decideSelfAssign(
    {
      plan: {
        published: plan.version > 0,
        visibility: plan.visibility,
        visible_to_patient: true,
        requires_approval: plan.requiresApproval,
        red_flag_keys: plan.redFlagKeys,
        contraindication_keys: plan.contraindicationKeys,
      },
      has_library_access: (await activeAccess(tx, patientId, ctx.now)).library,
      services_with_access: await servicesWithLibrary(tx, orgId),
      running_enrollment_id: await findRunningEnrollment(tx, orgId, patientId, input.planId),
      contraindicated_before: await hasStandingContraindication(tx, orgId, patientId, input.planId),
      policy_requires_approval: (await policiesOf(tx, orgId))['self_assign.approval'],
    },
    answers,
  );
  await keepAnswers(tx, ctx, { patientId, planId: input.planId, version: plan.version, answers, verdict });
  return {
    verdict,
    version: plan.version,
    zone: patient.time_zone,
    patientId,
    clinic: { phone: plan.phone, emergencyText: plan.emergencyText },
  };
}

function readAnswers(answers: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, boolean> {
  const read: Record<string, boolean> = {};
  for (const [key, value] of Object.entries(answers)) {
    if (!keys.includes(key) || typeof value !== 'boolean') {
      throw new AppError('validation_failed', {
        errors: [
          {
            pointer: `/answers/${key.slice(0, 60)}`,
            code: 'answer',
            message: 'Answer the questions of this plan with true (yes) or false (no).',
          },
        ],
      });
    }
    read[key] = value;
  }
  return read;
}

interface Kept {
  patientId: number;
  planId: number;
  version: number;
  answers: Record<string, boolean>;
  verdict: SelfAssignVerdict;
}

async function keepAnswers(tx: Tx, ctx: Ctx, kept: Kept): Promise<void> {
  const { kind } = kept.verdict;
  if (kind !== 'red_flag' && kind !== 'contraindicated' && kind !== 'enroll') return;
  const outcome = kind === 'enroll' ? 'clear' : kind;
  const answerId = await insertAnswers(tx, { orgId: requireOrg(ctx), ...kept, outcome, at: ctx.now });
  if (outcome === 'clear') return;
  tx.emit({
    type: 'self_assign.refused',
    aggregate: 'patient',
    aggregateId: kept.patientId,
    payload: { patient_id: kept.patientId, plan_id: kept.planId, answer_id: answerId, outcome },
  });
  tx.audit({ action: 'self_assign.refused', entity: 'treatment_plan', entityId: kept.planId, patientId: kept.patientId });
}

function refuse({ verdict, clinic }: Answered): void {
  switch (verdict.kind) {
    case 'enroll':
      return;
    case 'not_found':
      throw notFound('The plan');
    case 'library_access_required':
      throw new AppError('library_access_required', { detail: verdict.detail, extra: { services: verdict.services } });
    case 'already_enrolled':
      throw new AppError('already_enrolled', { detail: verdict.detail, extra: { enrollment_id: verdict.enrollment_id } });
    case 'answers_missing':
      throw new AppError('validation_failed', {
        detail: verdict.detail,
        errors: verdict.missing_keys.map((key) => ({
          pointer: `/answers/${key}`,
          code: 'required',
          message: 'Answer this question with yes or no.',
        })),
      });
    case 'red_flag':
      throw new AppError('red_flag', {
        detail: verdict.detail,
        extra: { clinic_phone: clinic.phone, emergency_text: clinic.emergencyText },
      });
    case 'contraindicated':
      throw new AppError('contraindicated', {
        detail: verdict.detail,
        extra: { clinic_phone: clinic.phone, emergency_text: clinic.emergencyText },
      });
    default:
      assertNever(verdict);
  }
}
