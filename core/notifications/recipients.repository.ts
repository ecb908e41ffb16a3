import type { Tx } from '#core/kernel/tx';
import type { Policies } from '#domain/organizations/policies';

interface CarerRow {
  user_id: number | null;
  present: boolean | null;
  fallback_user_id: number | null;
  fallback_present: boolean | null;
}

const present = (alias: string): string =>
  `(${alias}.status = 'active' and (${alias}.away_until is null or ${alias}.away_until < $3))`;

/**
 * Who hears about a patient: the responsible specialist; when they are away or disabled their stand-in, else everybody with the
 * organization's fallback role (PL-16). Never empty while the organization has anybody in that role.
 */
export async function careRecipients(tx: Tx, orgId: number, patientId: number, policies: Policies, now: Date): Promise<number[]> {
  const row = await tx.maybeOne<CarerRow>(
    `select s.user_id, ${present('m')} as present, m.fallback_user_id, ${present('f')} as fallback_present
     from patients p left join specialists s on s.organization_id = p.organization_id and s.id = p.responsible_specialist_id
     left join user_organizations m on m.organization_id = p.organization_id and m.user_id = s.user_id
     left join user_organizations f on f.organization_id = p.organization_id and f.user_id = m.fallback_user_id
     where p.organization_id = $1 and p.id = $2`,
    [orgId, patientId, now],
  );
  if (row?.user_id != null && row.present === true) return [row.user_id];
  if (row?.fallback_user_id != null && row.fallback_present === true) return [row.fallback_user_id];
  return membersWithRole(tx, orgId, policies['silence.fallback_role'], now);
}

export async function membersWithRole(tx: Tx, orgId: number, role: string, now: Date): Promise<number[]> {
  const rows = await tx.query<{ user_id: number }>(
    `select m.user_id from user_organizations m where m.organization_id = $1 and $2 = any (m.roles) and ${present('m')} order by m.user_id`,
    [orgId, role, now],
  );
  return rows.map((row) => row.user_id);
}

/** The account of a patient; null when they have none yet. */
export async function patientUser(tx: Tx, orgId: number, patientId: number): Promise<number | null> {
  const row = await tx.maybeOne<{ user_id: number | null }>(
    'select user_id from patients where organization_id = $1 and id = $2',
    [orgId, patientId],
  );
  return row?.user_id ?? null;
}

export interface ApprovalRecipients {
  status: string;
  requested_by: number | null;
  author_user_id: number | null;
  delegated_to: number | null;
  stand_in_id: number | null;
  reason: string | null;
  decided_by: number | null;
}

export async function findApprovalPeople(tx: Tx, orgId: number, approvalId: number): Promise<ApprovalRecipients | null> {
  return tx.maybeOne<ApprovalRecipients>(
    'select status, requested_by, author_user_id, delegated_to, stand_in_id, reason, decided_by from approvals where organization_id = $1 and id = $2',
    [orgId, approvalId],
  );
}

/** Pain after the last `count` completed sessions of an enrollment, oldest first; unreported ones are left out. */
export async function lastPainReports(tx: Tx, orgId: number, enrollmentId: number, count: number): Promise<number[]> {
  const rows = await tx.query<{ pain_after: number }>(
    `select pain_after from patient_session_completions where organization_id = $1 and enrollment_id = $2 and status = 'completed' and pain_after is not null
     order by ended_at desc limit $3`,
    [orgId, enrollmentId, count],
  );
  return rows.map((row) => row.pain_after).reverse();
}

export interface NewTask {
  orgId: number;
  dedupKey: string;
  kind: 'silent' | 'hurt' | 'pain_rising' | 'red_flag' | 'contraindication' | 'follow_up' | 'ends_soon';
  patientId: number;
  enrollmentId: number | null;
  assigneeUserId: number | null;
  params: Record<string, unknown>;
}

export async function insertTask(tx: Tx, task: NewTask): Promise<void> {
  await tx.execute(
    `insert into tasks (organization_id, dedup_key, kind, patient_id, enrollment_id, assignee_user_id, params) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [task.orgId, task.dedupKey, task.kind, task.patientId, task.enrollmentId, task.assigneeUserId, JSON.stringify(task.params)],
  );
}

/** Sessions still expected this week, as the enrollment's process last wrote it. */
export async function sessionsLeft(tx: Tx, orgId: number, enrollmentId: number): Promise<number> {
  const row = await tx.maybeOne<{ left: number }>(
    `select greatest(w.expected - w.done - w.skipped, 0) as left from enrollment_weeks w where w.organization_id = $1 and w.enrollment_id = $2 and w.closed_at is null order by w.week desc limit 1`,
    [orgId, enrollmentId],
  );
  return row?.left ?? 1;
}

/** The last moment of a local day in the zone of an enrollment. */
export async function endOfLocalDay(tx: Tx, orgId: number, enrollmentId: number, localDate: string): Promise<Date | null> {
  const row = await tx.maybeOne<{ at: Date }>(
    `select (($3::date + 1)::timestamp at time zone e.time_zone) as at from patient_treatment_plans e where e.organization_id = $1 and e.id = $2`,
    [orgId, enrollmentId, localDate],
  );
  return row?.at ?? null;
}

/** The local date in the patient's zone when a grant of a service ends; null when it has no end. */
export async function serviceEndDate(tx: Tx, orgId: number, patientServicePlanId: number): Promise<string | null> {
  const row = await tx.maybeOne<{ date: string | null }>(
    `select (s.ends_at at time zone p.time_zone)::date as date from patient_service_plans s join patients p on p.organization_id = s.organization_id and p.id = s.patient_id where s.organization_id = $1 and s.id = $2`,
    [orgId, patientServicePlanId],
  );
  return row?.date ?? null;
}
