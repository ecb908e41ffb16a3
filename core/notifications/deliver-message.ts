import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { saveStanding, type ProcessStanding } from '#core/ops/process.repository';
import { policiesOf } from '#core/organizations/policies-of';
import { decideDelivery } from '#domain/notifications/delivery';
import { mandatoryPurposes } from '#domain/notifications/templates';
import { messageProcess, type Channel, type DeliveryPlan } from '#workflows/notifications/message.contract';
import { findMessageForDelivery, insertAttempt, saveMessageStatus, wasSent } from './message.repository';
import type { DeliveryRow } from './message.types';
import { renderMail } from './render-message';
import { stillTrue } from './still-true.repository';
import { sealUnsubscribe } from './unsubscribe-token';

/** Decides from the rows as they are now whether, where and when the message goes out, and delivers the in-app part. */
export async function planDelivery(ctx: Ctx, input: { messageId: number }): Promise<DeliveryPlan> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const message = await load(tx, orgId, input.messageId);
    const policies = await policiesOf(tx, orgId);
    const decision = decideDelivery(
      {
        purpose: message.purpose,
        stillTrue: await stillTrue(tx, orgId, message, ctx.now),
        recipientActive: message.recipient_active,
        hasAddress: message.recipient_email !== null,
        preferences: {
          ...(message.in_app === null ? {} : { in_app: message.in_app }),
          ...(message.email === null ? {} : { email: message.email }),
        },
        quietStart: policies['quiet_hours.start'],
        quietEnd: policies['quiet_hours.end'],
        zone: message.recipient_zone,
        expiresAt: message.expires_at?.getTime() ?? null,
      },
      ctx.now.getTime(),
    );
    if (
      decision.kind === 'deliver' &&
      decision.channels.includes('in_app') &&
      !(await wasSent(tx, orgId, message.id, 'in_app'))
    ) {
      await insertAttempt(tx, {
        orgId,
        messageId: message.id,
        patientId: message.patient_id,
        channel: 'in_app',
        attempt: 1,
        outcome: 'sent',
        reason: '',
      });
      await saveMessageStatus(tx, orgId, message.id, 'delivered', null, null, ctx.now);
    }
    if (decision.kind === 'drop') await saveMessageStatus(tx, orgId, message.id, 'dropped', decision.reason, null, ctx.now);
    if (decision.kind === 'defer') {
      await saveMessageStatus(tx, orgId, message.id, 'deferred', 'quiet_hours', new Date(decision.until), ctx.now);
    }
    await writeStanding(tx, ctx, message, decision);
    return decision;
  });
}

async function load(tx: Tx, orgId: number, messageId: number): Promise<DeliveryRow> {
  const message = await findMessageForDelivery(tx, orgId, messageId);
  if (message === null) throw notFound('The message');
  return message;
}

async function writeStanding(tx: Tx, ctx: Ctx, message: DeliveryRow, plan: DeliveryPlan): Promise<void> {
  const orgId = message.organization_id;
  const standing: ProcessStanding = {
    orgId,
    kind: 'message',
    subjectId: message.id,
    workflowId: ctx.kernel.processes.workflowId(messageProcess, message.id),
    patientId: message.patient_id,
    status: plan.kind === 'drop' ? 'closed' : 'open',
    state: plan.kind === 'deliver' ? 'sending' : plan.kind === 'drop' ? 'dropped' : 'deferred',
    waitsFor: plan.kind === 'defer' ? 'quiet_hours' : plan.kind === 'deliver' ? 'delivery' : '',
    at: ctx.now,
  };
  const timers =
    plan.kind === 'defer'
      ? [{ kind: 'send', dueAt: new Date(plan.until), whyCode: 'message.quiet_hours', whyParams: { template: message.template } }]
      : [];
  await saveStanding(tx, standing, timers, [
    {
      key: `plan:${ctx.now.getTime()}`,
      at: ctx.now,
      code: `message.${plan.kind}`,
      params: plan.kind === 'drop' ? { reason: plan.reason } : {},
      actorUserId: null,
    },
  ]);
}

/**
 * Sends the mail of a message and logs the attempt. A temporary refusal throws `mail_unavailable`, so the activity is tried again;
 * a permanent one is logged and final. Nothing external happens inside a transaction.
 */
export async function sendMail(ctx: Ctx, input: { messageId: number; attempt: number }): Promise<'sent' | 'rejected'> {
  const orgId = requireOrg(ctx);
  const message = await inTx(ctx, async (tx) =>
    (await wasSent(tx, orgId, input.messageId, 'email')) ? null : load(tx, orgId, input.messageId),
  );
  if (message === null) return 'sent';
  const to = message.recipient_email;
  const verdict =
    to === null
      ? ({ outcome: 'rejected', reason: 'no_address' } as const)
      : await ctx.kernel.mailer.send({
          to,
          messageId: ctx.kernel.processes.workflowId(messageProcess, message.id),
          ...renderMail(message, ctx.kernel.config.http.publicUrl, unsubscribeToken(ctx, message)),
        });
  const reason = verdict.outcome === 'sent' ? '' : verdict.reason;
  await inTx(ctx, (tx) =>
    insertAttempt(tx, {
      orgId,
      messageId: message.id,
      patientId: message.patient_id,
      channel: 'email',
      attempt: input.attempt,
      outcome: verdict.outcome,
      reason,
    }),
  );
  if (verdict.outcome === 'retry') {
    throw new AppError('mail_unavailable', { detail: 'The mail server did not take the message; it will be tried again.' });
  }
  return verdict.outcome;
}

/** The link to stop mails like this one; null for purposes a person cannot switch off. */
function unsubscribeToken(ctx: Ctx, message: DeliveryRow): string | null {
  const { organization_id: orgId, recipient_user_id: userId, purpose } = message;
  if (userId === null || mandatoryPurposes.includes(purpose)) return null;
  return sealUnsubscribe(ctx.kernel.keys, { orgId, userId, purpose }, ctx.now);
}

/** The last step: what became of the message. Delivered when at least one channel took it. */
export async function settleMessage(ctx: Ctx, input: { messageId: number; delivered: readonly Channel[] }): Promise<void> {
  await inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const message = await load(tx, orgId, input.messageId);
    const delivered = input.delivered.length > 0;
    await saveMessageStatus(
      tx,
      orgId,
      message.id,
      delivered ? 'delivered' : 'failed',
      delivered ? null : 'no_channel_took_it',
      null,
      ctx.now,
    );
    const standing: ProcessStanding = {
      orgId,
      kind: 'message',
      subjectId: message.id,
      workflowId: ctx.kernel.processes.workflowId(messageProcess, message.id),
      patientId: message.patient_id,
      status: 'closed',
      state: delivered ? 'delivered' : 'failed',
      waitsFor: '',
      at: ctx.now,
    };
    await saveStanding(
      tx,
      standing,
      [],
      [
        {
          key: 'settled',
          at: ctx.now,
          code: delivered ? 'message.delivered' : 'message.failed',
          params: { channels: input.delivered.join(' ') },
          actorUserId: null,
        },
      ],
    );
  });
}
