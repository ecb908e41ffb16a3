import type { Tx } from '#core/kernel/tx';
import { instantToIso } from '#domain/shared/zoned-time';
import type { IsoWeekday } from '#domain/shared/local-date';
import type { EnrollmentFacts, TemplateRange } from '#domain/treatment-plans/enrollment-facts';
import type { EnrollmentIdentity } from './enrollment-facts.repository';

export interface AssignablePlan {
  id: number;
  name: string;
  scope: 'global' | 'organization' | 'custom';
  patient_id: number | null;
  status: 'draft' | 'published' | 'archived';
  version: number;
  visibility: 'private' | 'library';
  type: 'telerehab' | 'in_clinic';
  requires_approval: boolean;
  author_user_id: number | null;
  frequency_per_week: number;
  duration_weeks: number;
  content_hash: string;
  templates: TemplateRange[];
}

/** The plan with the content of one published version; the version's figures count, not those of the working copy. */
export async function findAssignablePlan(tx: Tx, planId: number, version: number): Promise<AssignablePlan | null> {
  return tx.maybeOne<AssignablePlan>(
    `select p.id, v.content ->> 'name' as name, p.scope, p.patient_id, p.status, p.version, p.visibility, v.content ->> 'type' as type, p.requires_approval, p.author_user_id,
       (v.content ->> 'frequency_per_week')::int as frequency_per_week, (v.content ->> 'duration_weeks')::int as duration_weeks, v.content_hash,
       (select coalesce(jsonb_agg(jsonb_build_object('key', s ->> 'key', 'from_week', s -> 'from_week', 'to_week', s -> 'to_week') order by n), '[]')
          from jsonb_array_elements(v.content -> 'sessions') with ordinality as t(s, n)) as templates
     from treatment_plans p join treatment_plan_versions v on v.treatment_plan_id = p.id and v.version = $2 where p.id = $1`,
    [planId, version],
  );
}

export interface EnrolledPatient {
  id: number;
  status: 'active' | 'archived';
  time_zone: string;
  preferred_weekdays: IsoWeekday[];
  reminder_time: string;
  responsible_specialist_id: number | null;
}

export async function findEnrolledPatient(tx: Tx, orgId: number, patientId: number): Promise<EnrolledPatient | null> {
  return tx.maybeOne<EnrolledPatient>(
    `select id, status, time_zone, preferred_weekdays, to_char(reminder_time, 'HH24:MI') as reminder_time, responsible_specialist_id
     from patients where organization_id = $1 and id = $2`,
    [orgId, patientId],
  );
}

/** The version of the same plan, or of the plan it was made from, that the patient had before: what a reviewer compares with. */
export async function findPreviousVersion(
  tx: Tx,
  orgId: number,
  patientId: number,
  planId: number,
): Promise<{ planId: number; version: number } | null> {
  return tx.maybeOne<{ planId: number; version: number }>(
    `select e.treatment_plan_id as "planId", e.version from patient_treatment_plans e
     where e.organization_id = $1 and e.patient_id = $2
       and (e.treatment_plan_id = $3 or e.treatment_plan_id = (select cloned_from_plan_id from treatment_plans where id = $3))
     order by e.id desc limit 1`,
    [orgId, patientId, planId],
  );
}

export interface NewEnrollment {
  who: EnrollmentIdentity;
  facts: EnrollmentFacts;
  planName: string;
  contentHash: string;
  assignedBy: number | null;
  selfAssigned: boolean;
  responsibleSpecialistId: number | null;
  previousEnrollmentId: number | null;
  endDate: string;
}

export async function insertEnrollment(tx: Tx, enrollment: NewEnrollment): Promise<void> {
  const { who, facts } = enrollment;
  await tx.execute(
    `insert into patient_treatment_plans (id, organization_id, patient_id, treatment_plan_id, version, plan_name, content_hash, assigned_by, self_assigned,
       responsible_specialist_id, previous_enrollment_id, approval_id, frequency_per_week, duration_weeks, sessions_total, start_date, end_date, time_zone,
       preferred_weekdays, reminder_time, status, ledger, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`,
    [
      who.enrollmentId,
      who.orgId,
      who.patientId,
      who.planId,
      who.version,
      enrollment.planName,
      enrollment.contentHash,
      enrollment.assignedBy,
      enrollment.selfAssigned,
      enrollment.responsibleSpecialistId,
      enrollment.previousEnrollmentId,
      who.approvalId,
      facts.frequency_per_week,
      facts.duration_weeks,
      facts.frequency_per_week * facts.duration_weeks,
      facts.start_date,
      enrollment.endDate,
      facts.zones[0].zone,
      [...facts.preferences.weekdays],
      facts.preferences.time,
      facts.status,
      JSON.stringify(facts.ledger),
      instantToIso(facts.created_at),
    ],
  );
}

/** Draws the id of an enrollment before its row exists: the process is named by it. */
export async function reserveEnrollmentId(tx: Tx): Promise<number> {
  const row = await tx.one<{ id: number }>(`select nextval(pg_get_serial_sequence('patient_treatment_plans', 'id')) as id`);
  return row.id;
}
