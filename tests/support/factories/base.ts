import { randomBytes } from 'node:crypto';
import type { Role } from '#domain/auth/roles';
import type { Principal } from '#api/http/authenticate';
import { systemCtx, type Actor, type Ctx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';

/** Short random suffix, so that tests in one database do not meet each other's names. */
export function unique(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}

async function insert(kernel: Kernel, sql: string, params: readonly unknown[]): Promise<number> {
  return inSystemTx(systemCtx(kernel, null, new Date()), async (tx) => (await tx.one<{ id: number }>(sql, params)).id);
}

/** An organization with a zone and a phone, as sign-up would leave it. */
export async function buildOrganization(kernel: Kernel, values: { name?: string; timeZone?: string } = {}): Promise<number> {
  const sql = `insert into organizations (slug, name, phone, emergency_text, time_zone, demo) values ($1, $2, '+49 30 000000', 'In an emergency call 112.', $3, true) returning id`;
  return insert(kernel, sql, [unique('org'), values.name ?? 'Clinic of a test', values.timeZone ?? 'Europe/Berlin']);
}

/** A person with roles in an organization, and the specialist row when a role needs one. */
export async function buildMember(
  kernel: Kernel,
  orgId: number,
  roles: readonly Role[],
  name = 'Member of a test',
): Promise<Principal> {
  const userId = await insert(kernel, 'insert into users (email, display_name, demo) values ($1, $2, true) returning id', [
    `${unique('member')}@clinic.example`,
    name,
  ]);
  await inSystemTx(systemCtx(kernel, null, new Date()), async (tx) => {
    await tx.query('insert into user_organizations (organization_id, user_id, roles) values ($1, $2, $3)', [
      orgId,
      userId,
      roles,
    ]);
  });
  const treats = roles.includes('specialist') || roles.includes('medical_director');
  const specialistId = treats
    ? await insert(
        kernel,
        `insert into specialists (organization_id, user_id, title) values ($1, $2, 'Physiotherapist') returning id`,
        [orgId, userId],
      )
    : null;
  return principalOf(orgId, { userId, roles, patientId: null, specialistId });
}

/** A patient who can sign in. */
export async function buildPatient(
  kernel: Kernel,
  orgId: number,
  values: { name?: string; timeZone?: string; responsibleSpecialistId?: number } = {},
): Promise<Principal & { patientId: number }> {
  const email = `${unique('patient')}@mail.example`;
  const name = values.name ?? 'Patient of a test';
  const userId = await insert(kernel, 'insert into users (email, display_name, demo) values ($1, $2, true) returning id', [
    email,
    name,
  ]);
  await inSystemTx(systemCtx(kernel, null, new Date()), async (tx) => {
    await tx.query(`insert into user_organizations (organization_id, user_id, roles) values ($1, $2, '{patient}')`, [
      orgId,
      userId,
    ]);
  });
  const sql = `insert into patients (organization_id, user_id, display_name, email, time_zone, responsible_specialist_id) values ($1, $2, $3, $4, $5, $6) returning id`;
  const patientId = await insert(kernel, sql, [
    orgId,
    userId,
    name,
    email,
    values.timeZone ?? 'Europe/Berlin',
    values.responsibleSpecialistId ?? null,
  ]);
  return { ...principalOf(orgId, { userId, roles: ['patient'], patientId, specialistId: null }), patientId };
}

/** A platform administrator, outside every organization. */
export async function buildPlatformAdmin(kernel: Kernel): Promise<Principal> {
  const sql = `insert into users (email, display_name, platform_admin, demo) values ($1, 'Platform of a test', true, true) returning id`;
  const userId = await insert(kernel, sql, [`${unique('platform')}@pathwell.example`]);
  return principalOf(null, { userId, roles: ['platform_admin'], patientId: null, specialistId: null });
}

function principalOf(orgId: number | null, who: Pick<Actor, 'userId' | 'roles' | 'patientId' | 'specialistId'>): Principal {
  return {
    actor: { kind: 'user', impersonatorUserId: null, ...who },
    orgId,
    sessionId: null,
    csrfHash: null,
    via: 'bearer',
    demo: true,
    subject: `user:${who.userId ?? 0}`,
  };
}

/** A context as a request of this principal would get, for calling use cases directly. */
export function ctxOf(kernel: Kernel, principal: Principal, now: Date = new Date()): Ctx {
  return { orgId: principal.orgId, actor: principal.actor, requestId: unique('request'), now, kernel };
}
