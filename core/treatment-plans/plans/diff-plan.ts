import type { Ctx } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import type { PlanContent } from '#domain/treatment-plans/plan-content';
import { diffPlans, type PlanChange } from '#domain/treatment-plans/plan-diff';
import { changeInWords, type ChangeInWords } from '#domain/treatment-plans/plan-diff-words';
import { requirePlan } from './plan-access';
import { findVersion } from './plan-version.repository';
import { readWorkingCopy } from './working-copy';

/** A content to compare. `version` null = the working copy. */
export interface PlanSide {
  planId: number;
  version: number | null;
}

export interface PlanDiff {
  before: PlanContent;
  after: PlanContent;
  changes: { change: PlanChange; words: ChangeInWords }[];
}

/** What changed between two contents of one plan or of a plan and its origin, in words and as data (TP-06). */
export async function diffPlan(ctx: Ctx, input: { before: PlanSide; after: PlanSide }): Promise<PlanDiff> {
  return inTx(ctx, async (tx) => {
    const before = await contentOf(ctx, tx, input.before);
    const after = await contentOf(ctx, tx, input.after);
    return { before, after, changes: diffPlans(before, after).map((change) => ({ change, words: changeInWords(change) })) };
  });
}

async function contentOf(ctx: Ctx, tx: Tx, side: PlanSide): Promise<PlanContent> {
  const plan = await requirePlan(ctx, tx, side.planId);
  if (side.version === null) return (await readWorkingCopy(tx, plan)).content;
  const version = await findVersion(tx, side.planId, side.version);
  if (version === null) throw notFound('This version of the plan');
  return version.content;
}
