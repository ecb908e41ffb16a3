import type { Ctx } from '#core/kernel/ctx';
import { pageOf } from '#core/kernel/cursor';
import { inTx } from '#core/kernel/tx';
import { visiblePatients } from '#core/patients/patients.policy';
import { firstWallParameter, listPlanRows } from './plan.repository';
import type { PlanFilter, PlanHead } from './plan.types';

export interface ListPlansInput {
  filter: Omit<PlanFilter, 'authorUserId'> & { mine: boolean };
  afterId: number | null;
  limit: number;
}

/** Plans a member of staff may use, by name. Custom plans only of patients whose record is open to the caller. */
export async function listPlans(ctx: Ctx, input: ListPlansInput): Promise<{ rows: PlanHead[]; nextCursor: string | null }> {
  return inTx(ctx, async (tx) => {
    const { mine, ...filter } = input.filter;
    const wall = visiblePatients(ctx, 'pt', firstWallParameter);
    const rows = await listPlanRows(
      tx,
      { ...filter, authorUserId: mine ? ctx.actor.userId : null },
      wall,
      input.afterId,
      input.limit + 1,
    );
    return pageOf(rows, input.limit, (plan) => [plan.id]);
  });
}
