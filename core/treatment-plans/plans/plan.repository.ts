import type { Difficulty, PlanType, ScreeningQuestion } from '#domain/treatment-plans/plan-content';
import type { Tx } from '#core/kernel/tx';
import type { PlanDraft, PlanFilter, PlanHead, PlanScope, PlanStatus, PlanVisibility } from './plan.types';

interface PlanRow {
  id: number;
  organization_id: number | null;
  scope: PlanScope;
  patient_id: number | null;
  patient_name: string | null;
  name: string;
  description: string;
  condition: string;
  body_regions: string[];
  difficulty: Difficulty;
  type: PlanType;
  frequency_per_week: number;
  duration_weeks: number;
  visibility: PlanVisibility;
  requires_approval: boolean;
  status: PlanStatus;
  version: number;
  questions: { kind: 'red_flag' | 'contraindication'; key: string; text: string }[];
  cloned_from_plan_id: number | null;
  cloned_from_version: number | null;
  author_user_id: number | null;
  author_name: string | null;
  reviewed_by: string | null;
  session_count: number;
  rev: number;
  created_at: Date;
  updated_at: Date;
}

const columns = `p.id, p.organization_id, p.scope, p.patient_id, pt.display_name as patient_name, p.name, p.description, p.condition, p.body_regions,
  p.difficulty, p.type, p.frequency_per_week, p.duration_weeks, p.visibility, p.requires_approval, p.status, p.version, p.questions,
  p.cloned_from_plan_id, p.cloned_from_version, p.author_user_id, u.display_name as author_name, p.reviewed_by,
  (select count(*)::int from treatment_plan_sessions s where s.treatment_plan_id = p.id) as session_count, p.rev, p.created_at, p.updated_at`;
const source = `treatment_plans p
  left join patients pt on pt.organization_id = p.organization_id and pt.id = p.patient_id
  left join users u on u.id = p.author_user_id`;

/** SQL that keeps custom plans to the patients the caller may see; its parameters start at `$10`, the patient's alias is `pt`. */
export interface PatientWall {
  sql: string;
  params: readonly unknown[];
}
export const firstWallParameter = 10;

/** By name: `limit` rows behind the row `afterId`. Archived plans only when asked for. */
export async function listPlanRows(
  tx: Tx,
  filter: PlanFilter,
  wall: PatientWall,
  afterId: number | null,
  limit: number,
): Promise<PlanHead[]> {
  const rows = await tx.query<PlanRow>(
    `select ${columns} from ${source}
     where ($1::text is null or p.scope = $1)
       and (case when $2::text is null then p.status <> 'archived' else p.status = $2 end)
       and ($3::bigint is null or p.author_user_id = $3)
       and ($4::bigint is null or p.patient_id = $4)
       and ($5::text is null or lower(p.condition) = lower($5))
       and ($6::text is null or $6 = any(p.body_regions))
       and ($7::text is null or p.difficulty = $7)
       and ($8::text is null or lower(p.name) like $8 or lower(p.condition) like $8)
       and ($9::bigint is null or (lower(p.name), p.id) > (select lower(a.name), a.id from treatment_plans a where a.id = $9))
       and (p.patient_id is null or ${wall.sql})
     order by lower(p.name), p.id limit ${limit}`,
    [
      filter.scope,
      filter.status,
      filter.authorUserId,
      filter.patientId,
      filter.condition,
      filter.bodyRegion,
      filter.difficulty,
      filter.text === null ? null : containsPattern(filter.text),
      afterId,
      ...wall.params,
    ],
  );
  return rows.map(toHead);
}

export async function findPlan(tx: Tx, id: number): Promise<PlanHead | null> {
  const row = await tx.maybeOne<PlanRow>(`select ${columns} from ${source} where p.id = $1`, [id]);
  return row === null ? null : toHead(row);
}

/** Serialises everything that changes a plan. A row the app role may not change (global) is not locked and gives false. */
export async function lockPlan(tx: Tx, id: number): Promise<boolean> {
  return (await tx.maybeOne('select 1 from treatment_plans where id = $1 for update', [id])) !== null;
}

export interface NewPlan {
  organizationId: number | null;
  scope: PlanScope;
  patientId: number | null;
  slug: string | null;
  authorUserId: number | null;
  clonedFrom: { planId: number; version: number | null } | null;
  reviewedBy: string | null;
}

export async function insertPlan(tx: Tx, head: NewPlan, draft: PlanDraft): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `insert into treatment_plans (organization_id, scope, patient_id, slug, author_user_id, cloned_from_plan_id, cloned_from_version, reviewed_by,
       name, description, condition, body_regions, difficulty, type, frequency_per_week, duration_weeks, visibility, requires_approval, questions)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) returning id`,
    [
      head.organizationId,
      head.scope,
      head.patientId,
      head.slug,
      head.authorUserId,
      head.clonedFrom?.planId ?? null,
      head.clonedFrom?.version ?? null,
      head.reviewedBy,
      ...draftValues(draft),
    ],
  );
  return row.id;
}

/** Writes the head of the working copy. False when the revision is no longer `expected`. */
export async function updatePlanDraft(tx: Tx, id: number, expected: number, draft: PlanDraft): Promise<boolean> {
  const changed = await tx.execute(
    `update treatment_plans set name = $3, description = $4, condition = $5, body_regions = $6, difficulty = $7, type = $8, frequency_per_week = $9,
       duration_weeks = $10, visibility = $11, requires_approval = $12, questions = $13, rev = rev + 1, updated_at = now()
     where id = $1 and rev = $2 and status <> 'archived'`,
    [id, expected, ...draftValues(draft)],
  );
  return changed === 1;
}

export async function setPlanStatus(
  tx: Tx,
  id: number,
  change: { status: PlanStatus; version?: number; visibility?: PlanVisibility },
): Promise<void> {
  await tx.execute(
    `update treatment_plans set status = $2, version = coalesce($3, version), visibility = coalesce($4, visibility), rev = rev + 1, updated_at = now()
     where id = $1`,
    [id, change.status, change.version ?? null, change.visibility ?? null],
  );
}

/** The global plan of a slug, for reference data. */
export async function findGlobalPlanBySlug(tx: Tx, slug: string): Promise<PlanHead | null> {
  const row = await tx.maybeOne<PlanRow>(`select ${columns} from ${source} where p.organization_id is null and p.slug = $1`, [
    slug,
  ]);
  return row === null ? null : toHead(row);
}

export async function setReviewedBy(tx: Tx, id: number, reviewedBy: string | null): Promise<void> {
  await tx.execute('update treatment_plans set reviewed_by = $2 where id = $1', [id, reviewedBy]);
}

/** A promotion of this plan that nobody has decided yet. */
export async function hasOpenPromotion(tx: Tx, planId: number): Promise<boolean> {
  const row = await tx.maybeOne(
    `select 1 from approvals where kind = 'plan_promotion' and subject_id = $1 and status = 'pending'`,
    [planId],
  );
  return row !== null;
}

/** Everything that names the patient a plan was made for. */
export async function readPatientTraces(tx: Tx, patientId: number): Promise<string[]> {
  const row = await tx.one<{ display_name: string; email: string | null; phone: string; user_name: string | null }>(
    `select p.display_name, p.email, p.phone, u.display_name as user_name from patients p left join users u on u.id = p.user_id where p.id = $1`,
    [patientId],
  );
  return [row.display_name, row.email, row.phone, row.user_name].filter(
    (trace): trace is string => trace !== null && trace.trim() !== '',
  );
}

function draftValues(draft: PlanDraft): unknown[] {
  const questions = [
    ...draft.red_flag_questions.map(({ key, text }) => ({ kind: 'red_flag', key, text })),
    ...draft.contraindication_questions.map(({ key, text }) => ({ kind: 'contraindication', key, text })),
  ];
  return [
    draft.name,
    draft.description,
    draft.condition,
    draft.body_regions,
    draft.difficulty,
    draft.type,
    draft.frequency_per_week,
    draft.duration_weeks,
    draft.visibility,
    draft.requires_approval,
    JSON.stringify(questions),
  ];
}

/** `%text%` in lower case with the pattern characters of LIKE escaped. */
export function containsPattern(text: string): string {
  return `%${text.toLowerCase().replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

function questionsOf(row: PlanRow, kind: 'red_flag' | 'contraindication'): ScreeningQuestion[] {
  return row.questions.filter((question) => question.kind === kind).map(({ key, text }) => ({ key, text }));
}

function toHead(row: PlanRow): PlanHead {
  return {
    id: row.id,
    organizationId: row.organization_id,
    scope: row.scope,
    patient: row.patient_id === null ? null : { id: row.patient_id, name: row.patient_name ?? '' },
    name: row.name,
    description: row.description,
    condition: row.condition,
    bodyRegions: row.body_regions,
    difficulty: row.difficulty,
    type: row.type,
    frequencyPerWeek: row.frequency_per_week,
    durationWeeks: row.duration_weeks,
    visibility: row.visibility,
    requiresApproval: row.requires_approval,
    status: row.status,
    version: row.version,
    redFlagQuestions: questionsOf(row, 'red_flag'),
    contraindicationQuestions: questionsOf(row, 'contraindication'),
    clonedFrom: row.cloned_from_plan_id === null ? null : { planId: row.cloned_from_plan_id, version: row.cloned_from_version },
    author: row.author_user_id === null ? null : { userId: row.author_user_id, name: row.author_name ?? '' },
    reviewedBy: row.reviewed_by,
    sessionCount: row.session_count,
    rev: row.rev,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
