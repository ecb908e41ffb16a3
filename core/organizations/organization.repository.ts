import type { Tx } from '#core/kernel/tx';

export interface OrganizationRow {
  id: number;
  slug: string;
  name: string;
  phone: string;
  emergency_text: string;
  time_zone: string;
  locale: string;
  status: 'active' | 'suspended';
  rev: number;
}

const columns = 'id, slug, name, phone, emergency_text, time_zone, locale, status, rev';

export async function findOrganization(tx: Tx, id: number): Promise<OrganizationRow | null> {
  return tx.maybeOne<OrganizationRow>(`select ${columns} from organizations where id = $1`, [id]);
}

export interface OrganizationChange {
  name: string | null;
  phone: string | null;
  emergencyText: string | null;
  timeZone: string | null;
}

/** null when the revision is not the one the caller saw. */
export async function updateOrganizationAt(
  tx: Tx,
  id: number,
  rev: number,
  change: OrganizationChange,
  now: Date,
): Promise<OrganizationRow | null> {
  return tx.maybeOne<OrganizationRow>(
    `update organizations set name = coalesce($3, name), phone = coalesce($4, phone), emergency_text = coalesce($5, emergency_text),
       time_zone = coalesce($6, time_zone), rev = rev + 1, updated_at = $7
     where id = $1 and rev = $2 returning ${columns}`,
    [id, rev, change.name, change.phone, change.emergencyText, change.timeZone, now],
  );
}

export async function insertOrganization(
  tx: Tx,
  organization: { slug: string; name: string; timeZone: string },
): Promise<OrganizationRow | null> {
  return tx.maybeOne<OrganizationRow>(
    `insert into organizations (slug, name, time_zone) values ($1, $2, $3) on conflict (slug) do nothing returning ${columns}`,
    [organization.slug, organization.name, organization.timeZone],
  );
}

export async function listOrganizations(tx: Tx, after: number | null, limit: number): Promise<OrganizationRow[]> {
  return tx.query<OrganizationRow>(
    `select ${columns} from organizations where $1::bigint is null or id > $1 order by id limit $2`,
    [after, limit],
  );
}

export interface PoliciesRow {
  values: Record<string, unknown>;
  rev: number;
}

/** What the organization decided itself; rev 0 while it decided nothing. */
export async function findPolicies(tx: Tx, organizationId: number): Promise<PoliciesRow> {
  const row = await tx.maybeOne<PoliciesRow>('select "values", rev from organization_policies where organization_id = $1', [
    organizationId,
  ]);
  return row ?? { values: {}, rev: 0 };
}

/** @returns the new revision; null when the revision is not the one the caller saw */
export async function savePolicies(
  tx: Tx,
  organizationId: number,
  rev: number,
  values: Record<string, unknown>,
  by: { userId: number | null; now: Date },
): Promise<number | null> {
  const params = [organizationId, JSON.stringify(values), by.userId, by.now];
  const row =
    rev === 0
      ? await tx.maybeOne<{ rev: number }>(
          `insert into organization_policies (organization_id, "values", updated_by, updated_at) values ($1, $2::jsonb, $3, $4)
           on conflict (organization_id) do nothing returning rev`,
          params,
        )
      : await tx.maybeOne<{ rev: number }>(
          `update organization_policies set "values" = $2::jsonb, rev = rev + 1, updated_by = $3, updated_at = $4
           where organization_id = $1 and rev = $5 returning rev`,
          [...params, rev],
        );
  return row?.rev ?? null;
}

/** People who may decide an approval: active members with a role that carries `approval:decide`. */
export async function countPossibleApprovers(tx: Tx, organizationId: number, roles: readonly string[]): Promise<number> {
  const row = await tx.one<{ n: number }>(
    `select count(*)::integer as n from user_organizations m join users u on u.id = m.user_id
     where m.organization_id = $1 and m.status = 'active' and u.status = 'active' and m.roles && $2::text[]`,
    [organizationId, roles],
  );
  return row.n;
}
