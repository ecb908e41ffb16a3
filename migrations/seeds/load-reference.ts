import { loadReferenceExercises } from '#core/exercise-library/load-reference-exercises';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { loadReferenceProtocols } from '#core/treatment-plans/plans/load-reference-protocols';
import { BODY_REGIONS, EQUIPMENT, EXERCISE_CATEGORIES } from '#domain/exercise-library/taxonomy';
import { REFERENCE_EXERCISES } from './reference/exercises/all-exercises';
import { REFERENCE_PROTOCOLS } from './reference/protocols/all-protocols';

/** Any constant will do; it only has to be the same in every process that loads. */
const advisoryLock = 7_284_511_904;

export interface ReferenceReport {
  exercisesChanged: number;
  plansChanged: number;
}

/**
 * Brings the global exercises and plans to the state of the reference data, all or nothing. Runs at every start: with nothing
 * changed it reads some twenty statements and writes none.
 */
export async function loadReference(kernel: Kernel, now: Date): Promise<ReferenceReport> {
  const library = {
    categories: EXERCISE_CATEGORIES,
    bodyRegions: BODY_REGIONS,
    equipment: EQUIPMENT,
    exercises: REFERENCE_EXERCISES,
  };
  return inSystemTx(systemCtx(kernel, null, now), async (tx, ctx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [advisoryLock]);
    const exercises = await loadReferenceExercises(tx, ctx, library);
    const plansChanged = await loadReferenceProtocols(tx, ctx, REFERENCE_PROTOCOLS, exercises.ids);
    if (exercises.changed + plansChanged > 0) tx.audit({ action: 'reference.loaded', entity: 'installation', entityId: null });
    return { exercisesChanged: exercises.changed, plansChanged };
  });
}
