import { isDeepStrictEqual } from 'node:util';
import type { ReferenceExercise } from '#domain/exercise-library/reference-content';
import type { Term } from '#domain/exercise-library/taxonomy';
import type { Ctx } from '#core/kernel/ctx';
import type { Tx } from '#core/kernel/tx';
import { contentOf, inReadingOrder, recordRevision } from './exercise-revision';
import {
  findManyWithTexts,
  insertExercise,
  listGlobalSlugs,
  markDeleted,
  setReviewedBy,
  setVariants,
  updateContent,
} from './exercise.repository';
import { listTerms, upsertTerm } from './taxonomy.repository';
import type { Exercise, ExerciseContent } from './exercise.types';
import type { TaxonomyKind } from './taxonomy.types';

export interface ReferenceLibrary {
  categories: readonly Term[];
  bodyRegions: readonly Term[];
  equipment: readonly Term[];
  exercises: readonly ReferenceExercise[];
}

export interface LoadedExercises {
  /** Row id by slug. */
  ids: ReadonlyMap<string, number>;
  changed: number;
}

/**
 * Makes the global library equal to the reference data: new exercises are added, changed ones get a revision, those that are gone
 * are taken out. Equal data writes nothing. Must run as the system role without an organization.
 */
export async function loadReferenceExercises(tx: Tx, ctx: Ctx, library: ReferenceLibrary): Promise<LoadedExercises> {
  const categories = await loadTerms(tx, 'category', library.categories);
  await loadTerms(tx, 'body_region', library.bodyRegions);
  await loadTerms(tx, 'equipment', library.equipment);
  const known = await listGlobalSlugs(tx);
  const ids = new Map(known.map(({ slug, id }) => [slug, id]));
  const before = new Map((await findManyWithTexts(tx, [...ids.values()])).map((exercise) => [exercise.id, exercise]));
  for (const exercise of library.exercises) {
    if (!ids.has(exercise.slug)) ids.set(exercise.slug, await addBare(tx, exercise, categories));
  }
  let changed = 0;
  for (const exercise of library.exercises) {
    const content = contentFrom(exercise, categories, ids);
    if (await bringUpToDate(tx, ctx, idOf(ids, exercise.slug), before, content, exercise.reviewed_by)) changed += 1;
  }
  const wanted = new Set(library.exercises.map((exercise) => exercise.slug));
  for (const { slug, id } of known) if (!wanted.has(slug)) changed += await markDeleted(tx, id);
  return { ids, changed };
}

async function loadTerms(tx: Tx, kind: TaxonomyKind, terms: readonly Term[]): Promise<Map<string, number>> {
  const known = new Map(
    (await listTerms(tx, kind)).filter((term) => term.organizationId === null).map((term) => [term.slug, term]),
  );
  const ids = new Map<string, number>();
  for (const { slug, name } of terms) {
    const term = known.get(slug);
    ids.set(slug, term !== undefined && term.name === name ? term.id : await upsertTerm(tx, kind, null, slug, name));
  }
  return ids;
}

/** Variants point at each other, so every row must exist before the first link. */
async function addBare(tx: Tx, exercise: ReferenceExercise, categories: ReadonlyMap<string, number>): Promise<number> {
  const content = contentFrom({ ...exercise, easier_slug: null, harder_slug: null }, categories, new Map());
  const head = {
    organizationId: null,
    slug: exercise.slug,
    clonedFromId: null,
    createdBy: null,
    reviewedBy: exercise.reviewed_by,
  };
  const id = await insertExercise(tx, head, content);
  if (id === null) throw new Error(`Reference exercise ${exercise.slug} exists twice`);
  return id;
}

async function bringUpToDate(
  tx: Tx,
  ctx: Ctx,
  id: number,
  before: ReadonlyMap<number, Exercise>,
  content: ExerciseContent,
  reviewedBy: string | null,
): Promise<boolean> {
  const old = before.get(id);
  if (old === undefined) {
    await setVariants(tx, id, content.easierExerciseId, content.harderExerciseId);
    await recordRevision(tx, ctx, { organizationId: null, exerciseId: id, revision: 1, material: false }, content);
    return true;
  }
  if (old.reviewedBy !== reviewedBy) await setReviewedBy(tx, id, reviewedBy);
  if (isDeepStrictEqual(contentOf(old), content)) return old.reviewedBy !== reviewedBy;
  if (!(await updateContent(tx, id, old.revision, content))) {
    throw new Error('A removed exercise cannot come back under its old slug');
  }
  await recordRevision(tx, ctx, { organizationId: null, exerciseId: id, revision: old.revision + 1, material: true }, content);
  return true;
}

function contentFrom(
  exercise: ReferenceExercise,
  categories: ReadonlyMap<string, number>,
  ids: ReadonlyMap<string, number>,
): ExerciseContent {
  return {
    name: exercise.name,
    categoryId: idOf(categories, exercise.category),
    difficulty: exercise.difficulty,
    bodyRegions: [...exercise.body_regions],
    equipment: [...exercise.equipment],
    tags: [...exercise.tags],
    defaultParams: exercise.default_params,
    demoSlug: exercise.demo_slug,
    videoProvider: exercise.video.provider,
    videoKey: exercise.video.key,
    easierExerciseId: exercise.easier_slug === null ? null : idOf(ids, exercise.easier_slug),
    harderExerciseId: exercise.harder_slug === null ? null : idOf(ids, exercise.harder_slug),
    instructions: inReadingOrder(exercise.instructions.map(({ phase, text }) => ({ locale: 'en', phase, text }))),
    contraindications: exercise.contraindications.map(({ code, question }) => ({ code, question })),
  };
}

function idOf(ids: ReadonlyMap<string, number>, slug: string): number {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`Reference data names "${slug}", which is not in it`);
  return id;
}
