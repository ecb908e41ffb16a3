import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { actIsKnown, saveStanding, type ProcessEventRow, type ProcessStanding } from '#core/ops/process.repository';
import { policiesOf } from '#core/organizations/policies-of';
import { assertNever } from '#domain/shared/assert-never';
import { durationMs } from '#domain/shared/duration';
import {
  isServicePlanOver,
  servicePlanTimers,
  settleServicePlan,
  type PatientServicePlanFacts,
  type ServicePlanAct,
} from '#domain/services/patient-service-plan';
import { patientServicePlanProcess, type PatientServicePlanStanding } from '#workflows/services/patient-service-plan.contract';
import { findGrant, saveGrant } from './patient-service-plan.repository';
import type { PatientServicePlan } from './service-plan.types';

/** Where a granted service stands after a step of its process. */
export interface SettledServicePlan extends PatientServicePlanStanding {
  nextDueAt: number | null;
  over: boolean;
}

const noticeKey = 'expiry_notice';

/** Opening, waking and hearing news are the same step: do what is due, write, say what lies ahead. Idempotent. */
export async function wakeServicePlan(ctx: Ctx, input: { id: number }): Promise<SettledServicePlan> {
  return inTx(ctx, async (tx) => {
    const { grant, facts } = await load(tx, ctx, input.id);
    return settle(tx, ctx, grant, facts, null);
  });
}

/** Cancels on a person's request, after everything that was due before it. */
export async function cancelGrantedPlan(
  ctx: Ctx,
  input: { id: number; key: string; reason: string },
): Promise<SettledServicePlan> {
  return inTx(ctx, async (tx) => {
    const { grant, facts } = await load(tx, ctx, input.id);
    const repeated = await actIsKnown(tx, requireOrg(ctx), 'patient_service_plan', input.id, input.key);
    if (repeated) return settle(tx, ctx, grant, facts, null);
    if (isServicePlanOver(settleServicePlan(facts, ctx.now.getTime()).facts)) {
      throw new AppError('illegal_transition', { detail: 'This service is over already.' });
    }
    return settle(tx, ctx, grant, facts, { key: input.key, reason: input.reason });
  });
}

/** The process was withdrawn or ended by ops: the service ends with it, because nobody would watch its time any more. */
export async function closeGrantedPlan(ctx: Ctx, input: { id: number; key: string }): Promise<SettledServicePlan> {
  return inTx(ctx, async (tx) => {
    const { grant, facts } = await load(tx, ctx, input.id);
    const over = isServicePlanOver(settleServicePlan(facts, ctx.now.getTime()).facts);
    return settle(tx, ctx, grant, facts, over ? null : { key: input.key, reason: 'closed_by_operations' });
  });
}

async function load(tx: Tx, ctx: Ctx, id: number): Promise<{ grant: PatientServicePlan; facts: PatientServicePlanFacts }> {
  const orgId = requireOrg(ctx);
  const grant = await findGrant(tx, id, true);
  if (grant === null) throw notFound('The service of the patient');
  const policies = await policiesOf(tx, orgId);
  return {
    grant,
    facts: {
      status: grant.status,
      starts_at: grant.startsAt.getTime(),
      ends_at: grant.endsAt?.getTime() ?? null,
      notice_ms: durationMs(policies['service_plan.expiry_notice']),
      notice_sent: await actIsKnown(tx, orgId, 'patient_service_plan', id, noticeKey),
    },
  };
}

async function settle(
  tx: Tx,
  ctx: Ctx,
  grant: PatientServicePlan,
  before: PatientServicePlanFacts,
  cancel: { key: string; reason: string } | null,
): Promise<SettledServicePlan> {
  const orgId = requireOrg(ctx);
  const settled = settleServicePlan(before, ctx.now.getTime());
  const facts: PatientServicePlanFacts = cancel === null ? settled.facts : { ...settled.facts, status: 'cancelled' };
  const rev = await saveGrant(tx, grant.id, facts.status, cancel?.reason ?? grant.cancelReason);
  const over = isServicePlanOver(facts);
  const standing: ProcessStanding = {
    orgId,
    kind: 'patient_service_plan',
    subjectId: grant.id,
    workflowId: ctx.kernel.processes.workflowId(patientServicePlanProcess, grant.id),
    patientId: grant.patientId,
    status: over ? 'closed' : 'open',
    state: facts.status,
    waitsFor: over ? '' : 'time',
    at: ctx.now,
  };
  const timers = servicePlanTimers(facts);
  const armed = timers.map((timer) => ({
    kind: timer.kind,
    dueAt: new Date(timer.due_at),
    whyCode: `service_plan.${timer.kind}`,
    whyParams: {},
  }));
  await saveStanding(tx, standing, armed, [
    ...settled.acts.map((act): ProcessEventRow => ({
      key: act.kind === 'notice' ? noticeKey : act.kind,
      at: new Date(act.due_at),
      code: `service_plan.${act.kind}`,
      params: {},
      actorUserId: null,
    })),
    ...(cancel === null
      ? []
      : [{ key: cancel.key, at: ctx.now, code: 'service_plan.cancel', params: {}, actorUserId: ctx.actor.userId }]),
  ]);
  for (const act of settled.acts) emitAct(tx, grant, act);
  if (cancel !== null) {
    tx.emit({ ...about(grant), type: 'service_plan.cancelled' });
    tx.audit({
      action: 'patient_service_plan.cancelled',
      entity: 'patient_service_plan',
      entityId: grant.id,
      patientId: grant.patientId,
    });
  }
  return { patientServicePlanId: grant.id, status: facts.status, rev, nextDueAt: timers[0]?.due_at ?? null, over };
}

function about(grant: PatientServicePlan) {
  return {
    aggregate: 'patient_service_plan',
    aggregateId: grant.id,
    payload: { patient_service_plan_id: grant.id, patient_id: grant.patientId, service_plan_id: grant.servicePlan.id },
  } as const;
}

function emitAct(tx: Tx, grant: PatientServicePlan, act: ServicePlanAct): void {
  switch (act.kind) {
    case 'start':
      return; // the grant was announced when it was made
    case 'notice':
      return tx.emit({ ...about(grant), type: 'service_plan.expiring' });
    case 'expire':
      return tx.emit({ ...about(grant), type: 'service_plan.expired' });
    default:
      return assertNever(act.kind);
  }
}
