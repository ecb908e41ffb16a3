import type { Ctx } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { findWithTexts } from './exercise.repository';
import type { Exercise } from './exercise.types';

/** One exercise with its texts. A removed one stays readable: plans and logs of the past point at it. */
export async function getExercise(ctx: Ctx, id: number): Promise<Exercise> {
  return inTx(ctx, async (tx) => {
    const exercise = await findWithTexts(tx, id);
    if (exercise === null) throw notFound('The exercise');
    return exercise;
  });
}
