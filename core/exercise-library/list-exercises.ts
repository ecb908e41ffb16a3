import type { Ctx } from '#core/kernel/ctx';
import { pageOf } from '#core/kernel/cursor';
import { inTx } from '#core/kernel/tx';
import { listByFilter } from './exercise.repository';
import type { ExerciseFilter, ExerciseSummary } from './exercise.types';

export interface ListExercisesInput {
  filter: ExerciseFilter;
  /** Last exercise of the page before. */
  afterId: number | null;
  limit: number;
}

/** Living exercises of the organization and the global library, by name. */
export async function listExercises(
  ctx: Ctx,
  input: ListExercisesInput,
): Promise<{ rows: ExerciseSummary[]; nextCursor: string | null }> {
  return inTx(ctx, async (tx) => {
    const rows = await listByFilter(tx, input.filter, input.afterId, input.limit + 1);
    return pageOf(rows, input.limit, (exercise) => [exercise.id]);
  });
}
