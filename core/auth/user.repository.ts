import type { Role } from '#domain/auth/roles';
import type { Tx } from '#core/kernel/tx';

export interface UserRow {
  id: number;
  email: string;
  display_name: string;
  status: 'active' | 'disabled';
  platform_admin: boolean;
  demo: boolean;
  demo_key: string | null;
  locale: string;
  epoch: number;
}

export interface MembershipRow {
  id: number;
  name: string;
  slug: string;
  phone: string;
  emergency_text: string;
  time_zone: string;
  roles: Role[];
}

const columns = 'u.id, u.email, u.display_name, u.status, u.platform_admin, u.demo, u.demo_key, u.locale, u.epoch';

export async function findUserByEmail(tx: Tx, email: string): Promise<UserRow | null> {
  return tx.maybeOne<UserRow>(`select ${columns} from users u where u.email = $1`, [email]);
}

export async function findUserById(tx: Tx, userId: number): Promise<UserRow | null> {
  return tx.maybeOne<UserRow>(`select ${columns} from users u where u.id = $1`, [userId]);
}

export async function findUserByDemoKey(tx: Tx, key: string): Promise<UserRow | null> {
  return tx.maybeOne<UserRow>(`select ${columns} from users u where u.demo_key = $1 and u.demo and u.status = 'active'`, [key]);
}

export interface DemoUserRow {
  demo_key: string;
  display_name: string;
  organization_name: string | null;
  roles: Role[];
}

export async function listDemoUsers(tx: Tx): Promise<DemoUserRow[]> {
  return tx.query<DemoUserRow>(
    `select u.demo_key, u.display_name, o.name as organization_name,
       coalesce(m.roles, '{}') || case when u.platform_admin then array['platform_admin'] else '{}'::text[] end as roles
     from users u left join user_organizations m on m.user_id = u.id and m.status = 'active' left join organizations o on o.id = m.organization_id
     where u.demo and u.demo_key is not null and u.status = 'active' order by u.id`,
  );
}

export async function insertUser(
  tx: Tx,
  user: { email: string; displayName: string; demo: boolean; demoKey?: string | null; platformAdmin?: boolean },
): Promise<UserRow> {
  return tx.one<UserRow>(
    `insert into users as u (email, display_name, demo, demo_key, platform_admin) values ($1, $2, $3, $4, $5) returning ${columns}`,
    [user.email, user.displayName, user.demo, user.demoKey ?? null, user.platformAdmin ?? false],
  );
}

/** Organizations the person may act in now, by name. */
export async function listMemberships(tx: Tx, userId: number): Promise<MembershipRow[]> {
  return tx.query<MembershipRow>(
    `select o.id, o.name, o.slug, o.phone, o.emergency_text, o.time_zone, m.roles
     from user_organizations m join organizations o on o.id = m.organization_id
     where m.user_id = $1 and m.status = 'active' and o.status = 'active' order by o.name, o.id limit 100`,
    [userId],
  );
}

/** Every other session and token of the person stops within a second. */
export async function raiseEpoch(tx: Tx, userId: number): Promise<void> {
  await tx.execute('update users set epoch = epoch + 1 where id = $1', [userId]);
}

export async function updateOwnUser(
  tx: Tx,
  userId: number,
  change: { displayName: string | null; locale: string | null },
): Promise<number> {
  return tx.execute('update users set display_name = coalesce($2, display_name), locale = coalesce($3, locale) where id = $1', [
    userId,
    change.displayName,
    change.locale,
  ]);
}

export async function updateOwnZone(tx: Tx, organizationId: number, patientId: number, timeZone: string): Promise<number> {
  return tx.execute(
    'update patients set time_zone = $3, rev = rev + 1, updated_at = now() where organization_id = $1 and id = $2',
    [organizationId, patientId, timeZone],
  );
}

/** Adds roles to a membership, or makes one. */
export async function addMembership(tx: Tx, organizationId: number, userId: number, roles: readonly Role[]): Promise<void> {
  await tx.execute(
    `insert into user_organizations as m (organization_id, user_id, roles) values ($1, $2, $3)
     on conflict (organization_id, user_id) do update set status = 'active',
       roles = (select array_agg(distinct r) from unnest(m.roles || excluded.roles) r)`,
    [organizationId, userId, roles],
  );
}

export async function anyStaffExists(tx: Tx): Promise<boolean> {
  const row = await tx.one<{ found: boolean }>(
    `select exists (select 1 from users where platform_admin) or exists (select 1 from user_organizations where roles && array['admin']::text[]) as found`,
  );
  return row.found;
}

export async function findIdentity(tx: Tx, issuer: string, subject: string): Promise<number | null> {
  const row = await tx.maybeOne<{ user_id: number }>('select user_id from identities where issuer = $1 and subject = $2', [
    issuer,
    subject,
  ]);
  return row?.user_id ?? null;
}

export async function insertIdentity(tx: Tx, userId: number, issuer: string, subject: string): Promise<void> {
  await tx.execute(
    'insert into identities (user_id, issuer, subject) values ($1, $2, $3) on conflict (issuer, subject) do nothing',
    [userId, issuer, subject],
  );
}

export interface MeRow {
  user_id: number;
  email: string;
  display_name: string;
  locale: string;
  demo: boolean;
  patient_time_zone: string | null;
  away_until: Date | null;
  impersonator_id: number | null;
  impersonator_name: string | null;
  impersonation_reason: string | null;
  impersonation_expires_at: Date | null;
}

/** The person with what one organization and one session add to them. */
export async function findMeRow(
  tx: Tx,
  who: { userId: number; organizationId: number | null; patientId: number | null; sessionId: number | null },
): Promise<MeRow | null> {
  return tx.maybeOne<MeRow>(
    `select u.id as user_id, u.email, u.display_name, u.locale, u.demo, p.time_zone as patient_time_zone, m.away_until,
       by.id as impersonator_id, by.display_name as impersonator_name, s.impersonation_reason, s.impersonation_expires_at
     from users u
       left join patients p on p.organization_id = $2 and p.id = $3
       left join user_organizations m on m.organization_id = $2 and m.user_id = u.id
       left join sessions s on s.id = $4 and s.impersonated_user_id = u.id and s.impersonation_expires_at > now()
       left join users by on by.id = s.user_id
     where u.id = $1`,
    [who.userId, who.organizationId, who.patientId, who.sessionId],
  );
}

export async function findClinicName(tx: Tx, organizationId: number): Promise<string> {
  const row = await tx.one<{ name: string }>('select name from organizations where id = $1', [organizationId]);
  return row.name;
}

/** True for a member with any role beyond patient, disabled ones included. */
export async function isStaffOf(tx: Tx, organizationId: number, userId: number): Promise<boolean> {
  const row = await tx.maybeOne<{ found: boolean }>(
    `select true as found from user_organizations where organization_id = $1 and user_id = $2 and roles && array['specialist', 'admin', 'medical_director', 'ops']::text[]`,
    [organizationId, userId],
  );
  return row !== null;
}
