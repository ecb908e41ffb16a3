import type { Role } from '#domain/auth/roles';
import type { Tx } from '#core/kernel/tx';

export type InvitationPurpose = 'setup' | 'staff' | 'patient' | 'password_reset' | 'second_factor_reset';

export interface InvitationRow {
  id: number;
  organization_id: number | null;
  purpose: InvitationPurpose;
  user_id: number | null;
  email: string | null;
  roles: Role[];
  patient_id: number | null;
  invited_by: number | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
}

const columns = `i.id, i.organization_id, i.purpose, i.user_id, i.email, i.roles, i.patient_id, i.invited_by, i.created_at, i.expires_at,
  i.accepted_at, i.revoked_at`;

export interface NewInvitation {
  organizationId: number | null;
  purpose: InvitationPurpose;
  userId: number | null;
  email: string | null;
  roles: readonly Role[];
  patientId: number | null;
  tokenHash: string;
  invitedBy: number | null;
  now: Date;
  expiresAt: Date;
}

export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<InvitationRow> {
  return tx.one<InvitationRow>(
    `insert into invitations as i (organization_id, purpose, user_id, email, roles, patient_id, token_hash, invited_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${columns}`,
    [
      invitation.organizationId,
      invitation.purpose,
      invitation.userId,
      invitation.email,
      invitation.roles,
      invitation.patientId,
      invitation.tokenHash,
      invitation.invitedBy,
      invitation.now,
      invitation.expiresAt,
    ],
  );
}

export interface InvitationWithClinic extends InvitationRow {
  organization_name: string | null;
  /** Address of the account, for links that belong to one. */
  user_email: string | null;
}

/** Row lock: a link is accepted once. */
export async function lockInvitationByTokenHash(tx: Tx, tokenHash: string): Promise<InvitationWithClinic | null> {
  return tx.maybeOne<InvitationWithClinic>(
    `select ${columns}, (select o.name from organizations o where o.id = i.organization_id) as organization_name,
       (select u.email from users u where u.id = i.user_id) as user_email
     from invitations i where i.token_hash = $1 for update of i`,
    [tokenHash],
  );
}

export async function markAccepted(tx: Tx, id: number, userId: number, now: Date): Promise<void> {
  await tx.execute('update invitations set accepted_at = $3, user_id = $2 where id = $1', [id, userId, now]);
}

/** A newer link of the same kind for the same person replaces the older ones. */
export async function revokeOpenInvitations(
  tx: Tx,
  same: {
    organizationId: number | null;
    purpose: InvitationPurpose;
    email: string | null;
    patientId: number | null;
    userId: number | null;
  },
  now: Date,
): Promise<void> {
  await tx.execute(
    `update invitations set revoked_at = $6 where organization_id is not distinct from $1 and purpose = $2 and email is not distinct from $3::citext
       and patient_id is not distinct from $4 and user_id is not distinct from $5 and accepted_at is null and revoked_at is null`,
    [same.organizationId, same.purpose, same.email, same.patientId, same.userId, now],
  );
}

export async function revokeInvitation(tx: Tx, organizationId: number, id: number, now: Date): Promise<number> {
  return tx.execute(
    'update invitations set revoked_at = $3 where organization_id = $1 and id = $2 and accepted_at is null and revoked_at is null',
    [organizationId, id, now],
  );
}

export interface InvitationListRow extends InvitationRow {
  invited_by_name: string | null;
}

/** Newest first, below the id. */
export async function listInvitations(
  tx: Tx,
  organizationId: number,
  before: number | null,
  limit: number,
): Promise<InvitationListRow[]> {
  return tx.query<InvitationListRow>(
    `select ${columns}, u.display_name as invited_by_name from invitations i left join users u on u.id = i.invited_by
     where i.organization_id = $1 and ($2::bigint is null or i.id < $2) and i.purpose in ('staff', 'patient') order by i.id desc limit $3`,
    [organizationId, before, limit],
  );
}

/** The person behind a patient row of the same organization. */
export interface InvitedPatientRow {
  id: number;
  display_name: string;
  email: string | null;
  user_id: number | null;
  status: 'active' | 'archived';
}

export async function findInvitedPatient(tx: Tx, organizationId: number, patientId: number): Promise<InvitedPatientRow | null> {
  return tx.maybeOne<InvitedPatientRow>(
    'select id, display_name, email, user_id, status from patients where organization_id = $1 and id = $2',
    [organizationId, patientId],
  );
}

/** Joins the person to their patient row. @returns rows changed; 0 when another person holds it already */
export async function onboardPatient(
  tx: Tx,
  organizationId: number,
  patientId: number,
  userId: number,
  now: Date,
): Promise<number> {
  return tx.execute(
    `update patients set user_id = $3, onboarded_at = coalesce(onboarded_at, $4), rev = rev + 1, updated_at = $4
     where organization_id = $1 and id = $2 and (user_id is null or user_id = $3)`,
    [organizationId, patientId, userId, now],
  );
}

/** First clinic of an installation. */
export async function insertFirstOrganization(tx: Tx, clinic: { slug: string; name: string; timeZone: string }): Promise<number> {
  const row = await tx.one<{ id: number }>('insert into organizations (slug, name, time_zone) values ($1, $2, $3) returning id', [
    clinic.slug,
    clinic.name,
    clinic.timeZone,
  ]);
  return row.id;
}

/** Staff who treat patients get a specialist row, so that patients and plans can name them. */
export async function ensureSpecialist(tx: Tx, organizationId: number, userId: number): Promise<void> {
  await tx.execute(
    `insert into specialists (organization_id, user_id) values ($1, $2)
     on conflict (organization_id, user_id) do update set status = 'active'`,
    [organizationId, userId],
  );
}
