import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import { systemActorRef } from '#workflows/shared/process.contract';
import { approvalProcess } from '#workflows/approvals/approval.contract';
import { messageProcess } from '#workflows/notifications/message.contract';
import { patientServicePlanProcess } from '#workflows/services/patient-service-plan.contract';
import { enrollmentProcess } from '#workflows/treatment-plans/enrollment.contract';
import { assertNever } from '#domain/shared/assert-never';
import type { EventEnvelope, EventPayloads } from '#domain/events/catalog';
import { sendCommand } from '#core/ops/send-command';
import type { WakeableSubject } from '#core/ops/wakeable.types';
import { finishPromotion } from '#core/treatment-plans/plans/finish-promotion';
import { openSubjects, pendingRequestOf, requestsHandedTo } from './open-subjects.repository';
import type { Consumer } from './relay';

/** Events that other processes wait for. Each process drops repeats by the event's id. */
export const processConsumer: Consumer = {
  name: 'processes',
  async handle(ctx: Ctx, event: EventEnvelope): Promise<void> {
    switch (event.type) {
      case 'approval.requested':
        return startApproval(ctx, event.payload as EventPayloads['approval.requested']);
      case 'approval.decided':
        return tellDecision(ctx, event.id, event.payload as EventPayloads['approval.decided']);
      case 'treatment_plan.cancelled':
        return withdrawRequest(ctx, event.id, event.payload as EventPayloads['treatment_plan.cancelled']);
      case 'message.created':
        return startMessage(ctx, event.payload as EventPayloads['message.created']);
      case 'service_plan.granted':
        return startServicePlan(ctx, event.payload as EventPayloads['service_plan.granted']);
      case 'member.away_changed':
        return tellRequestsOf(ctx, event.id, event.payload as EventPayloads['member.away_changed']);
      case 'organization.policy_changed':
        return tellEverybody(ctx, event.id);
      case 'process.answer_missed':
        return tellAgain(ctx, event.id, event.payload as EventPayloads['process.answer_missed']);
      default:
        return;
    }
  },
};

async function startApproval(ctx: Ctx, payload: EventPayloads['approval.requested']): Promise<void> {
  await ctx.kernel.processes.start({
    process: approvalProcess,
    args: { orgId: requireOrg(ctx), subjectId: payload.approval_id, by: systemActorRef, requestId: ctx.requestId },
  });
}

/** A plan that was cancelled while it waited needs no decision any more. A request whose process is not up yet is tried again. */
async function withdrawRequest(ctx: Ctx, eventId: string, payload: EventPayloads['treatment_plan.cancelled']): Promise<void> {
  const approvalId = await inSystemTx(ctx, (tx) => pendingRequestOf(tx, requireOrg(ctx), payload.enrollment_id));
  if (approvalId === null) return;
  const outcome = await sendCommand(ctx, {
    process: approvalProcess,
    subjectId: approvalId,
    command: 'withdraw',
    data: { reason: 'no_longer_needed', note: null },
    by: systemActorRef,
    requestId: ctx.requestId,
    updateId: eventId,
  });
  if (outcome.pending) throw new AppError('process_busy', { detail: 'The request has not answered yet; it will be told again.' });
}

async function startMessage(ctx: Ctx, payload: EventPayloads['message.created']): Promise<void> {
  await ctx.kernel.processes.start({
    process: messageProcess,
    args: { orgId: requireOrg(ctx), subjectId: payload.message_id, by: systemActorRef, requestId: ctx.requestId },
  });
}

async function startServicePlan(ctx: Ctx, payload: EventPayloads['service_plan.granted']): Promise<void> {
  await ctx.kernel.processes.start({
    process: patientServicePlanProcess,
    args: { orgId: requireOrg(ctx), subjectId: payload.patient_service_plan_id, by: systemActorRef, requestId: ctx.requestId },
  });
}

async function tellDecision(ctx: Ctx, eventId: string, payload: EventPayloads['approval.decided']): Promise<void> {
  if (payload.kind === 'plan_promotion') return finishPromotion(ctx, { planId: payload.subject_id, outcome: payload.outcome });
  await unlessGone(
    ctx.kernel.processes.signal({
      process: enrollmentProcess,
      subjectId: payload.subject_id,
      event: 'approval_decided',
      eventId,
      data: { outcome: payload.outcome },
    }),
  );
}

/** Requests that were handed to somebody, or come to them as a stand-in, follow at once when they go away or come back. */
async function tellRequestsOf(ctx: Ctx, eventId: string, payload: EventPayloads['member.away_changed']): Promise<void> {
  const handed = await inSystemTx(ctx, (tx) => requestsHandedTo(tx, requireOrg(ctx), payload.user_id));
  for (const subjectId of handed) {
    await unlessGone(lookAgain(ctx, 'approval', { subjectId, event: 'look_again', eventId, data: {} }));
  }
}

/** A policy is read whenever a process looks; those that sleep are woken so that their timers follow at once. */
async function tellEverybody(ctx: Ctx, eventId: string): Promise<void> {
  const open = await inSystemTx(ctx, (tx) => openSubjects(tx, requireOrg(ctx)));
  for (const { kind, subject_id: subjectId } of open) {
    await unlessGone(lookAgain(ctx, kind, { subjectId, event: 'look_again', eventId, data: {} }));
  }
}

async function tellAgain(ctx: Ctx, eventId: string, payload: EventPayloads['process.answer_missed']): Promise<void> {
  await unlessGone(lookAgain(ctx, payload.kind, { subjectId: payload.subject_id, event: 'look_again', eventId, data: {} }));
}

type LookAgain = { subjectId: number; event: 'look_again'; eventId: string; data: Record<never, never> };

function lookAgain(ctx: Ctx, kind: WakeableSubject['kind'], news: LookAgain): Promise<void> {
  const { processes } = ctx.kernel;
  switch (kind) {
    case 'approval':
      return processes.signal({ process: approvalProcess, ...news });
    case 'enrollment':
      return processes.signal({ process: enrollmentProcess, ...news });
    case 'patient_service_plan':
      return processes.signal({ process: patientServicePlanProcess, ...news });
    default:
      return assertNever(kind);
  }
}

/** A process that ended in the meantime needs no news. */
async function unlessGone(sent: Promise<void>): Promise<void> {
  await sent.catch((error: unknown) => {
    if (!(error instanceof AppError) || (error.code !== 'process_not_found' && error.code !== 'process_closed')) throw error;
  });
}
