import type { Tx } from '#core/kernel/tx';

export async function readAccess(tx: Tx, patientId: number, now: Date): Promise<{ telerehab: boolean; library: boolean }> {
  return tx.one<{ telerehab: boolean; library: boolean }>(
    `select coalesce(bool_or(s.telerehab_access), false) as telerehab, coalesce(bool_or(s.library_access), false) as library
     from patient_service_plans g join service_plans s on s.organization_id = g.organization_id and s.id = g.service_plan_id
     where g.patient_id = $1 and g.status = 'active' and g.starts_at <= $2 and (g.ends_at is null or g.ends_at > $2)`,
    [patientId, now],
  );
}

export async function listGrantingServices(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select name from service_plans where library_access and status = 'active' order by lower(name), id limit 20`,
  );
  return rows.map((row) => row.name);
}
