import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { listAudit, sealState, type AuditEntryRow, type AuditFilter, type SealStateRow } from './audit.repository';

export type AuditEntry = AuditEntryRow;

/** The audit log of the organization, newest first. Reading it leaves a row too. */
export async function findAuditEntries(
  ctx: Ctx,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditEntry[]> {
  return inTx(ctx, async (tx) => {
    tx.audit({ action: 'audit.listed', entity: 'organization', entityId: ctx.orgId });
    return listAudit(tx, requireOrg(ctx), filter, before, limit);
  });
}

/** How far the log is sealed. */
export async function getSealState(ctx: Ctx): Promise<SealStateRow> {
  return inTx(ctx, (tx) => sealState(tx, requireOrg(ctx)));
}
