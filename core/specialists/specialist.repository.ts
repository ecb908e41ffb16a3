import type { Tx } from '#core/kernel/tx';

export interface SpecialtyRow {
  id: number;
  organization_id: number | null;
  slug: string;
  name: string;
}

export interface SpecialistRow {
  id: number;
  user_id: number;
  display_name: string;
  title: string;
  biography: string;
  languages: string[];
  status: 'active' | 'archived';
  away_until: Date | null;
  rev: number;
  specialties: SpecialtyRow[];
}

const select = `select s.id, s.user_id, u.display_name, s.title, s.biography, s.languages, s.status, m.away_until, s.rev,
    coalesce((select jsonb_agg(jsonb_build_object('id', y.id, 'organization_id', y.organization_id, 'slug', y.slug, 'name', y.name) order by y.name)
      from specialist_specialties l join specialties y on y.id = l.specialty_id
      where l.organization_id = s.organization_id and l.specialist_id = s.id), '[]') as specialties
  from specialists s join users u on u.id = s.user_id
    left join user_organizations m on m.organization_id = s.organization_id and m.user_id = s.user_id`;

export interface SpecialistFilter {
  status: string | null;
  specialtyId: number | null;
}

export async function listSpecialists(
  tx: Tx,
  organizationId: number,
  filter: SpecialistFilter,
  after: { name: string; id: number } | null,
  limit: number,
): Promise<SpecialistRow[]> {
  return tx.query<SpecialistRow>(
    `${select} where s.organization_id = $1 and ($2::text is null or s.status = $2)
       and ($3::bigint is null or exists (select 1 from specialist_specialties l
         where l.organization_id = s.organization_id and l.specialist_id = s.id and l.specialty_id = $3))
       and ($4::text is null or (lower(u.display_name), s.id) > ($4, $5::bigint))
     order by lower(u.display_name), s.id limit $6`,
    [organizationId, filter.status, filter.specialtyId, after?.name ?? null, after?.id ?? null, limit],
  );
}

export async function findSpecialist(tx: Tx, organizationId: number, id: number): Promise<SpecialistRow | null> {
  return tx.maybeOne<SpecialistRow>(`${select} where s.organization_id = $1 and s.id = $2`, [organizationId, id]);
}

/** The profile of one person of the organization; null when they have none. */
export async function findSpecialistOf(tx: Tx, organizationId: number, userId: number): Promise<SpecialistRow | null> {
  return tx.maybeOne<SpecialistRow>(`${select} where s.organization_id = $1 and s.user_id = $2`, [organizationId, userId]);
}

/** True for an active member whose roles treat patients. */
export async function mayTreat(tx: Tx, organizationId: number, userId: number): Promise<boolean> {
  const row = await tx.maybeOne<{ found: boolean }>(
    `select true as found from user_organizations where organization_id = $1 and user_id = $2 and status = 'active'
       and roles && array['specialist', 'medical_director']::text[]`,
    [organizationId, userId],
  );
  return row !== null;
}

/** null when the person has a specialist row already. */
export async function insertSpecialist(
  tx: Tx,
  organizationId: number,
  specialist: { userId: number; title: string; biography: string; languages: readonly string[] },
): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>(
    `insert into specialists (organization_id, user_id, title, biography, languages) values ($1, $2, $3, $4, $5)
     on conflict (organization_id, user_id) do nothing returning id`,
    [organizationId, specialist.userId, specialist.title, specialist.biography, specialist.languages],
  );
  return row?.id ?? null;
}

export interface SpecialistChange {
  title: string | null;
  biography: string | null;
  languages: readonly string[] | null;
  status: string | null;
}

/** @returns rows changed; 0 when the revision is not the one the caller saw */
export async function updateSpecialistAt(
  tx: Tx,
  organizationId: number,
  id: number,
  rev: number,
  change: SpecialistChange,
): Promise<number> {
  return tx.execute(
    `update specialists set title = coalesce($4, title), biography = coalesce($5, biography), status = coalesce($6, status),
       languages = coalesce($7::text[], languages), rev = rev + 1
     where organization_id = $1 and id = $2 and rev = $3`,
    [organizationId, id, rev, change.title, change.biography, change.status, change.languages],
  );
}

export async function replaceSpecialties(
  tx: Tx,
  organizationId: number,
  specialistId: number,
  specialtyIds: readonly number[],
): Promise<void> {
  await tx.execute('delete from specialist_specialties where organization_id = $1 and specialist_id = $2', [
    organizationId,
    specialistId,
  ]);
  await tx.execute(
    `insert into specialist_specialties (organization_id, specialist_id, specialty_id) select $1, $2, id from unnest($3::bigint[]) as t(id)`,
    [organizationId, specialistId, specialtyIds],
  );
}

export async function listSpecialties(tx: Tx): Promise<SpecialtyRow[]> {
  return tx.query<SpecialtyRow>('select id, organization_id, slug, name from specialties order by name, id limit 500');
}

export async function countSpecialties(tx: Tx, ids: readonly number[]): Promise<number> {
  const row = await tx.one<{ n: number }>('select count(*)::integer as n from specialties where id = any($1::bigint[])', [ids]);
  return row.n;
}

/** null when the organization has one of that slug. */
export async function insertSpecialty(
  tx: Tx,
  organizationId: number,
  specialty: { slug: string; name: string },
): Promise<SpecialtyRow | null> {
  return tx.maybeOne<SpecialtyRow>(
    `insert into specialties (organization_id, slug, name) values ($1, $2, $3) on conflict (organization_id, slug) do nothing
     returning id, organization_id, slug, name`,
    [organizationId, specialty.slug, specialty.name],
  );
}

/** Own ones only; a global one is out of reach. */
export async function renameSpecialty(tx: Tx, organizationId: number, id: number, name: string): Promise<SpecialtyRow | null> {
  return tx.maybeOne<SpecialtyRow>(
    'update specialties set name = $3 where organization_id = $1 and id = $2 returning id, organization_id, slug, name',
    [organizationId, id, name],
  );
}

export async function isSpecialtyInUse(tx: Tx, id: number): Promise<boolean> {
  const row = await tx.maybeOne<{ found: boolean }>(
    'select true as found from specialist_specialties where specialty_id = $1 limit 1',
    [id],
  );
  return row !== null;
}

export async function deleteSpecialty(tx: Tx, organizationId: number, id: number): Promise<number> {
  return tx.execute('delete from specialties where organization_id = $1 and id = $2', [organizationId, id]);
}
