import { isDeepStrictEqual } from 'node:util';
import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { checkDraft, contentOf, recordRevision, refuseForeignExercise, revisionContent } from './exercise-revision';
import { findWithTexts, lockRevision, updateContent } from './exercise.repository';
import type { Exercise, ExerciseContent, ExerciseDraft } from './exercise.types';

export interface UpdateExerciseInput {
  id: number;
  /** The revision the editor saw. */
  expectedRevision: number;
  draft: ExerciseDraft;
  /** True when the change is clinical: plans that use the exercise are asked to publish a new version (decisions P8). */
  material: boolean;
}

/** Writes a new revision of an exercise of the organization. Content that did not change makes none. */
export async function updateExercise(ctx: Ctx, input: UpdateExerciseInput): Promise<Exercise> {
  return inTx(ctx, async (tx) => {
    const row = await lockRevision(tx, input.id);
    refuseForeignExercise(row);
    const before = await findWithTexts(tx, input.id);
    if (before === null) throw notFound('The exercise');
    if (before.revision !== input.expectedRevision) {
      throw new AppError('stale_revision', { extra: { revision: before.revision } });
    }
    const content = await checkDraft(tx, input.draft, input.id);
    const fields = changedFields(contentOf(before), content);
    if (fields.length === 0) return before;
    if (!(await updateContent(tx, input.id, input.expectedRevision, content))) throw new AppError('stale_revision');
    const revision = input.expectedRevision + 1;
    await recordRevision(
      tx,
      ctx,
      { organizationId: row.organizationId, exerciseId: input.id, revision, material: input.material },
      content,
    );
    tx.audit({ action: 'exercise.updated', entity: 'exercise', entityId: input.id, fields });
    tx.emit({
      type: 'exercise.changed',
      aggregate: 'exercise',
      aggregateId: input.id,
      payload: { exercise_id: input.id, revision, material: input.material },
    });
    const after = await findWithTexts(tx, input.id);
    if (after === null) throw notFound('The exercise');
    return after;
  });
}

function changedFields(before: ExerciseContent, after: ExerciseContent): string[] {
  const old = revisionContent(before);
  return Object.entries(revisionContent(after)).flatMap(([key, value]) => (isDeepStrictEqual(old[key], value) ? [] : [key]));
}
