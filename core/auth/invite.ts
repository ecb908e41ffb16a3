import { clinicalRoles, type Role } from '#domain/auth/roles';
import { DAY_MS } from '#domain/shared/duration';
import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { randomToken, sha256Hex } from '#core/kernel/crypto';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx, inTx, type Tx } from '#core/kernel/tx';
import {
  findInvitedPatient,
  insertInvitation,
  listInvitations,
  revokeInvitation,
  revokeOpenInvitations,
  type InvitationListRow,
  type InvitationRow,
  type NewInvitation,
} from './invitation.repository';
import { invitationMail, passwordResetMail, secondFactorResetMail, sendAccountMail, type AccountMail } from './mails';
import { actAs, actAsSystem } from './act-as';
import { findClinicName, findUserByEmail, findUserById, isStaffOf, listMemberships } from './user.repository';

export type Invitation = InvitationListRow;

const INVITATION_DAYS = 7;
const RESET_MS = 3_600_000;

/** Makes the link of a new invitation; only its hash is stored. */
export async function createLink(
  ctx: Ctx,
  tx: Tx,
  invitation: Omit<NewInvitation, 'tokenHash' | 'now'>,
): Promise<{ row: InvitationRow; url: string }> {
  const token = randomToken();
  await revokeOpenInvitations(tx, invitation, ctx.now);
  const row = await insertInvitation(tx, { ...invitation, tokenHash: sha256Hex(token), now: ctx.now });
  return { row, url: `${ctx.kernel.config.http.publicUrl}/invitation#${token}` };
}

/** After the commit: a mail that cannot be sent is told, the invitation stays and can be sent again. */
async function deliver(ctx: Ctx, to: string, mail: AccountMail): Promise<void> {
  const verdict = await sendAccountMail(ctx.kernel, to, mail);
  if (verdict.outcome === 'sent') return;
  throw new AppError('mail_unavailable', {
    detail: 'The invitation is saved, but its mail could not be sent. Check the address and the mail server, then send it again.',
  });
}

/**
 * Invites somebody to work in the clinic. They choose password and second step themselves.
 * @throws AppError `already_exists` when they are an active member with these roles, `mail_unavailable`
 */
export async function inviteStaff(ctx: Ctx, input: { email: string; roles: readonly Role[] }): Promise<InvitationRow> {
  const orgId = requireOrg(ctx);
  const made = await inSystemTx(ctx, async (tx) => {
    const user = await findUserByEmail(tx, input.email);
    if (user !== null && (await isStaffOf(tx, orgId, user.id))) {
      throw new AppError('already_exists', { detail: 'This person works in your clinic already. Change their roles instead.' });
    }
    const link = await createLink(ctx, tx, {
      organizationId: orgId,
      purpose: 'staff',
      userId: null,
      email: input.email,
      roles: input.roles,
      patientId: null,
      invitedBy: ctx.actor.userId,
      expiresAt: new Date(ctx.now.getTime() + INVITATION_DAYS * DAY_MS),
    });
    tx.audit({ action: 'invitation.created', entity: 'invitation', entityId: link.row.id, fields: ['email', 'roles'] });
    return { ...link, clinic: await findClinicName(tx, orgId) };
  });
  await deliver(ctx, input.email, invitationMail(made.clinic, made.url, INVITATION_DAYS));
  return made.row;
}

/**
 * Invites a patient to the app. The caller has checked that they may see the patient.
 * @throws AppError `validation_failed` without an address, `conflict` when they are in already, `mail_unavailable`
 */
export async function invitePatient(ctx: Ctx, patientId: number): Promise<InvitationRow> {
  const orgId = requireOrg(ctx);
  const made = await inTx(ctx, async (tx) => {
    const patient = await findInvitedPatient(tx, orgId, patientId);
    if (patient === null || patient.status === 'archived') throw notFound('The patient');
    if (patient.user_id !== null) throw new AppError('conflict', { detail: 'This patient can sign in already.' });
    if (patient.email === null) {
      throw new AppError('validation_failed', {
        errors: [{ pointer: '/email', code: 'missing', message: 'Enter the e-mail address of the patient first.' }],
      });
    }
    const link = await createLink(ctx, tx, {
      organizationId: orgId,
      purpose: 'patient',
      userId: null,
      email: patient.email,
      roles: ['patient'],
      patientId,
      invitedBy: ctx.actor.userId,
      expiresAt: new Date(ctx.now.getTime() + INVITATION_DAYS * DAY_MS),
    });
    tx.audit({ action: 'patient.invited', entity: 'patient', entityId: patientId, patientId });
    return { ...link, email: patient.email, clinic: await findClinicName(tx, orgId) };
  });
  await deliver(ctx, made.email, invitationMail(made.clinic, made.url, INVITATION_DAYS));
  return made.row;
}

/**
 * Mails a link for a new password to staff. The answer is the same for every address; the mail leaves after it.
 * The second step stays: a stolen mailbox alone opens nothing.
 */
export async function requestPasswordReset(ctx: Ctx, email: string): Promise<void> {
  const made = await inSystemTx(actAsSystem(ctx), async (tx) => {
    const user = await findUserByEmail(tx, email);
    const memberships = await listMemberships(tx, user?.id ?? 0);
    if (user === null || user.status !== 'active') return null;
    const staff = user.platform_admin || memberships.some(({ roles }) => roles.some((role) => role !== 'patient'));
    if (!staff) return null;
    return { email: user.email, ...(await resetLink(ctx, tx, user.id, 'password_reset', RESET_MS)) };
  });
  if (made === null) return;
  sendAccountMail(ctx.kernel, made.email, passwordResetMail(made.url)).catch((error: unknown) => {
    ctx.kernel.log.error({ err: error }, 'password reset mail failed');
  });
}

function resetLink(
  ctx: Ctx,
  tx: Tx,
  userId: number,
  purpose: 'password_reset' | 'second_factor_reset',
  lifeMs: number,
): Promise<{ row: InvitationRow; url: string }> {
  return createLink(ctx, tx, {
    organizationId: null,
    purpose,
    userId,
    email: null,
    roles: [],
    patientId: null,
    invitedBy: ctx.actor.userId,
    expiresAt: new Date(ctx.now.getTime() + lifeMs),
  });
}

/** An admin sends somebody a link for a new password, or removes their second step (phone lost) and sends a link to set up both anew. */
export async function sendReset(
  ctx: Ctx,
  userId: number,
  what: 'password_reset' | 'second_factor_reset',
  removeFactor: (tx: Tx) => Promise<void>,
): Promise<void> {
  const orgId = requireOrg(ctx);
  const made = await inSystemTx(ctx, async (tx) => {
    if (!(await isStaffOf(tx, orgId, userId))) throw notFound('The person');
    const user = await findUserById(tx, userId);
    if (user === null) throw notFound('The person');
    if (what === 'second_factor_reset') await removeFactor(tx);
    tx.audit({
      action: what === 'password_reset' ? 'member.password_reset_sent' : 'member.second_factor_reset',
      entity: 'user',
      entityId: userId,
    });
    return user;
  });
  const lifeMs = what === 'password_reset' ? RESET_MS : DAY_MS;
  const { url } = await inSystemTx({ ...actAs(ctx, ctx.actor.userId ?? userId, null, ctx.actor.roles) }, (tx, own) =>
    resetLink(own, tx, userId, what, lifeMs),
  );
  await deliver(ctx, made.email, what === 'password_reset' ? passwordResetMail(url) : secondFactorResetMail(url));
}

export async function listOpenInvitations(ctx: Ctx, before: number | null, limit: number): Promise<InvitationListRow[]> {
  return inTx(ctx, (tx) => listInvitations(tx, requireOrg(ctx), before, limit));
}

export async function withdrawInvitation(ctx: Ctx, id: number): Promise<void> {
  await inTx(ctx, async (tx) => {
    if ((await revokeInvitation(tx, requireOrg(ctx), id, ctx.now)) === 0) throw notFound('The open invitation');
    tx.audit({ action: 'invitation.revoked', entity: 'invitation', entityId: id });
  });
}

/** True when the roles need a specialist row behind them. */
export function treats(roles: readonly Role[]): boolean {
  return roles.some((role) => clinicalRoles.includes(role));
}
