import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { sha256Hex } from '#core/kernel/crypto';
import { AppError } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import { principalOfSession, type AuthenticatedPrincipal } from './principal';
import { findSessionByTokenHash, touchSession } from './session.repository';

/**
 * The person behind a session cookie; null for nobody. One statement, and at most one write a minute.
 * @throws AppError `second_factor_required` for half a sign-in
 */
export async function authenticateSession(kernel: Kernel, token: string, now: Date): Promise<AuthenticatedPrincipal | null> {
  return inSystemTx(systemCtx(kernel, null, now), async (tx) => {
    const row = await findSessionByTokenHash(tx, sha256Hex(token));
    if (row === null) return null;
    if (row.assurance === 'password') {
      throw new AppError('second_factor_required', { detail: 'Finish signing in with your second step.' });
    }
    const principal = principalOfSession(row, now);
    if (principal !== null && now.getTime() - row.last_seen_at.getTime() > 60_000) await touchSession(tx, row.id, now);
    return principal;
  });
}
