import type { Role } from '#domain/auth/roles';
import type { Tx } from '#core/kernel/tx';

export interface MemberRow {
  user_id: number;
  display_name: string;
  email: string;
  roles: Role[];
  status: 'active' | 'disabled';
  away_until: Date | null;
  fallback_user_id: number | null;
  fallback_name: string | null;
  specialist_id: number | null;
  second_factor: boolean;
  last_seen_at: Date | null;
}

export interface MemberFilter {
  text: string | null;
  role: string | null;
  status: string | null;
}

/** Runs as the system role: credentials and sessions lie outside the app role's reach. */
const select = `select m.user_id, u.display_name, u.email, m.roles, m.status, m.away_until, m.fallback_user_id, f.display_name as fallback_name,
    sp.id as specialist_id, (c.totp_confirmed_at is not null) as second_factor,
    (select max(s.last_seen_at) from sessions s where s.user_id = m.user_id and s.organization_id = m.organization_id) as last_seen_at
  from user_organizations m join users u on u.id = m.user_id
    left join users f on f.id = m.fallback_user_id
    left join specialists sp on sp.organization_id = m.organization_id and sp.user_id = m.user_id and sp.status = 'active'
    left join user_credentials c on c.user_id = m.user_id`;

/** Staff and, when asked for by role, patients; by name. `limit` rows after the position. */
export async function listMembers(
  tx: Tx,
  organizationId: number,
  filter: MemberFilter,
  after: { name: string; id: number } | null,
  limit: number,
): Promise<MemberRow[]> {
  return tx.query<MemberRow>(
    `${select}
     where m.organization_id = $1
       and case when $2::text is null then m.roles <> array['patient']::text[] else $2 = any(m.roles) end
       and ($3::text is null or m.status = $3)
       and ($4::text is null or position(lower($4) in lower(u.display_name)) > 0 or position(lower($4) in lower(u.email::text)) > 0)
       and ($5::text is null or (lower(u.display_name), m.user_id) > ($5, $6::bigint))
     order by lower(u.display_name), m.user_id limit $7`,
    [organizationId, filter.role, filter.status, filter.text, after?.name ?? null, after?.id ?? null, limit],
  );
}

export async function findMember(tx: Tx, organizationId: number, userId: number): Promise<MemberRow | null> {
  return tx.maybeOne<MemberRow>(`${select} where m.organization_id = $1 and m.user_id = $2`, [organizationId, userId]);
}

/** Locks the memberships of all admins, so that the last one cannot be removed by two requests at once. */
export async function lockActiveAdmins(tx: Tx, organizationId: number): Promise<number[]> {
  const rows = await tx.query<{ user_id: number }>(
    `select user_id from user_organizations where organization_id = $1 and status = 'active' and 'admin' = any(roles) order by user_id for update`,
    [organizationId],
  );
  return rows.map((row) => row.user_id);
}

export async function updateMember(
  tx: Tx,
  organizationId: number,
  userId: number,
  change: { roles: readonly Role[] | null; status: string | null },
): Promise<number> {
  return tx.execute(
    `update user_organizations set roles = coalesce($3::text[], roles), status = coalesce($4, status) where organization_id = $1 and user_id = $2`,
    [organizationId, userId, change.roles, change.status],
  );
}

export async function updateAway(
  tx: Tx,
  organizationId: number,
  userId: number,
  away: { until: Date | null; fallbackUserId: number | null },
): Promise<number> {
  return tx.execute(
    'update user_organizations set away_until = $3, fallback_user_id = $4 where organization_id = $1 and user_id = $2',
    [organizationId, userId, away.until, away.fallbackUserId],
  );
}

/** Makes the specialist row follow the roles: there while the person treats, archived when not. */
export async function followSpecialist(tx: Tx, organizationId: number, userId: number, treats: boolean): Promise<void> {
  if (treats) {
    await tx.execute(
      `insert into specialists (organization_id, user_id) values ($1, $2) on conflict (organization_id, user_id) do update set status = 'active'`,
      [organizationId, userId],
    );
    return;
  }
  await tx.execute(
    `update specialists set status = 'archived', rev = rev + 1 where organization_id = $1 and user_id = $2 and status = 'active'`,
    [organizationId, userId],
  );
}
