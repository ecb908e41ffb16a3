import { IMPERSONATION_MS, impersonationFault } from '#domain/auth/session-rules';
import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import { actAs, actAsSystem } from './act-as';
import { usableRoles } from './principal';
import { findPerson, setImpersonation, setSessionOrganization } from './session.repository';

export interface ImpersonateInput {
  userId: number;
  reason: string;
  /** Platform admins say in which organization; admins view people of their own. */
  organizationId: number | null;
}

/**
 * Lets an admin view the app as somebody of the organization: reading only, half an hour, with a reason, both names in the audit log.
 * @throws AppError `not_found`, `forbidden` (nobody gains rights by it), `reason_required`
 */
export async function startImpersonation(ctx: Ctx, sessionId: number | null, input: ImpersonateInput): Promise<Date> {
  const { actor } = ctx;
  const platform = actor.roles.includes('platform_admin');
  const orgId = platform ? (input.organizationId ?? ctx.orgId) : ctx.orgId;
  if (sessionId === null || actor.userId === null || actor.impersonatorUserId !== null) {
    throw new AppError('forbidden', { detail: 'Viewing as somebody else needs a session of your own in the app.' });
  }
  if (input.reason.trim() === '') throw new AppError('reason_required');
  if (orgId === null) throw new AppError('forbidden', { detail: 'Say in which organization the person is.' });
  const target = await inSystemTx(actAsSystem(ctx), (tx) => findPerson(tx, input.userId, orgId));
  if (target === null || target.roles === null || target.user_status !== 'active') throw notFound('The person');
  const fault = impersonationFault({ userId: actor.userId }, { userId: target.person_id, roles: usableRoles(target) });
  if (fault !== null) throw new AppError('forbidden', { detail: fault });
  const expiresAt = new Date(ctx.now.getTime() + IMPERSONATION_MS);
  await inSystemTx(actAs(ctx, actor.userId, orgId, actor.roles), async (tx) => {
    if (platform) await setSessionOrganization(tx, sessionId, orgId);
    await setImpersonation(tx, sessionId, { userId: target.person_id, reason: input.reason.trim(), expiresAt });
    tx.audit({ action: 'impersonation.started', entity: 'user', entityId: target.person_id, patientId: target.patient_id });
  });
  return expiresAt;
}

/** Back to oneself. Does nothing when nobody is being viewed. */
export async function endImpersonation(ctx: Ctx, sessionId: number | null): Promise<void> {
  const { actor } = ctx;
  if (sessionId === null || actor.impersonatorUserId === null) return;
  const { impersonatorUserId } = actor;
  await inSystemTx(ctx, async (tx) => {
    await setImpersonation(tx, sessionId, null);
    const admin = await findPerson(tx, impersonatorUserId, ctx.orgId);
    if (admin !== null && admin.roles === null) await setSessionOrganization(tx, sessionId, null); // a platform admin has no clinic to go back to
    tx.audit({ action: 'impersonation.ended', entity: 'user', entityId: actor.userId });
  });
}
