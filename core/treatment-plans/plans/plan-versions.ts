import type { Ctx } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import type { Exercise } from '#core/exercise-library/exercise.types';
import { readExercises } from '#core/exercise-library/read-exercises';
import type { PlanContent } from '#domain/treatment-plans/plan-content';
import { requirePlan } from './plan-access';
import { findVersion, listVersionRows } from './plan-version.repository';
import type { PlanVersion } from './plan.types';

/** The published versions of a plan, newest first. */
export async function listPlanVersions(ctx: Ctx, planId: number): Promise<PlanVersion[]> {
  return inTx(ctx, async (tx) => {
    const plan = await requirePlan(ctx, tx, planId);
    return listVersionRows(tx, planId, plan.version);
  });
}

/** One version as it was published, with the exercises as they are now for showing them. */
export async function getPlanVersion(
  ctx: Ctx,
  input: { planId: number; version: number },
): Promise<{ version: PlanVersion; exercises: Map<number, Exercise> }> {
  return inTx(ctx, async (tx) => {
    await requirePlan(ctx, tx, input.planId);
    const version = await findVersion(tx, input.planId, input.version);
    if (version === null) throw notFound('This version of the plan');
    return { version, exercises: await exercisesOf(tx, version.content) };
  });
}

/** The live exercises a content names. */
export async function exercisesOf(tx: Tx, content: PlanContent): Promise<Map<number, Exercise>> {
  return readExercises(
    tx,
    content.sessions.flatMap((session) => session.exercises.map((exercise) => exercise.exercise_id)),
  );
}
