import type { Tx } from '#core/kernel/tx';
import type { PatientServicePlan, PatientServicePlanStatus } from './service-plan.types';

interface GrantRow {
  id: number;
  patient_id: number;
  service_plan_id: number;
  name: string;
  telerehab_access: boolean;
  library_access: boolean;
  session_count: number | null;
  status: PatientServicePlanStatus;
  starts_at: Date;
  ends_at: Date | null;
  sessions_used: number;
  cancel_reason: string | null;
  rev: number;
  created_at: Date;
}

const columns = `g.id, g.patient_id, g.service_plan_id, s.name, s.telerehab_access, s.library_access, s.session_count, g.status, g.starts_at, g.ends_at,
  g.sessions_used, g.cancel_reason, g.rev, g.created_at`;
const source =
  'patient_service_plans g join service_plans s on s.organization_id = g.organization_id and s.id = g.service_plan_id';

export async function listGrants(tx: Tx, patientId: number): Promise<PatientServicePlan[]> {
  const rows = await tx.query<GrantRow>(`select ${columns} from ${source} where g.patient_id = $1 order by g.id desc limit 200`, [
    patientId,
  ]);
  return rows.map(toGrant);
}

/** The row, locked for the rest of the transaction when its process writes. */
export async function findGrant(tx: Tx, id: number, lock = false): Promise<PatientServicePlan | null> {
  const row = await tx.maybeOne<GrantRow>(`select ${columns} from ${source} where g.id = $1${lock ? ' for update of g' : ''}`, [
    id,
  ]);
  return row === null ? null : toGrant(row);
}

export interface NewGrant {
  organizationId: number;
  patientId: number;
  servicePlanId: number;
  status: 'pending' | 'active';
  startsAt: Date;
  endsAt: Date | null;
  grantedBy: number | null;
}

export async function insertGrant(tx: Tx, grant: NewGrant): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `insert into patient_service_plans (organization_id, patient_id, service_plan_id, status, starts_at, ends_at, granted_by)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [grant.organizationId, grant.patientId, grant.servicePlanId, grant.status, grant.startsAt, grant.endsAt, grant.grantedBy],
  );
  return row.id;
}

/** Written by the process of the grant alone. Returns the new revision; unchanged rows keep theirs. */
export async function saveGrant(
  tx: Tx,
  id: number,
  status: PatientServicePlanStatus,
  cancelReason: string | null,
): Promise<number> {
  const row = await tx.one<{ rev: number }>(
    `update patient_service_plans set rev = rev + (case when status <> $2 then 1 else 0 end), status = $2, cancel_reason = $3 where id = $1 returning rev`,
    [id, status, cancelReason],
  );
  return row.rev;
}

function toGrant(row: GrantRow): PatientServicePlan {
  return {
    id: row.id,
    patientId: row.patient_id,
    servicePlan: {
      id: row.service_plan_id,
      name: row.name,
      telerehabAccess: row.telerehab_access,
      libraryAccess: row.library_access,
      sessionCount: row.session_count,
    },
    status: row.status,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    sessionsUsed: row.sessions_used,
    cancelReason: row.cancel_reason,
    rev: row.rev,
    createdAt: row.created_at,
  };
}
