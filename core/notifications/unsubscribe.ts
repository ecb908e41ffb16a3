import { actAs } from '#core/auth/act-as';
import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import type { MessagePurpose } from '#domain/notifications/templates';
import { findMailChoice, savePreference } from './preference.repository';
import { openUnsubscribe, type UnsubscribeClaim } from './unsubscribe-token';

/** What the page of an unsubscribe link shows: whose mails, of which purpose, and whether they still come. */
export interface MailChoice {
  clinic: string;
  purpose: MessagePurpose;
  enabled: boolean;
}

/** What a link of a mail would switch off; changes nothing, because mail scanners open links. @throws AppError `code_expired` */
export async function inspectUnsubscribe(ctx: Ctx, token: string): Promise<MailChoice> {
  const claim = claimOf(ctx, token);
  return inSystemTx(asPerson(ctx, claim), (tx) => choiceOf(tx, claim));
}

/**
 * Switches mails of one purpose off for the person the link was sent to: the same row as their own choice under Me, Messages.
 * Repeating it changes nothing. @throws AppError `code_expired`
 */
export async function unsubscribe(ctx: Ctx, token: string): Promise<MailChoice> {
  const claim = claimOf(ctx, token);
  return inSystemTx(asPerson(ctx, claim), async (tx) => {
    const choice = await choiceOf(tx, claim);
    if (!choice.enabled) return choice;
    const { orgId, userId, purpose } = claim;
    await savePreference(tx, orgId, userId, { purpose, channel: 'email', enabled: false }, ctx.now);
    tx.audit({ action: 'preference.changed', entity: 'user', entityId: userId, fields: [purpose, 'email'] });
    return { ...choice, enabled: false };
  });
}

/** Who holds the link acts for the person it was mailed to, and for nothing else. */
function asPerson(ctx: Ctx, claim: UnsubscribeClaim): Ctx {
  return actAs(ctx, claim.userId, claim.orgId);
}

function claimOf(ctx: Ctx, token: string): UnsubscribeClaim {
  const claim = openUnsubscribe(ctx.kernel.keys, token, ctx.now);
  if (claim === null) throw unknownLink();
  return claim;
}

async function choiceOf(tx: Tx, claim: UnsubscribeClaim): Promise<MailChoice> {
  const row = await findMailChoice(tx, claim.orgId, claim.userId, claim.purpose);
  if (row === null) throw unknownLink();
  return { clinic: row.clinic, purpose: claim.purpose, enabled: row.enabled };
}

function unknownLink(): AppError {
  return new AppError('code_expired', {
    detail: 'This link is too old or incomplete. You can choose which mails you get in the app under Me, Messages.',
  });
}
