import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { countSets } from './log.repository';
import { requireSessionAccess } from './session-access';

/** The little a device must know to notice that another one goes on. */
export interface SessionSignal {
  deviceId: string | null;
  status: string;
  sets: number;
}

export async function watchSession(ctx: Ctx, completionId: number): Promise<SessionSignal> {
  return inTx(ctx, async (tx) => {
    const session = await requireSessionAccess(ctx, tx, completionId);
    return { deviceId: session.device_id, status: session.status, sets: await countSets(tx, requireOrg(ctx), completionId) };
  });
}
