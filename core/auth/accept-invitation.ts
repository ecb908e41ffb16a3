import type { Role } from '#domain/auth/roles';
import type { Ctx } from '#core/kernel/ctx';
import { sha256Hex } from '#core/kernel/crypto';
import { AppError } from '#core/kernel/errors';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { actAs, actAsSystem } from './act-as';
import { findCredentials, storePassword } from './credential.repository';
import {
  ensureSpecialist,
  findInvitedPatient,
  insertFirstOrganization,
  lockInvitationByTokenHash,
  markAccepted,
  onboardPatient,
  type InvitationWithClinic,
} from './invitation.repository';
import { treats } from './invite';
import { passwordFor } from './me';
import { openHalfSession, openSession, type OpenedSession } from './open-session';
import { revokeSessionsExcept } from './session.repository';
import {
  addMembership,
  anyStaffExists,
  findUserByEmail,
  findUserById,
  insertUser,
  raiseEpoch,
  type UserRow,
} from './user.repository';

export interface InvitationView {
  invitation: InvitationWithClinic;
  needsPassword: boolean;
  needsName: boolean;
}

export interface AcceptInvitationInput {
  token: string;
  displayName: string | null;
  password: string | null;
  email: string | null;
  organization: { name: string; slug: string; timeZone: string } | null;
}

/** Signed in (patients), or half signed in with the second step to come (staff). */
export interface Acceptance {
  next: 'signed_in' | 'second_factor' | 'second_factor_setup';
  session: OpenedSession;
}

const over = (): AppError =>
  new AppError('code_expired', { detail: 'This link is too old or was withdrawn. Ask for a new one.' });

async function openInvitation(tx: Tx, token: string, now: Date): Promise<InvitationWithClinic> {
  const row = await lockInvitationByTokenHash(tx, sha256Hex(token));
  if (row === null || row.revoked_at !== null || row.expires_at <= now) throw over();
  if (row.accepted_at !== null) throw new AppError('invitation_used', { detail: 'This link was used already. Sign in instead.' });
  return row;
}

/** What the page of the link has to ask for. Changes nothing. */
export async function inspectInvitation(ctx: Ctx, token: string): Promise<InvitationView> {
  return inSystemTx(actAsSystem(ctx), async (tx) => {
    const invitation = await openInvitation(tx, token, ctx.now);
    return { invitation, ...(await needsOf(tx, invitation)) };
  });
}

async function needsOf(
  tx: Tx,
  { purpose, email, user_id: userId }: InvitationWithClinic,
): Promise<{ needsPassword: boolean; needsName: boolean }> {
  switch (purpose) {
    case 'setup':
      return { needsPassword: true, needsName: true };
    case 'patient':
      return { needsPassword: false, needsName: false };
    case 'password_reset':
    case 'second_factor_reset':
      return { needsPassword: true, needsName: false };
    case 'staff': {
      const user = userId === null ? await findUserByEmail(tx, email ?? '') : await findUserById(tx, userId);
      const credentials = user === null ? null : await findCredentials(tx, user.id);
      return { needsPassword: credentials?.password_hash == null, needsName: user === null };
    }
  }
}

interface Accepted {
  user: UserRow;
  organizationId: number | null;
  purpose: InvitationWithClinic['purpose'];
  confirmedFactor: boolean;
}

/**
 * Uses an invitation up: makes or finds the account behind its address, gives the role, and leads into the second step.
 * Somebody who has a password already keeps it and is asked for their own second step, never for a new one.
 * @throws AppError `code_expired`, `invitation_used`, `validation_failed`, `conflict`
 */
export async function acceptInvitation(ctx: Ctx, input: AcceptInvitationInput): Promise<Acceptance> {
  const view = await inspectInvitation(ctx, input.token);
  const missing = missingFields(view, input);
  if (missing.length > 0) throw new AppError('validation_failed', { errors: missing });
  const personal = [view.invitation.email ?? view.invitation.user_email ?? input.email ?? '', input.displayName ?? ''];
  const hash = view.needsPassword && input.password !== null ? await passwordFor(input.password, personal) : null;
  // In the clinic's own context: the wall holds, and the audit row is the clinic's.
  const accepted = await inSystemTx({ ...actAsSystem(ctx), orgId: view.invitation.organization_id }, async (tx) => {
    const invitation = await openInvitation(tx, input.token, ctx.now);
    return accept(ctx, tx, invitation, input, hash);
  });
  if (accepted.purpose === 'patient') return { next: 'signed_in', session: await openSession(ctx, accepted.user, 'code') };
  const session = await inSystemTx(actAs(ctx, accepted.user.id, null), (tx, own) => openHalfSession(own, tx, accepted.user.id));
  return { next: accepted.confirmedFactor ? 'second_factor' : 'second_factor_setup', session };
}

function missingFields(view: InvitationView, input: AcceptInvitationInput): { pointer: string; code: string; message: string }[] {
  const setup = view.invitation.purpose === 'setup';
  const wanted = [
    { pointer: '/password', absent: view.needsPassword && input.password === null, message: 'Choose a password.' },
    { pointer: '/display_name', absent: view.needsName && input.displayName === null, message: 'Enter your name.' },
    { pointer: '/email', absent: setup && input.email === null, message: 'Enter your e-mail address.' },
    { pointer: '/organization', absent: setup && input.organization === null, message: 'Name the clinic to begin with.' },
  ];
  return wanted.filter(({ absent }) => absent).map(({ pointer, message }) => ({ pointer, code: 'missing', message }));
}

async function accept(
  ctx: Ctx,
  tx: Tx,
  invitation: InvitationWithClinic,
  input: AcceptInvitationInput,
  hash: string | null,
): Promise<Accepted> {
  const { purpose } = invitation;
  const organizationId = purpose === 'setup' ? await firstClinic(tx, input) : invitation.organization_id;
  const user = await personOf(tx, invitation, input);
  if (user.status !== 'active') throw over();
  if (hash !== null) {
    await storePassword(tx, user.id, hash);
    await revokeSessionsExcept(tx, user.id, null, ctx.now);
    if (purpose === 'password_reset' || purpose === 'second_factor_reset') await raiseEpoch(tx, user.id);
  }
  if (organizationId !== null) await join(ctx, tx, invitation, organizationId, user);
  await markAccepted(tx, invitation.id, user.id, ctx.now);
  tx.audit({ action: 'invitation.accepted', entity: 'user', entityId: user.id, patientId: invitation.patient_id });
  const credentials = await findCredentials(tx, user.id);
  return { user, organizationId, purpose, confirmedFactor: credentials?.totp_confirmed_at != null };
}

async function personOf(tx: Tx, invitation: InvitationWithClinic, input: AcceptInvitationInput): Promise<UserRow> {
  if (invitation.user_id !== null) {
    const known = await findUserById(tx, invitation.user_id);
    if (known === null) throw over();
    return known;
  }
  const email = invitation.purpose === 'setup' ? input.email : invitation.email;
  if (email === null) throw over();
  const known = await findUserByEmail(tx, email);
  if (known !== null) return known;
  const patient =
    invitation.organization_id !== null && invitation.patient_id !== null
      ? await findInvitedPatient(tx, invitation.organization_id, invitation.patient_id)
      : null;
  const displayName = patient?.display_name ?? input.displayName ?? email;
  return insertUser(tx, { email, displayName, demo: false, platformAdmin: invitation.purpose === 'setup' });
}

async function firstClinic(tx: Tx, input: AcceptInvitationInput): Promise<number> {
  if (await anyStaffExists(tx)) {
    throw new AppError('invitation_used', { detail: 'This installation is set up already. Sign in instead.' });
  }
  if (input.organization === null) throw over();
  return insertFirstOrganization(tx, input.organization);
}

async function join(ctx: Ctx, tx: Tx, invitation: InvitationWithClinic, organizationId: number, user: UserRow): Promise<void> {
  const roles: readonly Role[] = invitation.purpose === 'setup' ? ['admin', 'ops'] : invitation.roles;
  await addMembership(tx, organizationId, user.id, roles);
  if (treats(roles)) await ensureSpecialist(tx, organizationId, user.id);
  if (invitation.patient_id === null) return;
  if ((await onboardPatient(tx, organizationId, invitation.patient_id, user.id, ctx.now)) === 0) {
    throw new AppError('conflict', { detail: 'This patient record belongs to another account. Ask your clinic.' });
  }
  const payload = { patient_id: invitation.patient_id };
  tx.emit({ type: 'patient.onboarded', aggregate: 'patient', aggregateId: invitation.patient_id, payload });
}
