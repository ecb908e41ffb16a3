import type { Tx } from '#core/kernel/tx';

export interface PatientRow {
  id: number;
  user_id: number | null;
  display_name: string;
  email: string | null;
  phone: string;
  birth_date: string | null;
  time_zone: string;
  locale: string;
  responsible_specialist_id: number | null;
  responsible_specialist_name: string | null;
  status: 'active' | 'archived';
  preferred_weekdays: number[];
  reminder_time: string;
  onboarded_at: Date | null;
  invited: boolean;
  rev: number;
  created_at: Date;
}

/** Position in a list by name. */
export interface PatientPosition {
  name: string;
  id: number;
}

export interface PatientFilter {
  text: string | null;
  status: string | null;
  responsibleSpecialistId: number | null;
}

/** Patients may not read invitations, so for them `invited` is simply false. */
const select = `select p.id, p.user_id, p.display_name, p.email, p.phone, p.birth_date, p.time_zone, p.locale, p.responsible_specialist_id,
    ru.display_name as responsible_specialist_name, p.status, p.preferred_weekdays, to_char(p.reminder_time, 'HH24:MI') as reminder_time,
    p.onboarded_at, p.rev, p.created_at,
    exists (select 1 from invitations i where i.organization_id = p.organization_id and i.patient_id = p.id
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) as invited
  from patients p
    left join specialists rs on rs.organization_id = p.organization_id and rs.id = p.responsible_specialist_id
    left join users ru on ru.id = rs.user_id`;

export async function findPatient(tx: Tx, organizationId: number, id: number): Promise<PatientRow | null> {
  return tx.maybeOne<PatientRow>(`${select} where p.organization_id = $1 and p.id = $2`, [organizationId, id]);
}

/** By name. `visible` is the condition of the patient gate, its parameters from $8 on. */
export async function listPatients(
  tx: Tx,
  organizationId: number,
  filter: PatientFilter,
  after: PatientPosition | null,
  limit: number,
  visible: { sql: string; params: readonly unknown[] },
): Promise<PatientRow[]> {
  return tx.query<PatientRow>(
    `${select}
     where p.organization_id = $1
       and ($2::text is null or p.status = $2)
       and ($3::bigint is null or p.responsible_specialist_id = $3)
       and ($4::text is null or position(lower($4) in lower(p.display_name)) > 0 or p.email = $4::citext)
       and ($5::text is null or (lower(p.display_name), p.id) > ($5, $6::bigint))
       and ${visible.sql}
     order by lower(p.display_name), p.id limit $7`,
    [
      organizationId,
      filter.status,
      filter.responsibleSpecialistId,
      filter.text,
      after?.name ?? null,
      after?.id ?? null,
      limit,
      ...visible.params,
    ],
  );
}

/** Number of the first parameter the visibility condition of {@link listPatients} may use. */
export const LIST_PARAMETERS = 8;

export interface NewPatient {
  displayName: string;
  email: string | null;
  phone: string;
  birthDate: string | null;
  /** null: the zone of the clinic. */
  timeZone: string | null;
  responsibleSpecialistId: number | null;
}

export async function insertPatient(tx: Tx, organizationId: number, patient: NewPatient): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `insert into patients (organization_id, display_name, email, phone, birth_date, time_zone, responsible_specialist_id)
     values ($1, $2, $3, $4, $5, coalesce($6, (select time_zone from organizations where id = $1)), $7) returning id`,
    [
      organizationId,
      patient.displayName,
      patient.email,
      patient.phone,
      patient.birthDate,
      patient.timeZone,
      patient.responsibleSpecialistId,
    ],
  );
  return row.id;
}

/** Columns a change may set, by our name. */
const columnOf = {
  displayName: 'display_name',
  email: 'email',
  phone: 'phone',
  birthDate: 'birth_date',
  timeZone: 'time_zone',
  responsibleSpecialistId: 'responsible_specialist_id',
  status: 'status',
  preferredWeekdays: 'preferred_weekdays',
  reminderTime: 'reminder_time',
} as const;

/** Absent: stays as it is. */
export interface PatientChange {
  displayName?: string;
  email?: string | null;
  phone?: string;
  birthDate?: string | null;
  timeZone?: string;
  responsibleSpecialistId?: number | null;
  status?: 'active' | 'archived';
  preferredWeekdays?: readonly number[];
  reminderTime?: string;
}

/** Column names of what a change sets, for audit rows. */
export function changedColumns(change: PatientChange): string[] {
  return Object.entries(columnOf)
    .filter(([key]) => Object.hasOwn(change, key))
    .map(([, column]) => column);
}

/** @returns rows changed; 0 when the revision is not the one the caller saw */
export async function updatePatientAt(
  tx: Tx,
  organizationId: number,
  id: number,
  rev: number,
  change: PatientChange,
  now: Date,
): Promise<number> {
  const set = Object.entries(columnOf).filter(([key]) => Object.hasOwn(change, key));
  const values = new Map<string, unknown>(Object.entries(change));
  const assignments = set.map(([, column], index) => `${column} = $${index + 5}`);
  return tx.execute(
    `update patients set ${[...assignments, 'rev = rev + 1', 'updated_at = $4'].join(', ')} where organization_id = $1 and id = $2 and rev = $3`,
    [organizationId, id, rev, now, ...set.map(([key]) => values.get(key))],
  );
}

/** True for an active specialist of the organization. */
export async function isActiveSpecialist(tx: Tx, organizationId: number, specialistId: number): Promise<boolean> {
  const row = await tx.maybeOne<{ id: number }>(
    `select id from specialists where organization_id = $1 and id = $2 and status = 'active'`,
    [organizationId, specialistId],
  );
  return row !== null;
}

export interface AccessLogRow {
  id: number;
  at: Date;
  actor_name: string | null;
  on_behalf_by_name: string | null;
  role: string;
  action: string;
  entity: string;
}

/** Who touched the record, newest first, other people and programs only. Runs as the system role: it names people the patient may not list. */
export async function listAccess(
  tx: Tx,
  organizationId: number,
  patientId: number,
  before: number | null,
  limit: number,
): Promise<AccessLogRow[]> {
  return tx.query<AccessLogRow>(
    `select a.id, a.at, u.display_name as actor_name,
       b.display_name as on_behalf_by_name, a.role, a.action, a.entity
     from audit_log a
       left join users u on u.id = a.actor_user_id
       left join users b on b.id = a.impersonator_user_id
       left join patients p on p.organization_id = a.organization_id and p.id = a.patient_id
     where a.organization_id = $1 and a.patient_id = $2 and a.actor_kind <> 'system'
       and (a.actor_user_id is distinct from p.user_id or a.impersonator_user_id is not null)
       and ($3::bigint is null or a.id < $3)
     order by a.id desc limit $4`,
    [organizationId, patientId, before, limit],
  );
}
