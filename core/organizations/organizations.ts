import { createLink } from '#core/auth/invite';
import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx, inTx } from '#core/kernel/tx';
import { invitationMail, sendAccountMail } from '#core/auth/mails';
import { DAY_MS } from '#domain/shared/duration';
import {
  findOrganization,
  insertOrganization,
  listOrganizations,
  updateOrganizationAt,
  type OrganizationChange,
  type OrganizationRow,
} from './organization.repository';

export type Organization = OrganizationRow;

/** The clinic of the caller, with the numbers every screen shows. */
export async function getOrganization(ctx: Ctx): Promise<Organization> {
  return inTx(ctx, async (tx) => {
    const row = await findOrganization(tx, requireOrg(ctx));
    if (row === null) throw notFound('The organization');
    return row;
  });
}

/** @throws AppError `stale_revision` when somebody changed it meanwhile */
export async function updateOrganization(ctx: Ctx, rev: number, change: OrganizationChange): Promise<Organization> {
  return inTx(ctx, async (tx) => {
    const row = await updateOrganizationAt(tx, requireOrg(ctx), rev, change, ctx.now);
    if (row === null) {
      throw new AppError('stale_revision', { detail: 'The clinic was changed meanwhile. Load it again and repeat your change.' });
    }
    const fields = Object.entries(change).filter(([, value]) => value !== null);
    tx.audit({ action: 'organization.updated', entity: 'organization', entityId: row.id, fields: fields.map(([name]) => name) });
    return row;
  });
}

/** Opens a clinic and invites its first admin. Platform work. @throws AppError `already_exists` for a slug in use */
export async function createOrganization(
  ctx: Ctx,
  input: { slug: string; name: string; timeZone: string; adminEmail: string },
): Promise<Organization> {
  const made = await inSystemTx({ ...ctx, orgId: null }, async (tx, own) => {
    const row = await insertOrganization(tx, input);
    if (row === null) {
      throw new AppError('already_exists', {
        errors: [{ pointer: '/slug', code: 'taken', message: 'Another clinic uses this short name. Choose another one.' }],
      });
    }
    tx.audit({ action: 'organization.created', entity: 'organization', entityId: row.id });
    const link = await createLink(own, tx, {
      organizationId: row.id,
      purpose: 'staff',
      userId: null,
      email: input.adminEmail,
      roles: ['admin'],
      patientId: null,
      invitedBy: ctx.actor.userId,
      expiresAt: new Date(ctx.now.getTime() + 7 * DAY_MS),
    });
    return { row, url: link.url };
  });
  const verdict = await sendAccountMail(ctx.kernel, input.adminEmail, invitationMail(made.row.name, made.url, 7));
  if (verdict.outcome !== 'sent') ctx.kernel.log.warn({ organizationId: made.row.id }, 'first admin could not be mailed');
  return made.row;
}

/** Every clinic of the installation, for platform admins. Rows after the id. */
export async function listAllOrganizations(ctx: Ctx, after: number | null, limit: number): Promise<Organization[]> {
  return inSystemTx({ ...ctx, orgId: null }, (tx) => listOrganizations(tx, after, limit));
}
