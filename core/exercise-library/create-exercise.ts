import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { freeSlug } from './exercise-slug';
import { checkDraft, recordRevision } from './exercise-revision';
import { findWithTexts, insertExercise } from './exercise.repository';
import type { Exercise, ExerciseContent, ExerciseDraft } from './exercise.types';

/** A new exercise of the organization, revision 1. */
export async function createExercise(ctx: Ctx, draft: ExerciseDraft): Promise<Exercise> {
  return inTx(ctx, async (tx) => storeNewExercise(tx, ctx, await checkDraft(tx, draft, null), null));
}

/** Shared with cloning: row, texts, first revision, audit and event. */
export async function storeNewExercise(
  tx: Tx,
  ctx: Ctx,
  content: ExerciseContent,
  clonedFromId: number | null,
): Promise<Exercise> {
  const organizationId = requireOrg(ctx);
  const slug = await freeSlug(tx, organizationId, content.name);
  const id = await insertExercise(
    tx,
    { organizationId, slug, clonedFromId, createdBy: ctx.actor.userId, reviewedBy: null },
    content,
  );
  if (id === null) {
    throw new AppError('conflict', { detail: 'Another exercise took this name at the same moment. Please try again.' });
  }
  await recordRevision(tx, ctx, { organizationId, exerciseId: id, revision: 1, material: false }, content);
  tx.audit({ action: clonedFromId === null ? 'exercise.created' : 'exercise.cloned', entity: 'exercise', entityId: id });
  const stored = await findWithTexts(tx, id);
  if (stored === null) throw notFound('The exercise');
  return stored;
}
