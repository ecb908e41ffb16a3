import type { Principal } from '#api/http/authenticate';
import { createExercise } from '#core/exercise-library/create-exercise';
import type { Ctx, Kernel } from '#core/kernel/ctx';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx, inTx } from '#core/kernel/tx';
import { createPlan } from '#core/treatment-plans/plans/create-plan';
import type { PlanDraft } from '#core/treatment-plans/plans/plan.types';
import { publishPlan } from '#core/treatment-plans/plans/publish-plan';
import { ctxOf, unique } from './base';

const reps = { mode: 'reps', sets: 3, reps: 10, rest_between_sets_seconds: 30 } as const;

/** A category every organization may use. */
export async function buildCategory(kernel: Kernel): Promise<number> {
  return inSystemTx(systemCtx(kernel, null, new Date()), async (tx) => {
    await tx.execute(`insert into exercise_body_regions (slug, name) values ('low_back', 'Low back') on conflict do nothing`);
    await tx.execute(`insert into exercise_equipment (slug, name) values ('mat', 'Mat') on conflict do nothing`);
    const sql = 'insert into exercise_categories (slug, name) values ($1, $1) returning id';
    return (await tx.one<{ id: number }>(sql, [unique('category')])).id;
  });
}

/** An exercise of the author's organization. */
export async function buildExercise(ctx: Ctx, categoryId: number): Promise<number> {
  const exercise = await createExercise(ctx, {
    name: unique('Bridge'),
    categoryId,
    difficulty: 'beginner',
    bodyRegions: ['low_back'],
    equipment: ['mat'],
    tags: [],
    defaultParams: reps,
    demoSlug: null,
    videoProvider: 'local',
    videoKey: null,
    easierExerciseId: null,
    harderExerciseId: null,
    instructions: [{ locale: 'en', phase: 'start', text: 'Lie on your back.' }],
    contraindications: [],
  });
  return exercise.id;
}

/** A published plan of the author's organization, offered in the library, with one session of one exercise. */
export async function buildPublishedPlan(
  kernel: Kernel,
  author: Principal,
  exerciseId: number,
  change: Partial<PlanDraft> = {},
): Promise<number> {
  const ctx = ctxOf(kernel, author);
  const planId = await createPlan(ctx, {
    patientId: null,
    draft: {
      name: unique('Back strength'),
      description: 'Six calm weeks.',
      condition: 'Low back pain',
      body_regions: ['low_back'],
      difficulty: 'beginner',
      type: 'telerehab',
      frequency_per_week: 3,
      duration_weeks: 6,
      red_flag_questions: [],
      contraindication_questions: [],
      sessions: [
        {
          key: 'a',
          title: 'Session A',
          place: 'home',
          from_week: null,
          to_week: null,
          exercises: [{ exercise_id: exerciseId, params: reps }],
        },
      ],
      visibility: 'library',
      requires_approval: false,
      ...change,
    },
  });
  const { rev } = await inTx(ctx, (tx) => tx.one<{ rev: number }>('select rev from treatment_plans where id = $1', [planId]));
  await publishPlan(ctx, { planId, expectedRev: rev, note: 'First version' });
  return planId;
}
