import type { ExerciseParams } from '#domain/treatment-plans/prescription';
import type { Tx } from '#core/kernel/tx';
import type {
  Contraindication,
  Difficulty,
  Exercise,
  ExerciseContent,
  ExerciseFilter,
  ExerciseSummary,
  Instruction,
} from './exercise.types';

interface SummaryRow {
  id: number;
  organization_id: number | null;
  slug: string;
  name: string;
  category_id: number;
  category_slug: string;
  category_name: string;
  difficulty: Difficulty;
  body_regions: string[];
  equipment: string[];
  tags: string[];
  default_params: ExerciseParams;
  demo_slug: string | null;
  video_provider: string;
  video_key: string | null;
  revision: number;
  reviewed_by: string | null;
  deleted_at: Date | null;
}

interface DetailRow extends SummaryRow {
  easier_exercise_id: number | null;
  easier_name: string | null;
  harder_exercise_id: number | null;
  harder_name: string | null;
  cloned_from_id: number | null;
  created_at: Date;
  updated_at: Date;
  instructions: Instruction[];
  contraindications: Contraindication[];
}

const summaryColumns = `e.id, e.organization_id, e.slug, e.name, e.category_id, c.slug as category_slug, c.name as category_name, e.difficulty,
  e.body_regions, e.equipment, e.tags, e.default_params, e.demo_slug, e.video_provider, e.video_key, e.revision, e.reviewed_by, e.deleted_at`;

/** Exercises of the organization and global ones, by name: `limit` rows behind the row `afterId`, which may be deleted by now. */
export async function listByFilter(
  tx: Tx,
  filter: ExerciseFilter,
  afterId: number | null,
  limit: number,
): Promise<ExerciseSummary[]> {
  const rows = await tx.query<SummaryRow>(
    `select ${summaryColumns} from exercises e join exercise_categories c on c.id = e.category_id
     where e.deleted_at is null
       and ($1::text is null or c.slug = $1)
       and ($2::text is null or $2 = any(e.body_regions))
       and ($3::text is null or $3 = any(e.equipment))
       and ($4::text is null or e.difficulty = $4)
       and ($5::text is null or (e.organization_id is null) = ($5 = 'global'))
       and ($6::text is null or lower(e.name) like $6 or exists (select 1 from unnest(e.tags) t where lower(t) like $6))
       and ($7::bigint is null or (lower(e.name), e.id) > (select lower(p.name), p.id from exercises p where p.id = $7))
     order by lower(e.name), e.id limit $8`,
    [
      filter.category,
      filter.bodyRegion,
      filter.equipment,
      filter.difficulty,
      filter.scope,
      filter.text === null ? null : containsPattern(filter.text),
      afterId,
      limit,
    ],
  );
  return rows.map(toSummary);
}

/** One exercise with its texts, deleted ones included: a plan or a log may still point at it. */
export async function findWithTexts(tx: Tx, id: number): Promise<Exercise | null> {
  const found = await findManyWithTexts(tx, [id]);
  return found[0] ?? null;
}

/** Several exercises with their texts, deleted ones included; unknown ids are left out. Order follows the id. */
export async function findManyWithTexts(tx: Tx, ids: readonly number[]): Promise<Exercise[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<DetailRow>(
    `select ${summaryColumns}, e.easier_exercise_id, easier.name as easier_name, e.harder_exercise_id, harder.name as harder_name,
       e.cloned_from_id, e.created_at, e.updated_at,
       coalesce((select jsonb_agg(jsonb_build_object('locale', i.locale, 'phase', i.phase, 'text', i.text) order by i.locale, array_position(array['start', 'move', 'feel', 'avoid'], i.phase), i.position)
                 from exercise_instructions i where i.exercise_id = e.id), '[]') as instructions,
       coalesce((select jsonb_agg(jsonb_build_object('code', k.code, 'question', k.question) order by k.position)
                 from exercise_contraindications k where k.exercise_id = e.id), '[]') as contraindications
     from exercises e join exercise_categories c on c.id = e.category_id
     left join exercises easier on easier.id = e.easier_exercise_id and easier.deleted_at is null
     left join exercises harder on harder.id = e.harder_exercise_id and harder.deleted_at is null
     where e.id = any($1::bigint[]) order by e.id`,
    [ids],
  );
  return rows.map(toExercise);
}

/** The revision of a row, locked so that two editors cannot both win. */
export async function lockRevision(
  tx: Tx,
  id: number,
): Promise<{ organizationId: number | null; revision: number; deleted: boolean } | null> {
  // `for update` needs the update policy, which hides global rows; they are read plainly and never written here
  const own = await tx.maybeOne<{ organization_id: number | null; revision: number; deleted_at: Date | null }>(
    'select organization_id, revision, deleted_at from exercises where id = $1 for update',
    [id],
  );
  const row =
    own ??
    (await tx.maybeOne<{ organization_id: number | null; revision: number; deleted_at: Date | null }>(
      'select organization_id, revision, deleted_at from exercises where id = $1',
      [id],
    ));
  return row === null ? null : { organizationId: row.organization_id, revision: row.revision, deleted: row.deleted_at !== null };
}

/** Slugs of one scope that start with `base`, to find a free one. */
export async function slugsLike(tx: Tx, organizationId: number | null, base: string): Promise<string[]> {
  const rows = await tx.query<{ slug: string }>(
    `select slug from exercises where organization_id is not distinct from $1 and (slug = $2 or slug like $2 || '-%')`,
    [organizationId, base],
  );
  return rows.map((row) => row.slug);
}

export interface NewExercise {
  organizationId: number | null;
  slug: string;
  clonedFromId: number | null;
  createdBy: number | null;
  reviewedBy: string | null;
}

/** Null when the slug was taken in the meantime. */
export async function insertExercise(tx: Tx, head: NewExercise, content: ExerciseContent): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>(
    `insert into exercises (organization_id, slug, cloned_from_id, created_by, reviewed_by, name, category_id, difficulty, body_regions, equipment,
       tags, default_params, demo_slug, video_provider, video_key, easier_exercise_id, harder_exercise_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     on conflict (organization_id, slug) do nothing returning id`,
    [head.organizationId, head.slug, head.clonedFromId, head.createdBy, head.reviewedBy, ...contentValues(content)],
  );
  if (row !== null) await insertTexts(tx, head.organizationId, row.id, content);
  return row?.id ?? null;
}

/** Replaces the content and raises the revision. False when the revision is no longer `expected`. */
export async function updateContent(tx: Tx, id: number, expected: number, content: ExerciseContent): Promise<boolean> {
  const row = await tx.maybeOne<{ organization_id: number | null }>(
    `update exercises set name = $3, category_id = $4, difficulty = $5, body_regions = $6, equipment = $7, tags = $8, default_params = $9,
       demo_slug = $10, video_provider = $11, video_key = $12, easier_exercise_id = $13, harder_exercise_id = $14,
       revision = revision + 1, updated_at = now()
     where id = $1 and revision = $2 and deleted_at is null returning organization_id`,
    [id, expected, ...contentValues(content)],
  );
  if (row === null) return false;
  await tx.execute('delete from exercise_instructions where exercise_id = $1', [id]);
  await tx.execute('delete from exercise_contraindications where exercise_id = $1', [id]);
  await insertTexts(tx, row.organization_id, id, content);
  return true;
}

export interface RevisionRow {
  organizationId: number | null;
  exerciseId: number;
  revision: number;
  content: unknown;
  material: boolean;
  createdBy: number | null;
}

export async function insertRevision(tx: Tx, row: RevisionRow): Promise<void> {
  await tx.execute(
    `insert into exercise_revisions (organization_id, exercise_id, revision, content, material, created_by) values ($1, $2, $3, $4, $5, $6)`,
    [row.organizationId, row.exerciseId, row.revision, JSON.stringify(row.content), row.material, row.createdBy],
  );
}

/** Rows that changed: 0 when it was deleted already or belongs to somebody else. */
export async function markDeleted(tx: Tx, id: number): Promise<number> {
  return tx.execute('update exercises set deleted_at = now(), updated_at = now() where id = $1 and deleted_at is null', [id]);
}

/** Every living global exercise, for reference data. */
export async function listGlobalSlugs(tx: Tx): Promise<{ id: number; slug: string }[]> {
  return tx.query<{ id: number; slug: string }>(
    'select id, slug from exercises where organization_id is null and deleted_at is null order by id',
  );
}

/** Links a row that was just written; part of its first revision. */
export async function setVariants(tx: Tx, id: number, easierId: number | null, harderId: number | null): Promise<void> {
  await tx.execute('update exercises set easier_exercise_id = $2, harder_exercise_id = $3 where id = $1', [
    id,
    easierId,
    harderId,
  ]);
}

export async function setReviewedBy(tx: Tx, id: number, reviewedBy: string | null): Promise<void> {
  await tx.execute('update exercises set reviewed_by = $2 where id = $1', [id, reviewedBy]);
}

/** Living exercises that name this one as their easier or harder variant. */
export async function listVariantUsers(tx: Tx, id: number): Promise<{ id: number; name: string }[]> {
  return tx.query<{ id: number; name: string }>(
    'select id, name from exercises where (easier_exercise_id = $1 or harder_exercise_id = $1) and deleted_at is null order by id limit 20',
    [id],
  );
}

function contentValues(content: ExerciseContent): unknown[] {
  return [
    content.name,
    content.categoryId,
    content.difficulty,
    content.bodyRegions,
    content.equipment,
    content.tags,
    JSON.stringify(content.defaultParams),
    content.demoSlug,
    content.videoProvider,
    content.videoKey,
    content.easierExerciseId,
    content.harderExerciseId,
  ];
}

async function insertTexts(tx: Tx, organizationId: number | null, exerciseId: number, content: ExerciseContent): Promise<void> {
  const instructions = content.instructions.map((item, position) => ({ ...item, position }));
  await tx.execute(
    `insert into exercise_instructions (organization_id, exercise_id, locale, phase, position, text)
     select $1, $2, locale, phase, position, text from jsonb_to_recordset($3::jsonb) as r(locale text, phase text, position int, text text)`,
    [organizationId, exerciseId, JSON.stringify(instructions)],
  );
  const contraindications = content.contraindications.map((item, position) => ({ ...item, position }));
  await tx.execute(
    `insert into exercise_contraindications (organization_id, exercise_id, position, code, question)
     select $1, $2, position, code, question from jsonb_to_recordset($3::jsonb) as r(position int, code text, question text)`,
    [organizationId, exerciseId, JSON.stringify(contraindications)],
  );
}

/** `%text%` in lower case with the pattern characters of LIKE escaped. */
function containsPattern(text: string): string {
  return `%${text.toLowerCase().replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

function toSummary(row: SummaryRow): ExerciseSummary {
  return {
    id: row.id,
    organizationId: row.organization_id,
    slug: row.slug,
    name: row.name,
    category: { id: row.category_id, slug: row.category_slug, name: row.category_name },
    difficulty: row.difficulty,
    bodyRegions: row.body_regions,
    equipment: row.equipment,
    tags: row.tags,
    defaultParams: row.default_params,
    demoSlug: row.demo_slug,
    videoProvider: row.video_provider,
    videoKey: row.video_key,
    revision: row.revision,
    reviewedBy: row.reviewed_by,
    deleted: row.deleted_at !== null,
  };
}

function toExercise(row: DetailRow): Exercise {
  return {
    ...toSummary(row),
    instructions: row.instructions,
    contraindications: row.contraindications,
    easier:
      row.easier_exercise_id === null || row.easier_name === null ? null : { id: row.easier_exercise_id, name: row.easier_name },
    harder:
      row.harder_exercise_id === null || row.harder_name === null ? null : { id: row.harder_exercise_id, name: row.harder_name },
    clonedFromId: row.cloned_from_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
