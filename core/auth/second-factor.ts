import { isSessionAlive } from '#domain/auth/session-rules';
import type { Ctx } from '#core/kernel/ctx';
import { sha256Hex } from '#core/kernel/crypto';
import { AppError } from '#core/kernel/errors';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { actAs, actAsSystem } from './act-as';
import {
  clearFailures,
  confirmTotp,
  lockCredentials,
  storePendingTotp,
  storeRecoveryHashes,
  storeTotpStep,
  type CredentialRow,
} from './credential.repository';
import { openSession, type OpenedSession } from './open-session';
import { hashRecoveryCode, isRecoveryCode, newRecoveryCodes, useRecoveryCode } from './recovery-codes';
import { findSessionByTokenHash, revokeSession } from './session.repository';
import { recordFailure, refuseLocked } from './sign-in-with-password';
import { newTotpSecret, openTotpSecret, sealTotpSecret, totpQrSvg, totpStep, totpUrl } from './totp';
import { findUserById, type UserRow } from './user.repository';

interface Half {
  sessionId: number;
  user: UserRow;
}

const startAgain = (): AppError =>
  new AppError('unauthenticated', { detail: 'This sign-in took too long. Start again with your e-mail address and password.' });
const wrongCode = (): AppError =>
  new AppError('sign_in_failed', { detail: 'This code did not match. Wait for the next one, or use a recovery code.' });

/** @throws AppError `unauthenticated` when the first step is missing or too old */
async function halfSession(ctx: Ctx, stepToken: string | null): Promise<Half> {
  if (stepToken === null) throw startAgain();
  const half = await inSystemTx(actAsSystem(ctx), async (tx) => {
    const row = await findSessionByTokenHash(tx, sha256Hex(stepToken));
    if (row === null || row.assurance !== 'password' || row.revoked_at !== null || row.user_epoch !== row.epoch) return null;
    const times = { assurance: row.assurance, expiresAtMs: row.expires_at.getTime(), lastSeenAtMs: row.last_seen_at.getTime() };
    if (!isSessionAlive(times, ctx.now.getTime())) return null;
    const user = await findUserById(tx, row.user_id);
    return user === null || user.status !== 'active' ? null : { sessionId: row.id, user };
  });
  if (half === null) throw startAgain();
  return half;
}

/**
 * Second step for staff: six digits of the authenticator (each good once) or a recovery code (each good once).
 * @throws AppError `sign_in_failed`, `rate_limited`, `second_factor_setup_required`, `unauthenticated`
 */
export async function completeSecondFactor(ctx: Ctx, stepToken: string | null, code: string): Promise<OpenedSession> {
  const half = await halfSession(ctx, stepToken);
  const right = await inSystemTx(actAs(ctx, half.user.id, null), async (tx, own) => {
    const credentials = await lockCredentials(tx, half.user.id);
    if (credentials === null || credentials.totp_confirmed_at === null) {
      throw new AppError('second_factor_setup_required', { detail: 'Set up an authenticator app first.' });
    }
    refuseLocked(credentials, own.now);
    if (!(await consumeCode(own, tx, credentials, code))) return false;
    await clearFailures(tx, half.user.id);
    await revokeSession(tx, half.sessionId, own.now);
    return true;
  });
  if (!right) {
    await recordFailure(ctx, half.user.id);
    throw wrongCode();
  }
  return openSession(ctx, half.user, 'password_totp');
}

/** True when the code was good; it is then used up. */
async function consumeCode(ctx: Ctx, tx: Tx, credentials: CredentialRow, code: string): Promise<boolean> {
  const ring = ctx.kernel.keys;
  const userId = credentials.user_id;
  if (isRecoveryCode(code)) {
    const rest = useRecoveryCode(ring, userId, credentials.recovery_code_hashes, code);
    if (rest === null) return false;
    await storeRecoveryHashes(tx, userId, rest);
    tx.audit({ action: 'second_factor.recovery_code_used', entity: 'user', entityId: userId });
    return true;
  }
  if (credentials.totp_sealed === null) return false;
  const step = totpStep(openTotpSecret(ring, userId, credentials.totp_sealed), code, ctx.now, credentials.totp_last_step);
  if (step === null) return false;
  await storeTotpStep(tx, userId, step);
  tx.audit({ action: 'second_factor.passed', entity: 'user', entityId: userId });
  return true;
}

export interface SecondFactorSetup {
  secret: string;
  otpauthUrl: string;
  qrSvg: string;
}

/** A fresh secret for somebody who has none yet. Shown again means made again. @throws AppError `conflict` when one is confirmed */
export async function beginSecondFactorSetup(ctx: Ctx, stepToken: string | null): Promise<SecondFactorSetup> {
  const { user } = await halfSession(ctx, stepToken);
  const secret = newTotpSecret();
  await inSystemTx(actAs(ctx, user.id, null), async (tx) => {
    if ((await storePendingTotp(tx, user.id, sealTotpSecret(ctx.kernel.keys, user.id, secret))) === 0) {
      throw new AppError('conflict', {
        detail: 'A second factor is set up already. Sign in with it, or ask an admin to reset it.',
      });
    }
    tx.audit({ action: 'second_factor.setup_started', entity: 'user', entityId: user.id });
  });
  const otpauthUrl = totpUrl(secret, user.email);
  return { secret, otpauthUrl, qrSvg: await totpQrSvg(otpauthUrl) };
}

/** Confirms the set-up with a first code: signs in and gives the recovery codes, which are never shown again. */
export async function confirmSecondFactorSetup(
  ctx: Ctx,
  stepToken: string | null,
  code: string,
): Promise<{ session: OpenedSession; recoveryCodes: string[] }> {
  const { user, sessionId } = await halfSession(ctx, stepToken);
  const recoveryCodes = newRecoveryCodes();
  const right = await inSystemTx(actAs(ctx, user.id, null), async (tx, own) => {
    const credentials = await lockCredentials(tx, user.id);
    if (credentials === null || credentials.totp_sealed === null || credentials.totp_confirmed_at !== null) {
      throw new AppError('conflict', { detail: 'There is no set-up to confirm. Start the set-up again.' });
    }
    refuseLocked(credentials, own.now);
    const step = totpStep(openTotpSecret(own.kernel.keys, user.id, credentials.totp_sealed), code, own.now, null);
    if (step === null) return false;
    await confirmTotp(tx, user.id, step, own.now);
    await storeRecoveryHashes(
      tx,
      user.id,
      recoveryCodes.map((each) => hashRecoveryCode(own.kernel.keys, user.id, each)),
    );
    await clearFailures(tx, user.id);
    await revokeSession(tx, sessionId, own.now);
    tx.audit({ action: 'second_factor.confirmed', entity: 'user', entityId: user.id });
    return true;
  });
  if (!right) {
    await recordFailure(ctx, user.id);
    throw wrongCode();
  }
  return { session: await openSession(ctx, user, 'password_totp'), recoveryCodes };
}

/** New recovery codes for somebody signed in, against a code of the authenticator; the old ones stop working. */
export async function renewRecoveryCodes(ctx: Ctx, userId: number, code: string): Promise<string[]> {
  const recoveryCodes = newRecoveryCodes();
  const right = await inSystemTx(ctx, async (tx, own) => {
    const credentials = await lockCredentials(tx, userId);
    if (credentials === null || credentials.totp_confirmed_at === null) throw new AppError('second_factor_setup_required');
    refuseLocked(credentials, own.now);
    if (!(await consumeCode(own, tx, credentials, code))) return false;
    await storeRecoveryHashes(
      tx,
      userId,
      recoveryCodes.map((each) => hashRecoveryCode(own.kernel.keys, userId, each)),
    );
    tx.audit({ action: 'second_factor.recovery_codes_renewed', entity: 'user', entityId: userId });
    return true;
  });
  if (!right) {
    await recordFailure(ctx, userId);
    throw wrongCode();
  }
  return recoveryCodes;
}
