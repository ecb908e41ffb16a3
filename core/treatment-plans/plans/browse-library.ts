import type { Ctx } from '#core/kernel/ctx';
import { pageOf } from '#core/kernel/cursor';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import type { Exercise } from '#core/exercise-library/exercise.types';
import { activeAccess, servicesWithLibraryAccess } from '#core/services/active-access';
import { findLibraryPlan, listLibraryFacets, listLibraryRows } from './library.repository';
import type { LibraryFilter, LibraryPlan } from './library.types';
import { exercisesOf } from './plan-versions';

export interface BrowseLibraryInput {
  filter: LibraryFilter;
  afterId: number | null;
  limit: number;
}

/** Plans a patient may start on their own, by name. */
export async function browseLibrary(
  ctx: Ctx,
  input: BrowseLibraryInput,
): Promise<{ rows: LibraryPlan[]; nextCursor: string | null }> {
  return inTx(ctx, async (tx) => {
    await requireLibraryAccess(ctx, tx);
    const rows = await listLibraryRows(tx, input.filter, input.afterId, input.limit + 1);
    return pageOf(rows, input.limit, (plan) => [plan.id]);
  });
}

/** One plan of the library with its questions and exercises. */
export async function getLibraryPlan(ctx: Ctx, id: number): Promise<{ plan: LibraryPlan; exercises: Map<number, Exercise> }> {
  return inTx(ctx, async (tx) => {
    const plan = await findLibraryPlan(tx, id);
    if (plan === null) throw notFound('The plan');
    await requireLibraryAccess(ctx, tx);
    return { plan, exercises: await exercisesOf(tx, plan.content) };
  });
}

/** Conditions and body regions that occur in the library, for its filters. */
export async function getLibraryFacets(ctx: Ctx): Promise<{ conditions: string[]; bodyRegions: string[] }> {
  return inTx(ctx, async (tx) => {
    await requireLibraryAccess(ctx, tx);
    return listLibraryFacets(tx);
  });
}

/** Throws `library_access_required` naming the services that include the library. */
async function requireLibraryAccess(ctx: Ctx, tx: Tx): Promise<void> {
  const patientId = ctx.actor.patientId;
  if (patientId === null) {
    throw new AppError('forbidden', { detail: 'The library is for patients. Staff find the same plans under Plans.' });
  }
  if ((await activeAccess(tx, patientId, ctx.now)).library) return;
  const services = await servicesWithLibraryAccess(tx);
  const where =
    services.length === 0 ? 'Ask your clinic which service includes it.' : `It is included in: ${services.join(', ')}.`;
  throw new AppError('library_access_required', {
    detail: `None of your current services includes the library. ${where}`,
    extra: { services },
  });
}
