import type { Tx } from '#core/kernel/tx';
import { removeSecondFactor } from './credential.repository';
import { revokeSessionsExcept } from './session.repository';
import { raiseEpoch } from './user.repository';

/** Without a second step nobody signs in, so everything open ends with it. */
export async function removeSecondFactorOf(tx: Tx, userId: number, now: Date): Promise<void> {
  await removeSecondFactor(tx, userId);
  await raiseEpoch(tx, userId);
  await revokeSessionsExcept(tx, userId, null, now);
}
