import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { requestApproval } from '#core/approvals/request-approval';
import { policiesOf } from '#core/organizations/policies-of';
import { activeAccess } from '#core/services/active-access';
import type { Policies } from '#domain/organizations/policies';
import { toLocal } from '#domain/shared/zoned-time';
import { defaultPreferences, enrollmentPoliciesOf } from '#domain/treatment-plans/enrollment-policies';
import { openEnrollment as newEnrollment, startDateFault } from '#domain/treatment-plans/open-enrollment';
import { progressAt } from '#domain/treatment-plans/progress';
import type { EnrollmentArgs } from '#workflows/treatment-plans/enrollment.contract';
import { toDomainEvent } from './enrollment-events';
import { loadEnrollment, type EnrollmentIdentity } from './enrollment-facts.repository';
import { saveZones } from './enrollment-save.repository';
import {
  findAssignablePlan,
  findEnrolledPatient,
  findPreviousVersion,
  insertEnrollment,
  type AssignablePlan,
  type EnrolledPatient,
} from './open-enrollment.repository';
import { settleEnrollment, type SettledEnrollment } from './settle-enrollment';
import { settleDueActs } from './wake-enrollment';

const uniqueViolation = '23505';

/**
 * The first step of an enrollment's process: checks what must hold at this moment, writes the row and, where one is needed, asks for
 * the approval, all or nothing. A repeat after a crash finds the row and answers with its standing.
 */
export async function openEnrollment(ctx: Ctx, args: EnrollmentArgs, key: string): Promise<SettledEnrollment> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const policies = policiesOf(tx, orgId);
    const known = await loadEnrollment(tx, orgId, args.subjectId, policies, true);
    if (known !== null) {
      const settled = settleDueActs(known, ctx.now);
      return settleEnrollment(tx, ctx, {
        before: known,
        after: settled.facts,
        events: settled.events,
        timeline: settled.timeline,
        completionId: null,
        approvalId: known.identity.approvalId,
      });
    }
    const plan = await assignablePlan(tx, args);
    const patient = await enrollablePatient(tx, ctx, orgId, args, plan);
    return writeEnrollment(tx, ctx, args, key, plan, patient, await policies);
  });
}

async function assignablePlan(tx: Tx, args: EnrollmentArgs): Promise<AssignablePlan> {
  const plan = await findAssignablePlan(tx, args.planId, args.version);
  if (plan === null || (plan.patient_id !== null && plan.patient_id !== args.patientId)) throw notFound('The plan');
  if (plan.status === 'archived') {
    throw new AppError('plan_archived', { detail: 'This plan was archived. Clone it or choose another one.' });
  }
  if (args.selfAssigned && (plan.visibility !== 'library' || plan.version !== args.version)) throw notFound('The plan');
  return plan;
}

async function enrollablePatient(
  tx: Tx,
  ctx: Ctx,
  orgId: number,
  args: EnrollmentArgs,
  plan: AssignablePlan,
): Promise<EnrolledPatient> {
  const patient = await findEnrolledPatient(tx, orgId, args.patientId);
  if (patient === null || patient.status !== 'active') throw notFound('The patient');
  const access = await activeAccess(tx, args.patientId, ctx.now);
  if (args.selfAssigned && !access.library) {
    throw new AppError('library_access_required', {
      detail: 'None of your current services includes the library. Ask your clinic which one does.',
    });
  }
  if (!args.selfAssigned && plan.type === 'telerehab' && !access.telerehab) {
    throw new AppError('no_telerehab_access', {
      detail:
        'The patient has no active service that includes home programmes. Add one under Services of the patient, then assign again.',
    });
  }
  const fault = startDateFault(args.startDate, toLocal(ctx.now.getTime(), patient.time_zone).date);
  if (fault !== null) throw new AppError('start_date_out_of_range', { detail: fault.message, errors: [fault] });
  return patient;
}

async function writeEnrollment(
  tx: Tx,
  ctx: Ctx,
  args: EnrollmentArgs,
  key: string,
  plan: AssignablePlan,
  patient: EnrolledPatient,
  policies: Policies,
): Promise<SettledEnrollment> {
  const orgId = requireOrg(ctx);
  const needsApproval =
    plan.requires_approval || (args.selfAssigned ? policies['self_assign.approval'] : policies['assign.approval']);
  const { facts, events } = newEnrollment(
    {
      enrollment_id: args.subjectId,
      start_date: args.startDate,
      frequency_per_week: plan.frequency_per_week,
      duration_weeks: plan.duration_weeks,
      templates: plan.templates,
      zone: patient.time_zone,
      preferences: {
        weekdays:
          patient.preferred_weekdays.length > 0
            ? patient.preferred_weekdays
            : defaultPreferences(plan.frequency_per_week).weekdays,
        time: patient.reminder_time,
      },
      policies: enrollmentPoliciesOf(policies),
      needs_approval: needsApproval,
    },
    ctx.now.getTime(),
  );
  const approvalId = needsApproval ? await askForApproval(tx, ctx, args, plan) : null;
  const who: EnrollmentIdentity = {
    orgId,
    enrollmentId: args.subjectId,
    patientId: args.patientId,
    planId: plan.id,
    version: args.version,
    approvalId,
    rev: 0,
  };
  await insertEnrollment(tx, {
    who,
    facts,
    planName: plan.name,
    contentHash: plan.content_hash,
    assignedBy: ctx.actor.userId,
    selfAssigned: args.selfAssigned,
    responsibleSpecialistId: patient.responsible_specialist_id ?? ctx.actor.specialistId,
    previousEnrollmentId: args.previousEnrollmentId,
    endDate: progressAt(facts, ctx.now.getTime()).end_date,
  }).catch((error: unknown) => {
    throw isUniqueViolation(error)
      ? new AppError('already_enrolled', {
          detail: 'This plan is already running for the patient. End it first, or open the running one.',
        })
      : error;
  });
  await saveZones(tx, who, facts);
  tx.audit({ action: 'enrollment.assigned', entity: 'enrollment', entityId: args.subjectId, patientId: args.patientId });
  const settled = settleDueActs({ identity: who, facts }, ctx.now);
  return settleEnrollment(tx, ctx, {
    before: { identity: who, facts },
    after: settled.facts,
    events: [...events.map((event) => ownEvent(toDomainEvent(who, event, approvalId), args.selfAssigned)), ...settled.events],
    timeline: [
      {
        key,
        at: ctx.now,
        code: 'enrollment.assigned',
        params: { version: args.version, self_assigned: args.selfAssigned },
        actorUserId: ctx.actor.userId,
      },
      ...settled.timeline,
    ],
    completionId: null,
    approvalId,
  });
}

function ownEvent(event: ReturnType<typeof toDomainEvent>, selfAssigned: boolean): ReturnType<typeof toDomainEvent> {
  return event.type === 'treatment_plan.assigned'
    ? { ...event, payload: { ...event.payload, self_assigned: selfAssigned } }
    : event;
}

async function askForApproval(tx: Tx, ctx: Ctx, args: EnrollmentArgs, plan: AssignablePlan): Promise<number> {
  return requestApproval(ctx, tx, {
    kind: 'plan_assignment',
    subjectId: args.subjectId,
    patientId: args.patientId,
    title: plan.name,
    planId: plan.id,
    version: args.version,
    base: await findPreviousVersion(tx, requireOrg(ctx), args.patientId, plan.id),
    contentHash: plan.content_hash,
    authorUserId: plan.author_user_id ?? ctx.actor.userId,
  });
}

function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === uniqueViolation;
}
