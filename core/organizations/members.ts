import type { Role } from '#domain/auth/roles';
import { removeSecondFactorOf } from '#core/auth/reset-second-factor';
import { sendReset, treats } from '#core/auth/invite';
import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import {
  findMember,
  followSpecialist,
  listMembers,
  lockActiveAdmins,
  updateAway,
  updateMember,
  type MemberFilter,
  type MemberRow,
} from './member.repository';

export type Member = MemberRow;

/** People of the clinic by name; patients only when asked for by role. */
export async function findMembers(
  ctx: Ctx,
  filter: MemberFilter,
  after: { name: string; id: number } | null,
  limit: number,
): Promise<Member[]> {
  return inSystemTx(ctx, async (tx) => {
    tx.audit({ action: 'member.listed', entity: 'organization', entityId: ctx.orgId });
    return listMembers(tx, requireOrg(ctx), filter, after, limit);
  });
}

export async function getMember(ctx: Ctx, userId: number): Promise<Member> {
  return inSystemTx(ctx, async (tx) => {
    tx.audit({ action: 'member.read', entity: 'user', entityId: userId });
    return existing(ctx, tx, userId);
  });
}

async function existing(ctx: Ctx, tx: Tx, userId: number): Promise<Member> {
  const row = await findMember(tx, requireOrg(ctx), userId);
  if (row === null) throw notFound('The person');
  return row;
}

export interface MemberChange {
  roles: readonly Role[] | null;
  status: 'active' | 'disabled' | null;
}

/**
 * Changes what somebody may do, or closes and reopens their access. It holds from their next request on.
 * @throws AppError `not_found`; `conflict` for the last admin and for closing one's own access
 */
export async function changeMember(ctx: Ctx, userId: number, change: MemberChange): Promise<Member> {
  const orgId = requireOrg(ctx);
  return inSystemTx(ctx, async (tx) => {
    const member = await existing(ctx, tx, userId);
    const admins = await lockActiveAdmins(tx, orgId);
    const roles = change.roles === null ? null : keepPatient(member.roles, change.roles);
    const staysAdmin = (roles ?? member.roles).includes('admin') && (change.status ?? member.status) === 'active';
    if (admins.includes(userId) && !staysAdmin && admins.length === 1) {
      throw new AppError('conflict', { detail: 'This is the last admin of the clinic. Make somebody else an admin first.' });
    }
    if (userId === ctx.actor.userId && change.status === 'disabled') {
      throw new AppError('conflict', { detail: 'You cannot close your own access. Ask another admin.' });
    }
    await updateMember(tx, orgId, userId, { roles, status: change.status });
    const active = (change.status ?? member.status) === 'active';
    await followSpecialist(tx, orgId, userId, active && treats(roles ?? member.roles));
    const fields = [...(change.roles === null ? [] : ['roles']), ...(change.status === null ? [] : ['status'])];
    tx.audit({
      action: change.status === 'disabled' ? 'member.disabled' : 'member.updated',
      entity: 'user',
      entityId: userId,
      fields,
    });
    return existing(ctx, tx, userId);
  });
}

/** A person who is also a patient stays one: the patient role belongs to the patient record, not to the staff list. */
function keepPatient(held: readonly Role[], wanted: readonly Role[]): readonly Role[] {
  return held.includes('patient') ? [...new Set<Role>(['patient', ...wanted])] : [...new Set(wanted)];
}

/**
 * Says until when somebody is away and who stands in: alerts and approvals meant for them go there (PL-16).
 * @throws AppError `validation_failed` when the stand-in cannot take over
 */
export async function setAway(
  ctx: Ctx,
  userId: number,
  away: { until: Date | null; fallbackUserId: number | null },
): Promise<Member> {
  const orgId = requireOrg(ctx);
  return inSystemTx(ctx, async (tx) => {
    await existing(ctx, tx, userId);
    if (away.until !== null && away.until <= ctx.now) {
      throw invalid('/away_until', 'Choose a day in the future, or none to be back.');
    }
    if (away.fallbackUserId !== null) {
      const stand = await findMember(tx, orgId, away.fallbackUserId);
      const fits = stand !== null && stand.status === 'active' && stand.user_id !== userId && treats(stand.roles);
      if (!fits) throw invalid('/fallback_user_id', 'Choose another active specialist or medical director of the clinic.');
      if (stand.away_until !== null && stand.away_until > ctx.now) {
        throw invalid('/fallback_user_id', 'This person is away too. Choose somebody who is there.');
      }
    }
    await updateAway(tx, orgId, userId, away);
    tx.audit({ action: 'member.away_changed', entity: 'user', entityId: userId, fields: ['away_until', 'fallback_user_id'] });
    tx.emit({ type: 'member.away_changed', aggregate: 'organization', aggregateId: orgId, payload: { user_id: userId } });
    return existing(ctx, tx, userId);
  });
}

function invalid(pointer: string, message: string): AppError {
  return new AppError('validation_failed', { errors: [{ pointer, code: 'not_possible', message }] });
}

/** Mails somebody of the clinic a link for a new password. */
export async function sendPasswordReset(ctx: Ctx, userId: number): Promise<void> {
  await sendReset(ctx, userId, 'password_reset', async () => undefined);
}

/** The phone is lost: removes the second step, ends every session, and mails a link to set both up anew. */
export async function resetSecondFactor(ctx: Ctx, userId: number): Promise<void> {
  if (userId === ctx.actor.userId) {
    throw new AppError('conflict', {
      detail: 'You cannot reset your own second step. Use a recovery code, or ask another admin.',
    });
  }
  await sendReset(ctx, userId, 'second_factor_reset', (tx) => removeSecondFactorOf(tx, userId, ctx.now));
}
