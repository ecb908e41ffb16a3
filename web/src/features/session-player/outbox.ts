import type { Problem } from '../../api/problem';

/** One act of the patient that the server must hear of, in the order it was made. `key` is its Idempotency-Key on every try. */
export interface OutboxRow {
  readonly id?: number;
  readonly user_id: number;
  readonly session: string;
  readonly kind: 'start' | 'set' | 'hurt' | 'complete' | 'leave';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly key: string;
  readonly created_at: string;
}

/** What the replay needs from the device; a real database in the app, plain maps in tests. */
export interface OutboxStore {
  readonly next: (userId: number) => Promise<OutboxRow | undefined>;
  readonly remove: (row: OutboxRow) => Promise<void>;
  readonly dropSession: (session: string) => Promise<void>;
  readonly completionOf: (session: string) => Promise<number | null>;
  readonly setCompletion: (session: string, completionId: number) => Promise<void>;
  readonly refuse: (row: OutboxRow, problem: Problem) => Promise<void>;
}

export type Send = (path: string, body: Readonly<Record<string, unknown>> | null, key: string) => Promise<unknown>;

/** A set names its session in the body, everything else in the address. */
const addressed = (row: OutboxRow, completion: number | null): readonly [string, OutboxRow['body']] => [
  row.path.replace(':completion', String(completion)),
  row.kind === 'set' && completion !== null ? { completion_id: completion, ...row.body } : row.body,
];

export type ReplayOutcome = {
  readonly sent: number;
  readonly stopped: 'empty' | 'waiting' | 'signed_out';
  readonly refused: readonly { row: OutboxRow; problem: Problem }[];
};

const idOf = (answer: unknown): number | null => {
  if (typeof answer !== 'object' || answer === null) return null;
  if ('id' in answer && typeof answer.id === 'number') return answer.id;
  if ('session' in answer) return idOf(answer.session);
  return null;
};

/**
 * Sends what waits, oldest first, one at a time. No answer or a busy server keeps the row (and everything behind it) for the next
 * try under the same key; a definite refusal takes the row out and is told. A refused start takes its session's rows along, because
 * nothing of it can be kept without a session.
 */
export const replay = async (
  store: OutboxStore,
  userId: number,
  send: Send,
  asProblem: (error: unknown) => Problem,
): Promise<ReplayOutcome> => {
  const refused: { row: OutboxRow; problem: Problem }[] = [];
  let sent = 0;
  for (;;) {
    const row = await store.next(userId);
    if (!row) return { sent, stopped: 'empty', refused };
    const completion = await store.completionOf(row.session);
    try {
      if (row.kind !== 'start' && completion === null) throw new Error('The session of this set was never started.');
      const answer = await send(...addressed(row, completion), row.key);
      const id = idOf(answer);
      if (row.kind === 'start' && id !== null) await store.setCompletion(row.session, id);
      await store.remove(row);
      sent += 1;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 401) return { sent, stopped: 'signed_out', refused };
      if (problem.isRetryable) return { sent, stopped: 'waiting', refused };
      refused.push({ row, problem });
      await store.refuse(row, problem);
      if (row.kind === 'start') await store.dropSession(row.session);
      else await store.remove(row);
    }
  }
};
