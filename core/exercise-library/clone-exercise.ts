import type { Ctx } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { storeNewExercise } from './create-exercise';
import { contentOf } from './exercise-revision';
import { findWithTexts } from './exercise.repository';
import type { Exercise } from './exercise.types';

/** Copies a global or own exercise into the organization, with provenance. The copy starts at revision 1. */
export async function cloneExercise(ctx: Ctx, input: { id: number; name: string | null }): Promise<Exercise> {
  return inTx(ctx, async (tx) => {
    const source = await findWithTexts(tx, input.id);
    if (source === null || source.deleted) throw notFound('The exercise');
    return storeNewExercise(tx, ctx, { ...contentOf(source), name: input.name ?? source.name }, source.id);
  });
}
