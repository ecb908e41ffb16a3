import { isPermitted, permissions, type Permission, type Role } from '#domain/auth/roles';
import { rolesUnder } from '#domain/auth/session-rules';
import { checkPassword } from '#domain/auth/password-rules';
import { actAs, actAsSystem } from './act-as';
import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx, inTx } from '#core/kernel/tx';
import { findCredentials, storePassword } from './credential.repository';
import { hashPassword, verifyPassword } from './password';
import {
  listLiveSessions,
  revokeSessionOf,
  revokeSessionsExcept,
  setSessionOrganization,
  type SessionRow,
} from './session.repository';
import { recordFailure, refuseLocked } from './sign-in-with-password';
import {
  findMeRow,
  findUserById,
  listMemberships,
  updateOwnUser,
  updateOwnZone,
  type MembershipRow,
  type MeRow,
} from './user.repository';

export type OwnSession = SessionRow;

/** The signed-in person as the app shows them. */
export interface Me {
  row: MeRow;
  organization: MembershipRow | null;
  organizations: MembershipRow[];
  roles: readonly Role[];
  permissions: Permission[];
  patientId: number | null;
  specialistId: number | null;
}

/** Who am I, where, and what may I do. Works for sessions, bearer tokens and API keys. */
export async function getMe(ctx: Ctx, sessionId: number | null): Promise<Me> {
  const { actor } = ctx;
  const { row, memberships } = await inSystemTx(actAsSystem(ctx), async (tx) => {
    const found = await findMeRow(tx, {
      userId: actor.userId ?? 0,
      organizationId: ctx.orgId,
      patientId: actor.patientId,
      sessionId,
    });
    if (found === null) throw notFound('The account');
    return { row: found, memberships: await listMemberships(tx, found.user_id) };
  });
  const outside = actor.impersonatorUserId !== null || actor.kind === 'api_key';
  const organizations = memberships
    .filter(({ id }) => !outside || id === ctx.orgId)
    .map((membership) => ({ ...membership, roles: membership.id === ctx.orgId ? [...actor.roles] : membership.roles }));
  await inTx(ctx, async (tx) => tx.audit({ action: 'me.read', entity: 'user', entityId: row.user_id }));
  return {
    row,
    organization: organizations.find(({ id }) => id === ctx.orgId) ?? null,
    organizations,
    roles: actor.roles,
    permissions: permissionsOf(actor.roles),
    patientId: actor.patientId,
    specialistId: actor.specialistId,
  };
}

function permissionsOf(roles: readonly Role[]): Permission[] {
  return permissionNames.filter((permission) => isPermitted(roles, permission));
}

const permissionNames = Object.keys(permissions).filter((name): name is Permission => Object.hasOwn(permissions, name));

export interface UpdateMeInput {
  displayName: string | null;
  locale: string | null;
  timeZone: string | null;
}

/** Own name and language; patients also set the zone of their days. */
export async function updateMe(ctx: Ctx, input: UpdateMeInput): Promise<void> {
  const userId = selfId(ctx);
  const { patientId } = ctx.actor;
  if (input.timeZone !== null && (patientId === null || ctx.orgId === null)) {
    throw new AppError('validation_failed', {
      errors: [
        {
          pointer: '/time_zone',
          code: 'not_a_patient',
          message: 'Only patients have a zone of their own; staff use the zone of the clinic.',
        },
      ],
    });
  }
  await inTx(ctx, async (tx) => {
    await updateOwnUser(tx, userId, input);
    const fields = [...(input.displayName === null ? [] : ['display_name']), ...(input.locale === null ? [] : ['locale'])];
    if (input.timeZone !== null && patientId !== null && ctx.orgId !== null) {
      await updateOwnZone(tx, ctx.orgId, patientId, input.timeZone);
      tx.emit({ type: 'patient.updated', aggregate: 'patient', aggregateId: patientId, payload: { patient_id: patientId } });
      fields.push('time_zone');
    }
    tx.audit({ action: 'me.updated', entity: 'user', entityId: userId, fields });
  });
}

/** Moves the session to another organization of the person. @throws AppError `not_found` when they do not belong to it */
export async function switchOrganization(ctx: Ctx, sessionId: number | null, organizationId: number): Promise<void> {
  const userId = selfId(ctx);
  if (sessionId === null) {
    throw new AppError('forbidden', { detail: 'A token belongs to one organization. Ask for a token of the other one.' });
  }
  await inSystemTx(actAs(ctx, userId, null, ctx.actor.roles), async (tx) => {
    const memberships = await listMemberships(tx, userId);
    const sessions = await listLiveSessions(tx, userId, ctx.now);
    const assurance = sessions.find(({ id }) => id === sessionId)?.assurance ?? 'password';
    const target = memberships.find(({ id }) => id === organizationId);
    if (target === undefined) throw notFound('The organization');
    if (rolesUnder(assurance, target.roles).length === 0) {
      throw new AppError('second_factor_required', {
        detail: 'You work in that organization: sign in there with password and second step.',
      });
    }
    await setSessionOrganization(tx, sessionId, organizationId);
    tx.audit({ action: 'me.switched_organization', entity: 'organization', entityId: organizationId });
  });
}

export async function listOwnSessions(ctx: Ctx): Promise<OwnSession[]> {
  return inSystemTx(ctx, (tx) => listLiveSessions(tx, selfId(ctx), ctx.now));
}

export async function revokeOwnSession(ctx: Ctx, sessionId: number): Promise<void> {
  await inSystemTx(ctx, async (tx) => {
    if ((await revokeSessionOf(tx, selfId(ctx), sessionId, ctx.now)) === 0) throw notFound('The session');
    tx.audit({ action: 'session.revoked', entity: 'session', entityId: sessionId });
  });
}

export async function revokeOtherSessions(ctx: Ctx, keep: number | null): Promise<void> {
  await inSystemTx(ctx, async (tx) => {
    await revokeSessionsExcept(tx, selfId(ctx), keep, ctx.now);
    tx.audit({ action: 'session.others_revoked', entity: 'user', entityId: selfId(ctx) });
  });
}

/** Ends the session of this request; its cookie is worthless from the next request on. */
export async function signOut(ctx: Ctx, sessionId: number | null): Promise<void> {
  if (sessionId === null) return;
  const owner = ctx.actor.impersonatorUserId ?? selfId(ctx);
  await inSystemTx(ctx, async (tx) => {
    await revokeSessionOf(tx, owner, sessionId, ctx.now);
    tx.audit({ action: 'session.closed', entity: 'session', entityId: sessionId });
  });
}

/** A new password against the current one; every other session ends. */
export async function changePassword(
  ctx: Ctx,
  input: { current: string; next: string; sessionId: number | null },
): Promise<void> {
  const userId = selfId(ctx);
  const { credentials, user } = await inSystemTx(actAsSystem(ctx), async (tx) => ({
    credentials: await findCredentials(tx, userId),
    user: await findUserById(tx, userId),
  }));
  if (credentials === null || credentials.password_hash === null || user === null) {
    throw new AppError('conflict', { detail: 'Your account signs in without a password.' });
  }
  refuseLocked(credentials, ctx.now);
  if (!(await verifyPassword(input.current, credentials.password_hash))) {
    await recordFailure(ctx, userId);
    throw new AppError('sign_in_failed', { detail: 'The current password did not match.' });
  }
  const hash = await passwordFor(input.next, [user.email, user.display_name]);
  await inSystemTx(ctx, async (tx) => {
    await storePassword(tx, userId, hash);
    await revokeSessionsExcept(tx, userId, input.sessionId, ctx.now);
    tx.audit({ action: 'password.changed', entity: 'user', entityId: userId });
  });
}

/** The hash of a new password. @throws AppError `validation_failed` with a sentence when it is too weak */
export async function passwordFor(password: string, personal: readonly string[]): Promise<string> {
  const checked = checkPassword(password, personal);
  if (!checked.ok) throw new AppError('validation_failed', { errors: [checked.error] });
  return hashPassword(password);
}

function selfId(ctx: Ctx): number {
  if (ctx.actor.userId === null || ctx.actor.kind !== 'user') {
    throw new AppError('forbidden', { detail: 'Only a person can do this.' });
  }
  return ctx.actor.userId;
}
