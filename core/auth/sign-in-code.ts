import { SIGN_IN_CODE_ATTEMPTS, SIGN_IN_CODE_MS } from '#domain/auth/session-rules';
import type { Ctx } from '#core/kernel/ctx';
import { keyedHash, randomDigits, randomToken, safeEqual, sha256Hex } from '#core/kernel/crypto';
import { AppError } from '#core/kernel/errors';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { actAsSystem } from './act-as';
import {
  countAttempt,
  countChallenges,
  insertChallenge,
  lockChallengeByLinkHash,
  lockChallengeByPublicId,
  useChallenge,
  type ChallengeRow,
} from './challenge.repository';
import { sendAccountMail, signInCodeMail, staffHintMail } from './mails';
import { openSession, type OpenedSession } from './open-session';
import { findUserByEmail, findUserById, listMemberships, type UserRow } from './user.repository';

export interface CodeRequest {
  challenge: string;
  expiresAt: Date;
}

const PER_ADDRESS_AN_HOUR = 8;

/**
 * Mails a six-digit code and a link for the same challenge. The answer, its timing and the limits are the same for every address:
 * the challenge row is written for unknown ones too, and the mail leaves after the answer.
 * @param browserToken the cookie of the browser that asks; the link works only there
 */
export async function requestSignInCode(ctx: Ctx, email: string, browserToken: string): Promise<CodeRequest> {
  const { keys, log, config } = ctx.kernel;
  const [challenge, code, link] = [randomToken(16), randomDigits(6), randomToken()];
  const expiresAt = new Date(ctx.now.getTime() + SIGN_IN_CODE_MS);
  const emailHash = keyedHash(keys, 'sign-in-address', email.toLowerCase());
  const target = await inSystemTx(actAsSystem(ctx), async (tx) => {
    const asked = await countChallenges(tx, emailHash, new Date(ctx.now.getTime() - 3_600_000));
    if (asked >= PER_ADDRESS_AN_HOUR) {
      throw new AppError('rate_limited', { detail: 'Too many codes were asked for this address. Wait an hour, then try again.' });
    }
    const found = await recipientOf(tx, email);
    await insertChallenge(tx, {
      publicId: challenge,
      userId: found?.kind === 'patient' ? found.user.id : null,
      emailHash,
      codeHash: codeHash(ctx, challenge, code),
      linkHash: sha256Hex(link),
      browserHash: sha256Hex(browserToken),
      now: ctx.now,
      expiresAt,
    });
    return found;
  });
  if (target !== null) {
    const url = config.http.publicUrl;
    const mail =
      target.kind === 'patient' ? signInCodeMail(code, `${url}/sign-in/link#${link}`) : staffHintMail(`${url}/sign-in`);
    sendAccountMail(ctx.kernel, target.user.email, mail).catch((error: unknown) =>
      log.error({ err: error }, 'sign-in mail failed'),
    );
  }
  return { challenge, expiresAt };
}

async function recipientOf(tx: Tx, email: string): Promise<{ kind: 'patient' | 'staff'; user: UserRow } | null> {
  const user = await findUserByEmail(tx, email);
  const memberships = await listMemberships(tx, user?.id ?? 0); // also for nobody: the same statements for every address
  if (user === null || user.status !== 'active') return null;
  if (memberships.some(({ roles }) => roles.includes('patient'))) return { kind: 'patient', user };
  return memberships.length > 0 || user.platform_admin ? { kind: 'staff', user } : null;
}

const mismatch = (left: number): AppError =>
  new AppError('sign_in_failed', {
    detail:
      left > 0
        ? 'This code did not match. Look at the newest mail and try again.'
        : 'This code did not match too often. Ask for a new one.',
    extra: { attempts_left: left },
  });
const expired = (): AppError =>
  new AppError('code_expired', { detail: 'This code or link is used up or too old. Ask for a new one.' });

/**
 * Signs a patient in with the code of the mail.
 * @throws AppError `sign_in_failed` with the attempts left, `code_expired`
 */
export async function verifySignInCode(ctx: Ctx, input: { challenge: string; code: string }): Promise<OpenedSession> {
  const verdict = await inSystemTx(actAsSystem(ctx), async (tx) => {
    const row = await lockChallengeByPublicId(tx, input.challenge);
    if (row === null || isOver(row, ctx.now)) return { outcome: 'expired' as const };
    await countAttempt(tx, row.id);
    const fits = safeEqual(row.code_hash, codeHash(ctx, input.challenge, input.code));
    if (!fits || row.user_id === null) return { outcome: 'wrong' as const, left: SIGN_IN_CODE_ATTEMPTS - row.attempts - 1 };
    await useChallenge(tx, row, ctx.now);
    return { outcome: 'right' as const, user: await findUserById(tx, row.user_id) };
  });
  switch (verdict.outcome) {
    case 'expired':
      throw expired();
    case 'wrong':
      throw mismatch(verdict.left);
    case 'right':
      return finish(ctx, verdict.user);
  }
}

/**
 * Signs a patient in with the link of the mail, after the confirming click, in the browser that asked: a mail scanner that follows
 * the link, or somebody who forwarded it, gets nowhere.
 * @throws AppError `wrong_browser`, `code_expired`
 */
export async function verifySignInLink(ctx: Ctx, input: { token: string; browserToken: string | null }): Promise<OpenedSession> {
  const user = await inSystemTx(actAsSystem(ctx), async (tx) => {
    const row = await lockChallengeByLinkHash(tx, sha256Hex(input.token));
    if (row === null || row.user_id === null || isOver(row, ctx.now)) throw expired();
    if (input.browserToken === null || !safeEqual(row.browser_hash, sha256Hex(input.browserToken))) {
      throw new AppError('wrong_browser', {
        detail: 'Open the link in the browser where you asked for it, or type the code of the mail there.',
      });
    }
    await useChallenge(tx, row, ctx.now);
    return findUserById(tx, row.user_id);
  });
  return finish(ctx, user);
}

async function finish(ctx: Ctx, user: UserRow | null): Promise<OpenedSession> {
  if (user === null || user.status !== 'active') throw expired();
  return openSession(ctx, user, 'code');
}

function isOver(row: ChallengeRow, now: Date): boolean {
  return row.used_at !== null || row.attempts >= SIGN_IN_CODE_ATTEMPTS || row.expires_at.getTime() <= now.getTime();
}

function codeHash(ctx: Ctx, challenge: string, code: string): string {
  return keyedHash(ctx.kernel.keys, `sign-in-code|${challenge}`, code);
}
