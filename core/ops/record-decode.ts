import type { Ctx } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';

/** Somebody of ops looked into the payloads of a process: one audit row a call, without saying what was in them. */
export async function recordDecode(ctx: Ctx): Promise<void> {
  await inTx(ctx, async (tx) => tx.audit({ action: 'process.payloads_opened', entity: 'process', entityId: null }));
}
