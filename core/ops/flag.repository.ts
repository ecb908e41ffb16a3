import type { Tx } from '#core/kernel/tx';
import type { FlagProcess } from './flag-process';

/** A process that never wrote its first step has no row; then there is nothing to flag. */
export async function setFlag(tx: Tx, orgId: number, flag: FlagProcess): Promise<void> {
  await tx.execute(
    `update processes set status = case when $4::text is not null then 'closed' when $3::text is not null then 'needs_ops' when status = 'needs_ops' then 'open' else status end,
       needs_ops_reason = $3, closed_at = case when $4::text is not null then coalesce(closed_at, now()) else closed_at end, updated_at = now(), rev = rev + 1
     where organization_id = $1 and workflow_id = $2`,
    [orgId, flag.workflowId, flag.needsOpsReason, flag.closedReason],
  );
}
