import type { Tx } from '#core/kernel/tx';
import { findManyWithTexts } from './exercise.repository';
import type { Exercise } from './exercise.types';

/** For other features: the exercises a plan names, removed ones included, by id. Ids the caller may not see are absent. */
export async function readExercises(tx: Tx, ids: readonly number[]): Promise<Map<number, Exercise>> {
  const found = await findManyWithTexts(tx, [...new Set(ids)]);
  return new Map(found.map((exercise) => [exercise.id, exercise]));
}
