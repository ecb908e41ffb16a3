import { lockedUntil } from '#domain/auth/session-rules';
import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import { actAs, actAsSystem } from './act-as';
import { countFailure, findCredentials, lockCredentials, type CredentialRow } from './credential.repository';
import { openHalfSession, type OpenedSession } from './open-session';
import { verifyPassword } from './password';
import { findUserByEmail, type UserRow } from './user.repository';

export interface PasswordStep {
  next: 'second_factor' | 'second_factor_setup';
  half: OpenedSession;
}

const wrong = (): AppError =>
  new AppError('sign_in_failed', {
    detail:
      'E-mail address or password did not match. After five wrong tries an account waits a minute, then longer. Try again then, or set a new password.',
  });

/**
 * First step for staff. A right password opens half a session; nobody gets in without a second factor.
 * Unknown address, wrong password, closed and locked account answer alike and do the same work, so nobody can find out who works here.
 * @throws AppError `sign_in_failed`
 */
export async function signInWithPassword(ctx: Ctx, input: { email: string; password: string }): Promise<PasswordStep> {
  const { user, credentials } = await inSystemTx(actAsSystem(ctx), async (tx) => {
    const found = await findUserByEmail(tx, input.email);
    return { user: found, credentials: await findCredentials(tx, found?.id ?? 0) };
  });
  const matches = await verifyPassword(input.password, credentials?.password_hash ?? null);
  const isOpen = user?.status === 'active' && credentials !== null && (credentials.locked_until ?? ctx.now) <= ctx.now;
  if (user === null || credentials === null || !isOpen || !matches) {
    await recordFailure(ctx, isOpen ? user.id : null);
    throw wrong();
  }
  return passed(ctx, user, credentials);
}

async function passed(ctx: Ctx, user: UserRow, credentials: CredentialRow): Promise<PasswordStep> {
  const half = await inSystemTx(actAs(ctx, user.id, null), (tx, own) => openHalfSession(own, tx, user.id));
  return { next: credentials.totp_confirmed_at === null ? 'second_factor_setup' : 'second_factor', half };
}

/** @throws AppError `rate_limited` with the seconds to wait */
export function refuseLocked(credentials: CredentialRow, now: Date): void {
  const left = (credentials.locked_until?.getTime() ?? 0) - now.getTime();
  if (left <= 0) return;
  const minutes = Math.ceil(left / 60_000);
  throw new AppError('rate_limited', {
    detail: `Too many wrong tries. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, then try again.`,
    extra: { retry_after: Math.ceil(left / 1000) },
  });
}

/** Commits on its own: a refusal must not roll the count back. null: nobody whose count could rise, the same work all the same. */
export async function recordFailure(ctx: Ctx, userId: number | null): Promise<void> {
  const as = userId === null ? actAsSystem(ctx) : actAs(ctx, userId, null);
  await inSystemTx(as, async (tx, own) => {
    const failures = ((await lockCredentials(tx, userId ?? 0))?.failed_attempts ?? 0) + 1;
    const until = lockedUntil(failures, own.now.getTime());
    await countFailure(tx, userId ?? 0, failures, until === null ? null : new Date(until));
    tx.audit({ action: until === null ? 'sign_in.failed' : 'sign_in.locked', entity: 'user', entityId: userId });
  });
}
