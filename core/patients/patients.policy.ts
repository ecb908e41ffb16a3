import { clinicalRoles } from '#domain/auth/roles';
import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import type { Tx } from '#core/kernel/tx';

/** What the gate learned about the patient, so that callers need no second look. */
export interface PatientAccess {
  patientId: number;
  /** The caller is this patient. */
  self: boolean;
  responsibleSpecialistId: number | null;
  status: 'active' | 'archived';
}

interface AccessRow {
  id: number;
  responsible_specialist_id: number | null;
  status: 'active' | 'archived';
  visible: boolean;
}

/**
 * Whether a patient row belongs to the caseload of a person: responsible specialist, stand-in of an absent one, or somebody
 * who has a pending approval about the patient on their desk. `patient` is the alias of a patients row, `user` and
 * `specialist` are parameter markers (`$2`); both may carry null.
 */
function caseloadCondition(patient: string, user: string, specialist: string): string {
  return `(${patient}.responsible_specialist_id = ${specialist}::bigint
    or exists (select 1 from specialists rs join user_organizations ru on ru.organization_id = rs.organization_id and ru.user_id = rs.user_id
      where rs.organization_id = ${patient}.organization_id and rs.id = ${patient}.responsible_specialist_id
        and ru.fallback_user_id = ${user}::bigint and (ru.status = 'disabled' or ru.away_until > now()))
    or exists (select 1 from approvals ca join specialists cs on cs.organization_id = ca.organization_id and cs.id = ${specialist}::bigint
      where ca.organization_id = ${patient}.organization_id and ca.patient_id = ${patient}.id and ca.status = 'pending'
        and ca.requested_by is distinct from ${user}::bigint and coalesce(ca.delegated_to, ${user}::bigint) = ${user}::bigint))`;
}

/**
 * True when the caller sees every patient of the organization whatever `care.visibility` says: the system, admins (people, not
 * clinical content: the permission table is their wall), medical directors. Patients are walled to their own row before this.
 */
function seesEveryPatient(ctx: Ctx): boolean {
  const { actor } = ctx;
  return actor.kind === 'system' || actor.roles.some((role) => role === 'admin' || role === 'medical_director');
}

const visibilitySql = `coalesce((select "values" ->> 'care.visibility' from organization_policies where organization_id = $1), 'organization')`;

/**
 * SQL condition and parameters that keep a list of patients to what the caller may see; `patient` is the alias of a patients row,
 * `first` the number of the first free parameter. The organization itself is walled by row-level security.
 */
export function visiblePatients(ctx: Ctx, patient: string, first: number): { sql: string; params: readonly unknown[] } {
  const { actor } = ctx;
  if (seesEveryPatient(ctx)) return { sql: 'true', params: [] };
  if (isOnlyPatient(ctx)) return { sql: `${patient}.id = $${first}::bigint`, params: [actor.patientId] };
  const [org, user, specialist] = [`$${first}`, `$${first + 1}`, `$${first + 2}`];
  const all = visibilitySql.replace('$1', `${org}::bigint`);
  return {
    sql: `(${all} = 'organization' or ${caseloadCondition(patient, user, specialist)})`,
    params: [requireOrg(ctx), actor.userId, actor.specialistId],
  };
}

/**
 * The one place where the caller's right to a patient's record is decided (plan-semantics §7). Answers `not_found` for a patient of
 * another organization, of another person, or outside the caseload, so that nobody learns whether the record exists.
 * A look into the record by anybody but the patient, also through the patient's eyes, leaves an audit row. One statement.
 */
export async function requirePatientAccess(ctx: Ctx, tx: Tx, patientId: number): Promise<PatientAccess> {
  const { actor } = ctx;
  if (isOnlyPatient(ctx) && actor.patientId !== patientId) throw notFound('The patient');
  const row = await tx.maybeOne<AccessRow>(
    `select p.id, p.responsible_specialist_id, p.status,
       ($3::boolean or ${visibilitySql} = 'organization' or ${caseloadCondition('p', '$4', '$5')}) as visible
     from patients p where p.organization_id = $1 and p.id = $2`,
    [requireOrg(ctx), patientId, seesEveryPatient(ctx) || actor.patientId === patientId, actor.userId, actor.specialistId],
  );
  if (row === null || !row.visible) throw notFound('The patient');
  const self = actor.patientId === patientId;
  const ownEyes = self && actor.impersonatorUserId === null;
  if (!ownEyes && actor.kind !== 'system') {
    tx.audit({ action: 'patient.read', entity: 'patient', entityId: patientId, patientId });
  }
  return { patientId, self, responsibleSpecialistId: row.responsible_specialist_id, status: row.status };
}

/** Leaves the audit row of a look into a record, unless it is one's own or the system's. For statements that decided the wall themselves. */
export function recordLook(ctx: Ctx, tx: Tx, patientId: number): void {
  const { actor } = ctx;
  if (actor.patientId === patientId || actor.kind === 'system') return;
  tx.audit({ action: 'patient.read', entity: 'patient', entityId: patientId, patientId });
}

function isOnlyPatient(ctx: Ctx): boolean {
  const { actor } = ctx;
  const staff = actor.roles.some((role) => clinicalRoles.includes(role) || role === 'admin');
  return actor.kind !== 'system' && !staff;
}
