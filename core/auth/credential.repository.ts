import type { Tx } from '#core/kernel/tx';

export interface CredentialRow {
  user_id: number;
  password_hash: string | null;
  totp_sealed: string | null;
  totp_confirmed_at: Date | null;
  totp_last_step: number | null;
  recovery_code_hashes: string[];
  failed_attempts: number;
  locked_until: Date | null;
}

const columns =
  'user_id, password_hash, totp_sealed, totp_confirmed_at, totp_last_step, recovery_code_hashes, failed_attempts, locked_until';

export async function findCredentials(tx: Tx, userId: number): Promise<CredentialRow | null> {
  return tx.maybeOne<CredentialRow>(`select ${columns} from user_credentials where user_id = $1`, [userId]);
}

/** Row lock: two requests with the same code must not both find it unused. */
export async function lockCredentials(tx: Tx, userId: number): Promise<CredentialRow | null> {
  return tx.maybeOne<CredentialRow>(`select ${columns} from user_credentials where user_id = $1 for update`, [userId]);
}

export async function countFailure(tx: Tx, userId: number, failures: number, lockedUntil: Date | null): Promise<void> {
  await tx.execute('update user_credentials set failed_attempts = $2, locked_until = $3 where user_id = $1', [
    userId,
    failures,
    lockedUntil,
  ]);
}

export async function clearFailures(tx: Tx, userId: number): Promise<void> {
  await tx.execute(
    'update user_credentials set failed_attempts = 0, locked_until = null where user_id = $1 and failed_attempts > 0',
    [userId],
  );
}

export async function storePassword(tx: Tx, userId: number, hash: string): Promise<void> {
  await tx.execute(
    `insert into user_credentials (user_id, password_hash) values ($1, $2)
     on conflict (user_id) do update set password_hash = excluded.password_hash, failed_attempts = 0, locked_until = null, updated_at = now()`,
    [userId, hash],
  );
}

/** A secret shown but not yet confirmed; replaces an earlier unconfirmed one, never a confirmed one. @returns rows changed */
export async function storePendingTotp(tx: Tx, userId: number, sealed: string): Promise<number> {
  return tx.execute(
    'update user_credentials set totp_sealed = $2, updated_at = now() where user_id = $1 and totp_confirmed_at is null',
    [userId, sealed],
  );
}

export async function confirmTotp(tx: Tx, userId: number, step: number, now: Date): Promise<void> {
  await tx.execute(
    'update user_credentials set totp_confirmed_at = $3, totp_last_step = $2, updated_at = $3 where user_id = $1',
    [userId, step, now],
  );
}

export async function storeTotpStep(tx: Tx, userId: number, step: number): Promise<void> {
  await tx.execute('update user_credentials set totp_last_step = $2 where user_id = $1', [userId, step]);
}

export async function storeRecoveryHashes(tx: Tx, userId: number, hashes: readonly string[]): Promise<void> {
  await tx.execute('update user_credentials set recovery_code_hashes = $2::jsonb where user_id = $1', [
    userId,
    JSON.stringify(hashes),
  ]);
}

export async function removeSecondFactor(tx: Tx, userId: number): Promise<void> {
  await tx.execute(
    `update user_credentials set totp_sealed = null, totp_confirmed_at = null, totp_last_step = null, recovery_code_hashes = '[]', updated_at = now() where user_id = $1`,
    [userId],
  );
}
