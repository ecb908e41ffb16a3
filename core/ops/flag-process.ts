import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { setFlag } from './flag.repository';

export interface FlagProcess {
  workflowId: string;
  /** Code of what keeps the process from going on; null when all is well again. */
  needsOpsReason: string | null;
  /** Set when ops closed the process although its own step could not. */
  closedReason: string | null;
}

/** Says in the projection that a person must look, or no longer has to (PL-17). Idempotent. */
export async function flagProcess(ctx: Ctx, input: FlagProcess): Promise<void> {
  await inTx(ctx, (tx) => setFlag(tx, requireOrg(ctx), input));
}
