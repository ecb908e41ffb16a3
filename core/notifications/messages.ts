import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { mandatoryPurposes, messagePurposes, type MessagePurpose } from '#domain/notifications/templates';
import { countUnread, findMessageForDelivery, listAttempts, listDelivered, markRead } from './message.repository';
import type { AttemptRow, DeliveryRow } from './message.types';
import { listPreferences, savePreference } from './preference.repository';
import { renderForApp, type RenderedMessage } from './render-message';

export interface InboxMessage {
  row: DeliveryRow;
  text: RenderedMessage;
}

function personOf(ctx: Ctx): number {
  if (ctx.actor.userId === null) {
    throw new AppError('forbidden', { detail: 'Messages belong to a person. Sign in instead of using an API key.' });
  }
  return ctx.actor.userId;
}

/** What the person was told, newest first. */
export async function listMessages(ctx: Ctx, input: { beforeId: number | null; limit: number }): Promise<InboxMessage[]> {
  const rows = await inTx(ctx, (tx) => listDelivered(tx, requireOrg(ctx), personOf(ctx), input.beforeId, input.limit));
  return rows.map((row) => ({ row, text: renderForApp(row) }));
}

export async function unreadMessages(ctx: Ctx): Promise<number> {
  return inTx(ctx, (tx) => countUnread(tx, requireOrg(ctx), personOf(ctx)));
}

export async function readMessage(ctx: Ctx, messageId: number): Promise<void> {
  await inTx(ctx, async (tx) => {
    if ((await markRead(tx, requireOrg(ctx), personOf(ctx), messageId, ctx.now)) === 0) throw notFound('The message');
  });
}

/** "Why did I get this?" (NO-04): the cause, when it was planned, and each attempt on each channel. */
export async function explainMessage(ctx: Ctx, messageId: number): Promise<{ message: InboxMessage; attempts: AttemptRow[] }> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    const row = await findMessageForDelivery(tx, orgId, messageId);
    if (row === null || row.recipient_user_id !== personOf(ctx)) throw notFound('The message');
    return { message: { row, text: renderForApp(row) }, attempts: await listAttempts(tx, orgId, messageId) };
  });
}

export interface Preference {
  purpose: MessagePurpose;
  channel: 'in_app' | 'email';
  enabled: boolean;
  /** Safety and account messages always come. */
  mandatory: boolean;
}

/** One line per purpose and channel; what was never chosen is on. */
export async function getPreferences(ctx: Ctx): Promise<Preference[]> {
  const chosen = await inTx(ctx, (tx) => listPreferences(tx, requireOrg(ctx), personOf(ctx)));
  return messagePurposes.flatMap((purpose) =>
    (['in_app', 'email'] as const).map((channel) => {
      const mandatory = mandatoryPurposes.includes(purpose);
      const choice = chosen.find((row) => row.purpose === purpose && row.channel === channel);
      return { purpose, channel, enabled: mandatory || (choice?.enabled ?? true), mandatory };
    }),
  );
}

export async function setPreference(
  ctx: Ctx,
  wish: { purpose: MessagePurpose; channel: 'in_app' | 'email'; enabled: boolean },
): Promise<void> {
  if (mandatoryPurposes.includes(wish.purpose) && !wish.enabled) {
    throw new AppError('validation_failed', {
      errors: [{ pointer: '/enabled', code: 'mandatory', message: 'Safety and account messages cannot be switched off.' }],
    });
  }
  await inTx(ctx, async (tx) => {
    await savePreference(tx, requireOrg(ctx), personOf(ctx), wish, ctx.now);
    tx.audit({ action: 'preference.changed', entity: 'user', entityId: ctx.actor.userId, fields: [wish.purpose, wish.channel] });
  });
}
