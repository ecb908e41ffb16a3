import { createExercise } from '#core/exercise-library/create-exercise';
import type { ExerciseDraft } from '#core/exercise-library/exercise.types';
import { systemCtx, type Ctx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';

export const reps = { mode: 'reps', sets: 3, reps: 10, rest_between_sets_seconds: 30 };

export function exerciseDraft(categoryId: number, change: Partial<ExerciseDraft> = {}): ExerciseDraft {
  return {
    name: 'Glute bridge',
    categoryId,
    difficulty: 'beginner',
    bodyRegions: ['low_back'],
    equipment: ['mat'],
    tags: ['core'],
    defaultParams: reps,
    demoSlug: 'glute-bridge',
    videoProvider: 'local',
    videoKey: 'glute-bridge',
    easierExerciseId: null,
    harderExerciseId: null,
    instructions: [
      { locale: 'en', phase: 'move', text: 'Lift the hips.' },
      { locale: 'en', phase: 'start', text: 'Lie on your back.' },
    ],
    contraindications: [{ code: 'fracture', question: 'Do you have a fresh fracture?' }],
    ...change,
  };
}

/** Global taxonomy as reference data brings it. */
export async function buildTaxonomy(kernel: Kernel): Promise<number> {
  return inSystemTx(systemCtx(kernel, null, new Date()), async (tx) => {
    await tx.execute(
      `insert into exercise_body_regions (slug, name) values ('low_back', 'Low back'), ('knee', 'Knee') on conflict do nothing`,
    );
    await tx.execute(
      `insert into exercise_equipment (slug, name) values ('mat', 'Mat'), ('band', 'Band') on conflict do nothing`,
    );
    await tx.execute(`insert into exercise_categories (slug, name) values ('strength', 'Strength') on conflict do nothing`);
    return (
      await tx.one<{ id: number }>(`select id from exercise_categories where organization_id is null and slug = 'strength'`)
    ).id;
  });
}

/** A global exercise, as reference data brings it. */
export async function buildGlobalExercise(kernel: Kernel, categoryId: number, slug: string, name: string): Promise<number> {
  return inSystemTx(systemCtx(kernel, null, new Date()), async (tx) => {
    const row = await tx.one<{ id: number }>(
      `insert into exercises (slug, name, category_id, difficulty, default_params, body_regions) values ($1, $2, $3, 'beginner', $4, '{low_back}') returning id`,
      [slug, name, categoryId, JSON.stringify(reps)],
    );
    return row.id;
  });
}

export async function buildExercise(ctx: Ctx, categoryId: number, change: Partial<ExerciseDraft> = {}): Promise<number> {
  return (await createExercise(ctx, exerciseDraft(categoryId, change))).id;
}
