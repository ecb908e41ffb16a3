import type { Tx } from '#core/kernel/tx';

export interface ChallengeRow {
  id: number;
  user_id: number | null;
  code_hash: string;
  browser_hash: string;
  attempts: number;
  expires_at: Date;
  used_at: Date | null;
}

const columns = 'id, user_id, code_hash, browser_hash, attempts, expires_at, used_at';

export interface NewChallenge {
  publicId: string;
  userId: number | null;
  emailHash: string;
  codeHash: string;
  linkHash: string;
  browserHash: string;
  now: Date;
  expiresAt: Date;
}

export async function insertChallenge(tx: Tx, challenge: NewChallenge): Promise<void> {
  await tx.execute(
    `insert into login_challenges (public_id, user_id, email_hash, code_hash, link_hash, browser_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      challenge.publicId,
      challenge.userId,
      challenge.emailHash,
      challenge.codeHash,
      challenge.linkHash,
      challenge.browserHash,
      challenge.now,
      challenge.expiresAt,
    ],
  );
}

/** Challenges for one address since an instant, known and unknown addresses alike. */
export async function countChallenges(tx: Tx, emailHash: string, since: Date): Promise<number> {
  const row = await tx.one<{ n: number }>(
    'select count(*)::integer as n from login_challenges where email_hash = $1 and created_at > $2',
    [emailHash, since],
  );
  return row.n;
}

/** Row lock: attempts are counted one after the other, and a code is used once. */
export async function lockChallengeByPublicId(tx: Tx, publicId: string): Promise<ChallengeRow | null> {
  return tx.maybeOne<ChallengeRow>(`select ${columns} from login_challenges where public_id = $1 for update`, [publicId]);
}

export async function lockChallengeByLinkHash(tx: Tx, linkHash: string): Promise<ChallengeRow | null> {
  return tx.maybeOne<ChallengeRow>(`select ${columns} from login_challenges where link_hash = $1 for update`, [linkHash]);
}

export async function countAttempt(tx: Tx, id: number): Promise<void> {
  await tx.execute('update login_challenges set attempts = attempts + 1 where id = $1', [id]);
}

/** Uses one challenge up, and with it every older one of the same person. */
export async function useChallenge(tx: Tx, challenge: ChallengeRow, now: Date): Promise<void> {
  await tx.execute('update login_challenges set used_at = $3 where used_at is null and (id = $1 or user_id = $2)', [
    challenge.id,
    challenge.user_id,
    now,
  ]);
}

export async function deleteOldChallenges(tx: Tx, before: Date): Promise<number> {
  return tx.execute('delete from login_challenges where expires_at < $1', [before]);
}
