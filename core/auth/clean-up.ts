import { DAY_MS } from '#domain/shared/duration';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { deleteOldChallenges } from './challenge.repository';
import { deleteExpiredOidcPayloads } from './oidc-payload.repository';
import { deleteOldSessions } from './session.repository';

const KEEP_MS = 30 * DAY_MS;

/**
 * Removes sessions, sign-in codes and provider state that ended a month ago; what happened with them stays in the audit log.
 * Call it every hour or so; any number of processes may. @returns rows removed
 */
export async function cleanUpSignIns(kernel: Kernel, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MS);
  return inSystemTx(systemCtx(kernel, null, now), async (tx) => {
    const sessions = await deleteOldSessions(tx, before);
    const challenges = await deleteOldChallenges(tx, before);
    return sessions + challenges + (await deleteExpiredOidcPayloads(tx, before));
  });
}
