import type { Tx } from '#core/kernel/tx';
import type { BillingModel, ServicePlan, ServicePlanContent, ServicePlanStatus } from './service-plan.types';

interface ServicePlanRow {
  id: number;
  name: string;
  description: string;
  billing_model: BillingModel;
  price_cents: number;
  currency: string;
  duration_days: number | null;
  session_count: number | null;
  telerehab_access: boolean;
  library_access: boolean;
  status: ServicePlanStatus;
  rev: number;
  created_at: Date;
  updated_at: Date;
}

const columns = `s.id, s.name, s.description, s.billing_model, s.price_cents, s.currency, s.duration_days, s.session_count, s.telerehab_access,
  s.library_access, s.status, s.rev, s.created_at, s.updated_at`;

/** By name: `limit` rows behind the row `afterId`. */
export async function listServicePlanRows(
  tx: Tx,
  status: ServicePlanStatus | null,
  afterId: number | null,
  limit: number,
): Promise<ServicePlan[]> {
  const rows = await tx.query<ServicePlanRow>(
    `select ${columns} from service_plans s
     where ($1::text is null or s.status = $1)
       and ($2::bigint is null or (lower(s.name), s.id) > (select lower(p.name), p.id from service_plans p where p.id = $2))
     order by lower(s.name), s.id limit $3`,
    [status, afterId, limit],
  );
  return rows.map(toServicePlan);
}

export async function findServicePlan(tx: Tx, id: number): Promise<ServicePlan | null> {
  const row = await tx.maybeOne<ServicePlanRow>(`select ${columns} from service_plans s where s.id = $1`, [id]);
  return row === null ? null : toServicePlan(row);
}

export async function insertServicePlan(tx: Tx, organizationId: number, content: ServicePlanContent): Promise<ServicePlan> {
  const row = await tx.one<ServicePlanRow>(
    `insert into service_plans as s (organization_id, name, description, billing_model, price_cents, currency, duration_days, session_count,
       telerehab_access, library_access, status) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${columns}`,
    [organizationId, ...contentValues(content)],
  );
  return toServicePlan(row);
}

/** Null when the revision is no longer `expected`. */
export async function updateServicePlanRow(
  tx: Tx,
  id: number,
  expected: number,
  content: ServicePlanContent,
): Promise<ServicePlan | null> {
  const row = await tx.maybeOne<ServicePlanRow>(
    `update service_plans s set name = $3, description = $4, billing_model = $5, price_cents = $6, currency = $7, duration_days = $8, session_count = $9,
       telerehab_access = $10, library_access = $11, status = $12, rev = rev + 1, updated_at = now()
     where id = $1 and rev = $2 returning ${columns}`,
    [id, expected, ...contentValues(content)],
  );
  return row === null ? null : toServicePlan(row);
}

function contentValues(content: ServicePlanContent): unknown[] {
  return [
    content.name,
    content.description,
    content.billingModel,
    content.priceCents,
    content.currency,
    content.durationDays,
    content.sessionCount,
    content.telerehabAccess,
    content.libraryAccess,
    content.status,
  ];
}

function toServicePlan(row: ServicePlanRow): ServicePlan {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    billingModel: row.billing_model,
    priceCents: row.price_cents,
    currency: row.currency,
    durationDays: row.duration_days,
    sessionCount: row.session_count,
    telerehabAccess: row.telerehab_access,
    libraryAccess: row.library_access,
    status: row.status,
    rev: row.rev,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
