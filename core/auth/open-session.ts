import { rolesUnder, sessionExpiry, type Assurance } from '#domain/auth/session-rules';
import type { Ctx } from '#core/kernel/ctx';
import { randomToken, sha256Hex } from '#core/kernel/crypto';
import { AppError } from '#core/kernel/errors';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { actAs, actAsSystem } from './act-as';
import { insertSession, lastOrganizationOf } from './session.repository';
import { listMemberships, type UserRow } from './user.repository';

/** What the browser gets; only hashes stay with us. */
export interface OpenedSession {
  sessionId: number;
  userId: number;
  token: string;
  csrfToken: string;
  maxAgeSeconds: number;
}

/**
 * Opens a session for a person whose proofs were already checked, in the organization they used last.
 * @throws AppError `sign_in_failed` when the person has no access anywhere under this assurance
 */
export async function openSession(ctx: Ctx, user: UserRow, assurance: Assurance): Promise<OpenedSession> {
  const organizationId = await inSystemTx(actAsSystem(ctx), (tx) => homeOrganization(tx, user, assurance));
  return inSystemTx(actAs(ctx, user.id, organizationId), (tx, own) => writeSession(own, tx, user.id, organizationId, assurance));
}

/** Half a sign-in, ten minutes long: the password was right, the second factor is missing. Belongs to no organization. */
export async function openHalfSession(ctx: Ctx, tx: Tx, userId: number): Promise<OpenedSession> {
  return writeSession(ctx, tx, userId, null, 'password');
}

async function writeSession(
  ctx: Ctx,
  tx: Tx,
  userId: number,
  organizationId: number | null,
  assurance: Assurance,
): Promise<OpenedSession> {
  const [token, csrfToken] = [randomToken(), randomToken()];
  const expiresAt = new Date(sessionExpiry(assurance, ctx.now.getTime()));
  const sessionId = await insertSession(tx, {
    tokenHash: sha256Hex(token),
    csrfHash: sha256Hex(csrfToken),
    userId,
    organizationId,
    assurance,
    now: ctx.now,
    expiresAt,
  });
  tx.audit({
    action: assurance === 'password' ? 'session.half_opened' : 'session.opened',
    entity: 'session',
    entityId: sessionId,
  });
  return { sessionId, userId, token, csrfToken, maxAgeSeconds: Math.floor((expiresAt.getTime() - ctx.now.getTime()) / 1000) };
}

async function homeOrganization(tx: Tx, user: UserRow, assurance: Assurance): Promise<number | null> {
  const usable = (await listMemberships(tx, user.id)).filter((membership) => rolesUnder(assurance, membership.roles).length > 0);
  const last = await lastOrganizationOf(tx, user.id);
  const home = usable.find((membership) => membership.id === last) ?? usable[0];
  if (home !== undefined) return home.id;
  if (user.platform_admin && rolesUnder(assurance, ['platform_admin']).length > 0) return null;
  throw new AppError('sign_in_failed', {
    detail: 'This account has no access to a clinic. Ask your clinic to invite you again.',
  });
}
