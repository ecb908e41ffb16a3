import type { Assurance } from '#domain/auth/session-rules';
import type { Role } from '#domain/auth/roles';
import type { Tx } from '#core/kernel/tx';

export interface SessionRow {
  id: number;
  csrf_hash: string;
  user_id: number;
  organization_id: number | null;
  assurance: Assurance;
  impersonated_user_id: number | null;
  impersonation_reason: string | null;
  impersonation_expires_at: Date | null;
  user_epoch: number;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
}

const columns = `s.id, s.csrf_hash, s.user_id, s.organization_id, s.assurance, s.impersonated_user_id, s.impersonation_reason,
  s.impersonation_expires_at, s.user_epoch, s.created_at, s.last_seen_at, s.expires_at, s.revoked_at`;

/** What a session needs to become a principal: the session, its user and, inside an organization, membership and person rows. */
export interface SessionPersonRow extends SessionRow, PersonRow {
  impersonated: PersonRow | null;
}

/** A user with what they are in one organization. */
export interface PersonRow {
  person_id: number;
  user_status: 'active' | 'disabled';
  platform_admin: boolean;
  demo: boolean;
  epoch: number;
  roles: Role[] | null;
  patient_id: number | null;
  specialist_id: number | null;
}

/** Columns of {@link PersonRow} for `user` (alias of users) in the organization `org` (an SQL expression). */
function personColumns(user: string, org: string): string {
  return `'person_id', ${user}.id, 'user_status', ${user}.status, 'platform_admin', ${user}.platform_admin, 'demo', ${user}.demo, 'epoch', ${user}.epoch,
    'roles', (select m.roles from user_organizations m join organizations o on o.id = m.organization_id
       where m.organization_id = ${org} and m.user_id = ${user}.id and m.status = 'active' and o.status = 'active'),
    'patient_id', (select p.id from patients p where p.organization_id = ${org} and p.user_id = ${user}.id and p.status = 'active'),
    'specialist_id', (select sp.id from specialists sp where sp.organization_id = ${org} and sp.user_id = ${user}.id and sp.status = 'active')`;
}

interface Joined extends SessionRow {
  person: PersonRow;
  impersonated: PersonRow | null;
}

export async function findSessionByTokenHash(tx: Tx, tokenHash: string): Promise<SessionPersonRow | null> {
  const row = await tx.maybeOne<Joined>(
    `select ${columns}, jsonb_build_object(${personColumns('u', 's.organization_id')}) as person,
       (select jsonb_build_object(${personColumns('iu', 's.organization_id')}) from users iu where iu.id = s.impersonated_user_id) as impersonated
     from sessions s join users u on u.id = s.user_id where s.token_hash = $1`,
    [tokenHash],
  );
  if (row === null) return null;
  const { person, ...session } = row;
  return { ...session, ...person };
}

export async function findPerson(tx: Tx, userId: number, orgId: number | null): Promise<PersonRow | null> {
  const row = await tx.maybeOne<{ person: PersonRow }>(
    `select jsonb_build_object(${personColumns('u', '$2::bigint')}) as person from users u where u.id = $1`,
    [userId, orgId],
  );
  return row?.person ?? null;
}

export interface NewSession {
  tokenHash: string;
  csrfHash: string;
  userId: number;
  organizationId: number | null;
  assurance: Assurance;
  now: Date;
  expiresAt: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `insert into sessions (token_hash, csrf_hash, user_id, organization_id, assurance, user_epoch, created_at, last_seen_at, expires_at)
     select $1, $2, u.id, $4, $5, u.epoch, $6, $6, $7 from users u where u.id = $3 returning id`,
    [
      session.tokenHash,
      session.csrfHash,
      session.userId,
      session.organizationId,
      session.assurance,
      session.now,
      session.expiresAt,
    ],
  );
  return row.id;
}

/** At most one write a minute per session keeps a busy page from turning reads into updates. */
export async function touchSession(tx: Tx, sessionId: number, now: Date): Promise<void> {
  await tx.execute(
    `update sessions set last_seen_at = $2 where id = $1 and last_seen_at < $2::timestamptz - interval '1 minute'`,
    [sessionId, now],
  );
}

export async function revokeSession(tx: Tx, sessionId: number, now: Date): Promise<void> {
  await tx.execute('update sessions set revoked_at = $2 where id = $1 and revoked_at is null', [sessionId, now]);
}

/** @returns the number of sessions ended */
export async function revokeSessionOf(tx: Tx, userId: number, sessionId: number, now: Date): Promise<number> {
  return tx.execute('update sessions set revoked_at = $3 where id = $2 and user_id = $1 and revoked_at is null', [
    userId,
    sessionId,
    now,
  ]);
}

/** Ends every session of a person except one (null: all). */
export async function revokeSessionsExcept(tx: Tx, userId: number, keep: number | null, now: Date): Promise<number> {
  return tx.execute('update sessions set revoked_at = $3 where user_id = $1 and id is distinct from $2 and revoked_at is null', [
    userId,
    keep,
    now,
  ]);
}

export async function listLiveSessions(tx: Tx, userId: number, now: Date): Promise<SessionRow[]> {
  return tx.query<SessionRow>(
    `select ${columns} from sessions s where s.user_id = $1 and s.revoked_at is null and s.expires_at > $2 and s.assurance <> 'password'
     order by s.last_seen_at desc limit 100`,
    [userId, now],
  );
}

export async function setSessionOrganization(tx: Tx, sessionId: number, organizationId: number | null): Promise<void> {
  await tx.execute('update sessions set organization_id = $2 where id = $1', [sessionId, organizationId]);
}

export async function setImpersonation(
  tx: Tx,
  sessionId: number,
  value: { userId: number; reason: string; expiresAt: Date } | null,
): Promise<void> {
  await tx.execute(
    'update sessions set impersonated_user_id = $2, impersonation_reason = $3, impersonation_expires_at = $4 where id = $1',
    [sessionId, value?.userId ?? null, value?.reason ?? null, value?.expiresAt ?? null],
  );
}

/** Ended sessions are kept for a month, then removed. */
export async function deleteOldSessions(tx: Tx, before: Date): Promise<number> {
  return tx.execute('delete from sessions where expires_at < $1', [before]);
}

/** The organization the person last worked in. */
export async function lastOrganizationOf(tx: Tx, userId: number): Promise<number | null> {
  const row = await tx.maybeOne<{ organization_id: number }>(
    'select organization_id from sessions where user_id = $1 and organization_id is not null order by id desc limit 1',
    [userId],
  );
  return row?.organization_id ?? null;
}
