import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { actIsKnown, saveStanding, type ProcessEventRow, type ProcessStanding } from '#core/ops/process.repository';
import { policiesOf } from '#core/organizations/policies-of';
import { absenceOf } from '#domain/approvals/approval-absence';
import type { ApprovalFacts } from '#domain/approvals/approval-facts';
import {
  approvalPoliciesOf,
  decideApproval,
  eligibleApprovers,
  type ApprovalCommand,
  type ApprovalRefusalCode,
  type ApprovalVerdict,
} from '#domain/approvals/approval-machine';
import { approvalOutlook, settleApproval } from '#domain/approvals/approval-outlook';
import { durationMs } from '#domain/shared/duration';
import type { ProblemCode } from '#domain/shared/problem-codes';
import type { DomainEvent } from '#domain/events/catalog';
import { approvalProcess, type ApprovalAct, type ApprovalStanding } from '#workflows/approvals/approval.contract';
import { currentContentHash, findApproval, listApprovers, saveApproval } from './approval.repository';
import type { ApprovalRow } from './approval.types';

/** Where an approval stands after a step of its process. */
export interface SettledApproval extends ApprovalStanding {
  nextDueAt: number | null;
  over: boolean;
}

interface Loaded {
  row: ApprovalRow;
  facts: ApprovalFacts;
  escalatedAt: Date | null;
}

interface Step {
  loaded: Loaded;
  facts: ApprovalFacts;
  events: DomainEvent[];
  timeline: ProcessEventRow[];
}

/** Opening, waking and hearing news are the same step: do what is due, write, say what lies ahead. Idempotent. */
export async function wakeApproval(ctx: Ctx, input: { approvalId: number }): Promise<SettledApproval> {
  return inTx(ctx, async (tx) => writeStep(tx, ctx, await settleDue(tx, ctx, await load(tx, ctx, input.approvalId))));
}

/** One act of a person, decided after everything that was due. A refusal throws and leaves no trace. */
export async function actOnApproval(
  ctx: Ctx,
  input: { approvalId: number; key: string; act: ApprovalAct },
): Promise<SettledApproval> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const step = await settleDue(tx, ctx, await load(tx, ctx, input.approvalId));
    if (await actIsKnown(tx, orgId, 'approval', input.approvalId, input.key)) return writeStep(tx, ctx, step);
    if (input.act.kind === 'delegate') delegate(step, input.act.toUserId);
    else step.facts = decided(decideApproval(step.facts, toCommand(ctx, input.act), ctx.now.getTime()));
    tx.audit({
      action: `approval.${pastTense[input.act.kind]}`,
      entity: 'approval',
      entityId: input.approvalId,
      patientId: step.loaded.row.patient_id,
    });
    step.timeline.push({
      key: input.key,
      at: ctx.now,
      code: `approval.${input.act.kind}`,
      params: input.act.kind === 'delegate' ? { to_user_id: input.act.toUserId } : {},
      actorUserId: ctx.actor.userId,
    });
    doDue(ctx, step); // it may have been handed to somebody away
    return writeStep(tx, ctx, step);
  });
}

/** The run was cancelled or ops ended it: a request that still waits counts as withdrawn. */
export async function closeApproval(ctx: Ctx, input: { approvalId: number; key: string }): Promise<SettledApproval> {
  return inTx(ctx, async (tx) => {
    const step = await settleDue(tx, ctx, await load(tx, ctx, input.approvalId));
    if (step.facts.status === 'pending') {
      step.facts = decided(decideApproval(step.facts, { kind: 'withdraw', by_user_id: null, reason: null }, ctx.now.getTime()));
    }
    step.timeline.push({
      key: input.key,
      at: ctx.now,
      code: 'approval.closed_by_ops',
      params: {},
      actorUserId: ctx.actor.userId,
    });
    return writeStep(tx, ctx, step);
  });
}

const pastTense = { approve: 'approved', reject: 'rejected', delegate: 'delegated', withdraw: 'withdrawn' } as const;

async function load(tx: Tx, ctx: Ctx, approvalId: number): Promise<Loaded> {
  const orgId = requireOrg(ctx);
  const row = await findApproval(tx, orgId, approvalId, true);
  if (row === null) throw notFound('The request');
  const ledger = { reminders: 0, escalated: false, nobody_left_told: false, absence_told: null, ...row.ledger };
  const requestedBy = row.requested_by ?? 0; // 0 is nobody: an organization's own process asked
  return {
    row,
    escalatedAt: row.escalated_at,
    facts: {
      approval_id: row.id,
      kind: row.kind,
      status: row.status,
      requested_at: row.requested_at.getTime(),
      requested_by_user_id: requestedBy,
      author_user_ids: row.author_user_id === null ? [] : [row.author_user_id],
      content_hash: row.content_hash,
      delegated_to_user_id: row.delegated_to,
      approvers: await listApprovers(tx, orgId, ctx.now),
      policies: approvalPoliciesOf(await policiesOf(tx, orgId)),
      decision:
        row.decided_by === null || (row.status !== 'approved' && row.status !== 'rejected')
          ? null
          : { verdict: row.status, by_user_id: row.decided_by, at: row.decided_at?.getTime() ?? 0, reason: row.reason },
      withdrawal: row.status === 'withdrawn' ? { by_user_id: row.decided_by, reason: row.reason } : null,
      closed_at: row.decided_at?.getTime() ?? null,
      ledger,
    },
  };
}

async function settleDue(tx: Tx, ctx: Ctx, loaded: Loaded): Promise<Step> {
  const now = ctx.now.getTime();
  const step: Step = { loaded, facts: loaded.facts, events: [], timeline: [] };
  const hash = await currentContentHash(tx, loaded.row.treatment_plan_id, loaded.row.version);
  if (hash !== null) step.facts = decided(decideApproval(step.facts, { kind: 'content_changed', content_hash: hash }, now));
  doDue(ctx, step);
  return step;
}

/** Does what is due on a request as it now is, one after the other. */
function doDue(ctx: Ctx, step: Step): void {
  const { loaded } = step;
  const now = ctx.now.getTime();
  for (let act = approvalOutlook(step.facts, now).due[0]; act !== undefined; act = approvalOutlook(step.facts, now).due[0]) {
    step.facts = settleApproval(step.facts, act, now).facts;
    const about = { aggregate: 'approval', aggregateId: loaded.row.id } as const;
    const ids = { approval_id: loaded.row.id, kind: loaded.row.kind };
    if (act.kind === 'remind') {
      step.events.push({ ...about, type: 'approval.reminder_due', payload: { ...ids, reminder: act.reminder } });
    }
    if (act.kind === 'escalate') {
      loaded.escalatedAt = ctx.now;
      step.events.push({ ...about, type: 'approval.escalated', payload: { ...ids, why: act.why } });
    }
    if (act.kind === 'stand_in') {
      const { to_user_id, for_user_id } = act;
      step.events.push({ ...about, type: 'approval.stood_in', payload: { ...ids, to_user_id, for_user_id } });
    }
    const { kind, key, due_at, ...params } = act;
    step.timeline.push({
      key,
      at: new Date(Math.min(due_at, now)),
      code: act.kind === 'escalate' && act.why !== 'waiting' ? `approval.escalate_${act.why}` : `approval.${kind}`,
      params: { ...params },
      actorUserId: null,
    });
  }
}

function delegate(step: Step, toUserId: number): void {
  if (step.facts.status !== 'pending') {
    throw new AppError('already_decided', { detail: 'This request is closed; there is nothing left to hand over.' });
  }
  // The author may approve in general but not this request: handed to them, it would wait for nobody.
  if (!eligibleApprovers(step.facts).some((approver) => approver.user_id === toUserId)) {
    throw new AppError('validation_failed', {
      errors: [
        {
          pointer: '/to_user_id',
          code: 'not_an_approver',
          message: 'Choose a colleague who may approve this and is not its author.',
        },
      ],
    });
  }
  step.facts = { ...step.facts, delegated_to_user_id: toUserId, ledger: { ...step.facts.ledger, absence_told: null } };
  const { row } = step.loaded;
  step.events.push({
    type: 'approval.delegated',
    aggregate: 'approval',
    aggregateId: row.id,
    payload: { approval_id: row.id, kind: row.kind, to_user_id: toUserId },
  });
}

function toCommand(ctx: Ctx, act: Exclude<ApprovalAct, { kind: 'delegate' }>): ApprovalCommand {
  const by = ctx.actor.userId;
  if (act.kind === 'withdraw' && act.reason === 'no_longer_needed') return { kind: 'withdraw', by_user_id: null, reason: null };
  if (by === null) {
    throw new AppError('forbidden', {
      detail: 'Only a person can decide or withdraw a request. Sign in instead of using an API key.',
    });
  }
  if (act.kind === 'withdraw') return { kind: 'withdraw', by_user_id: by, reason: act.note };
  if (act.kind === 'approve') {
    return { kind: 'decide', verdict: 'approved', by_user_id: by, reason: act.note, content_hash: act.contentHash };
  }
  return { kind: 'decide', verdict: 'rejected', by_user_id: by, reason: act.reason, content_hash: act.contentHash };
}

const problemOf: Record<ApprovalRefusalCode, ProblemCode> = {
  already_decided: 'already_decided',
  own_request: 'author_cannot_decide',
  not_an_approver: 'forbidden',
  not_the_requester: 'forbidden',
  reason_required: 'reason_required',
  content_changed: 'content_changed',
};

function decided(verdict: ApprovalVerdict): ApprovalFacts {
  if (verdict.kind === 'refused') {
    throw new AppError(problemOf[verdict.code], { detail: verdict.detail, extra: { ...verdict.extra } });
  }
  return verdict.facts;
}

async function writeStep(tx: Tx, ctx: Ctx, step: Step): Promise<SettledApproval> {
  const { row } = step.loaded;
  const { facts } = step;
  const now = ctx.now.getTime();
  const { timers } = approvalOutlook(facts, now);
  const closed = facts.status !== 'pending';
  const rev = await saveApproval(tx, row.organization_id, row.id, {
    status: facts.status,
    decidedBy: closedBy(facts),
    decidedAt: facts.closed_at === null ? null : new Date(facts.closed_at),
    reason: facts.decision?.reason ?? facts.withdrawal?.reason ?? null,
    delegatedTo: facts.delegated_to_user_id,
    standInId: absenceOf(facts)?.to_user_id ?? null,
    escalatedAt: step.loaded.escalatedAt,
    reminders: facts.ledger.reminders,
    expiresAt: new Date(facts.requested_at + durationMs(facts.policies.expire_after)),
    ledger: { ...facts.ledger },
  });
  const standing: ProcessStanding = {
    orgId: row.organization_id,
    kind: 'approval',
    subjectId: row.id,
    workflowId: ctx.kernel.processes.workflowId(approvalProcess, row.id),
    patientId: null,
    status: closed ? 'closed' : 'open',
    state: facts.status,
    waitsFor: closed ? '' : 'approver',
    at: ctx.now,
  };
  const armed = timers.map((timer) => ({
    kind: timer.kind,
    dueAt: new Date(timer.due_at),
    whyCode: timer.why_code,
    whyParams: timer.why_params,
  }));
  await saveStanding(tx, standing, armed, step.timeline);
  for (const event of step.events) tx.emit(event);
  if (closed && row.status === 'pending') tx.emit(decidedEvent(row, facts));
  return {
    approvalId: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    status: facts.status,
    decidedBy: closedBy(facts),
    rev,
    nextDueAt: timers[0]?.due_at ?? null,
    over: closed,
  };
}

/** The person who decided the request or took it back; null when nobody did. */
function closedBy(facts: ApprovalFacts): number | null {
  return facts.decision?.by_user_id ?? facts.withdrawal?.by_user_id ?? null;
}

/** Written in the same transaction as the decision, so the waiting side is told exactly once: the outbox row is the telling. */
function decidedEvent(row: ApprovalRow, facts: ApprovalFacts): DomainEvent {
  const outcome = facts.status === 'pending' ? 'withdrawn' : facts.status;
  return {
    type: 'approval.decided',
    aggregate: 'approval',
    aggregateId: row.id,
    payload: { approval_id: row.id, kind: row.kind, subject_id: row.subject_id, outcome },
  };
}
