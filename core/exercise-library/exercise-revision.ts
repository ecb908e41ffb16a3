import { parseParams } from '#domain/treatment-plans/prescription';
import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound, type FieldError } from '#core/kernel/errors';
import type { Tx } from '#core/kernel/tx';
import { findManyWithTexts, insertRevision } from './exercise.repository';
import { categoryExists, knownSlugs } from './taxonomy.repository';
import { instructionPhases, type Exercise, type ExerciseContent, type ExerciseDraft, type Instruction } from './exercise.types';

/** The content of a stored exercise, as an editor would send it. */
export function contentOf(exercise: Exercise): ExerciseContent {
  return {
    name: exercise.name,
    categoryId: exercise.category.id,
    difficulty: exercise.difficulty,
    bodyRegions: exercise.bodyRegions,
    equipment: exercise.equipment,
    tags: exercise.tags,
    defaultParams: exercise.defaultParams,
    demoSlug: exercise.demoSlug,
    videoProvider: exercise.videoProvider,
    videoKey: exercise.videoKey,
    easierExerciseId: exercise.easier?.id ?? null,
    harderExerciseId: exercise.harder?.id ?? null,
    instructions: exercise.instructions,
    contraindications: exercise.contraindications,
  };
}

/** The immutable record of one revision. Keys are snake_case because the JSON is data at rest, read by SQL as well. */
export function revisionContent(content: ExerciseContent): Record<string, unknown> {
  return {
    name: content.name,
    category_id: content.categoryId,
    difficulty: content.difficulty,
    body_regions: content.bodyRegions,
    equipment: content.equipment,
    tags: content.tags,
    default_params: content.defaultParams,
    demo_slug: content.demoSlug,
    video_provider: content.videoProvider,
    video_key: content.videoKey,
    easier_exercise_id: content.easierExerciseId,
    harder_exercise_id: content.harderExerciseId,
    instructions: content.instructions,
    contraindications: content.contraindications,
  };
}

/** Stores the revision of an exercise that was just written. */
export async function recordRevision(
  tx: Tx,
  ctx: Ctx,
  head: { organizationId: number | null; exerciseId: number; revision: number; material: boolean },
  content: ExerciseContent,
): Promise<void> {
  await insertRevision(tx, { ...head, content: revisionContent(content), createdBy: ctx.actor.userId });
}

/** Reads what an editor sent. Throws `validation_failed` with one pointer per word, dose or reference that does not hold. */
export async function checkDraft(tx: Tx, draft: ExerciseDraft, selfId: number | null): Promise<ExerciseContent> {
  const params = parseParams(draft.defaultParams, '/default_params');
  const errors: FieldError[] = [
    ...(params.ok ? [] : params.error),
    ...(await unknownTerms(tx, 'body_region', '/body_regions', draft.bodyRegions)),
    ...(await unknownTerms(tx, 'equipment', '/equipment', draft.equipment)),
    ...(await unknownVariants(tx, draft, selfId)),
  ];
  if (!(await categoryExists(tx, draft.categoryId))) {
    errors.push({
      pointer: '/category_id',
      code: 'unknown_reference',
      message: 'This category does not exist. Choose one from the list.',
    });
  }
  if (!params.ok || errors.length > 0) throw new AppError('validation_failed', { errors });
  return { ...draft, defaultParams: params.value, instructions: inReadingOrder(draft.instructions) };
}

/** As they are stored and shown: by language, then start, move, feel, avoid. Else sending the same texts in another order would be a change. */
export function inReadingOrder(instructions: readonly Instruction[]): Instruction[] {
  const place = ({ locale, phase }: Instruction): string => `${locale}/${instructionPhases.indexOf(phase)}`;
  return instructions.toSorted((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

async function unknownTerms(
  tx: Tx,
  kind: 'body_region' | 'equipment',
  pointer: string,
  slugs: readonly string[],
): Promise<FieldError[]> {
  const known = await knownSlugs(tx, kind, slugs);
  return slugs.flatMap((slug, index) =>
    known.has(slug)
      ? []
      : [
          {
            pointer: `${pointer}/${index}`,
            code: 'unknown_reference',
            message: `"${slug}" is not in the list. Add it first or choose another.`,
          },
        ],
  );
}

async function unknownVariants(
  tx: Tx,
  content: Pick<ExerciseContent, 'easierExerciseId' | 'harderExerciseId'>,
  selfId: number | null,
): Promise<FieldError[]> {
  const wanted: [string, number | null][] = [
    ['/easier_exercise_id', content.easierExerciseId],
    ['/harder_exercise_id', content.harderExerciseId],
  ];
  const ids = wanted.flatMap(([, id]) => (id === null ? [] : [id]));
  const living = new Set(
    (await findManyWithTexts(tx, ids)).filter((exercise) => !exercise.deleted).map((exercise) => exercise.id),
  );
  return wanted.flatMap(([pointer, id]) => {
    if (id === null) return [];
    if (id === selfId) return [{ pointer, code: 'self_reference', message: 'An exercise cannot be its own variant.' }];
    return living.has(id)
      ? []
      : [{ pointer, code: 'unknown_reference', message: 'This exercise does not exist or was removed.' }];
  });
}

/** A row the organization may change: its own and not removed. Global content is changed by cloning it. */
export function refuseForeignExercise(
  row: { organizationId: number | null; deleted: boolean } | null,
): asserts row is { organizationId: number; deleted: false } {
  if (row === null || row.deleted) throw notFound('The exercise');
  if (row.organizationId === null) {
    throw new AppError('forbidden', {
      detail: 'This exercise is shared with every clinic and cannot be changed. Clone it to your clinic and change the copy.',
    });
  }
}
