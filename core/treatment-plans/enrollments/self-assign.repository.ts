import type { Tx } from '#core/kernel/tx';

export interface LibraryPlan {
  version: number;
  visibility: 'private' | 'library';
  requiresApproval: boolean;
  redFlagKeys: string[];
  contraindicationKeys: string[];
  phone: string;
  emergencyText: string;
}

/** A plan the patient can see, with the question keys of its published version and the clinic's contact. */
export async function findLibraryPlan(tx: Tx, orgId: number, planId: number): Promise<LibraryPlan | null> {
  return tx.maybeOne<LibraryPlan>(
    `select p.version, p.visibility, p.requires_approval as "requiresApproval", o.phone, o.emergency_text as "emergencyText",
       (select coalesce(jsonb_agg(q ->> 'key'), '[]') from jsonb_array_elements(v.content -> 'red_flag_questions') q) as "redFlagKeys",
       (select coalesce(jsonb_agg(q ->> 'key'), '[]') from jsonb_array_elements(v.content -> 'contraindication_questions') q) as "contraindicationKeys"
     from treatment_plans p join treatment_plan_versions v on v.treatment_plan_id = p.id and v.version = p.version cross join organizations o
     where p.id = $2 and o.id = $1 and p.status <> 'archived' and p.patient_id is null`,
    [orgId, planId],
  );
}

export async function findRunningEnrollment(tx: Tx, orgId: number, patientId: number, planId: number): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>(
    `select id from patient_treatment_plans where organization_id = $1 and patient_id = $2 and treatment_plan_id = $3 and status in ('pending_approval', 'active', 'paused')`,
    [orgId, patientId, planId],
  );
  return row?.id ?? null;
}

/** A yes to a contraindication sticks for the plan until a specialist clears it. */
export async function hasStandingContraindication(tx: Tx, orgId: number, patientId: number, planId: number): Promise<boolean> {
  const row = await tx.maybeOne(
    `select 1 from self_assign_answers where organization_id = $1 and patient_id = $2 and treatment_plan_id = $3 and outcome = 'contraindicated' and cleared_at is null`,
    [orgId, patientId, planId],
  );
  return row !== null;
}

export async function servicesWithLibrary(tx: Tx, orgId: number): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select name from service_plans where organization_id = $1 and library_access and status = 'active' order by name limit 20`,
    [orgId],
  );
  return rows.map((row) => row.name);
}

export interface NewAnswers {
  orgId: number;
  patientId: number;
  planId: number;
  version: number;
  answers: Record<string, boolean>;
  outcome: 'clear' | 'red_flag' | 'contraindicated';
  at: Date;
}

export async function insertAnswers(tx: Tx, kept: NewAnswers): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `insert into self_assign_answers (organization_id, patient_id, treatment_plan_id, version, answers, outcome, answered_at) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [kept.orgId, kept.patientId, kept.planId, kept.version, JSON.stringify(kept.answers), kept.outcome, kept.at],
  );
  return row.id;
}

/** A specialist clears a patient for a plan after talking to them; returns how many answers were standing. */
export async function clearAnswers(
  tx: Tx,
  orgId: number,
  patientId: number,
  planId: number,
  userId: number | null,
  now: Date,
): Promise<number> {
  return tx.execute(
    `update self_assign_answers set cleared_by = $4, cleared_at = $5 where organization_id = $1 and patient_id = $2 and treatment_plan_id = $3 and outcome <> 'clear' and cleared_at is null`,
    [orgId, patientId, planId, userId, now],
  );
}
