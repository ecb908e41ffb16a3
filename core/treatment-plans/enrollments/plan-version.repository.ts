import type { Tx } from '#core/kernel/tx';
import type { PlanContent } from '#domain/treatment-plans/plan-content';

/** The published version number of a plan the caller can see; 0 when it was never published, null when there is no such plan. */
export async function findPublishedVersion(tx: Tx, planId: number): Promise<number | null> {
  const row = await tx.maybeOne<{ version: number }>('select version from treatment_plans where id = $1', [planId]);
  return row?.version ?? null;
}

/** The immutable content of one version; null when the caller cannot see it. Its shape was checked when it was published. */
export async function findVersionContent(tx: Tx, planId: number, version: number): Promise<PlanContent | null> {
  const row = await tx.maybeOne<{ content: PlanContent }>(
    'select content from treatment_plan_versions where treatment_plan_id = $1 and version = $2',
    [planId, version],
  );
  return row?.content ?? null;
}
