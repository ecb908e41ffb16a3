import { sha256Hex } from './crypto';
import type { Kernel } from './ctx';
import { AppError } from './errors';
import { updateIdOf } from './ports/process-client';
import {
  claimKey,
  keepReservedId,
  releaseKey,
  renewLease,
  storeReply,
  type KeyIdentity,
  type StoredReply,
} from './idempotency.repository';

export type { KeyIdentity, StoredReply } from './idempotency.repository';

/** What a handler of an idempotent route gets: everything that must be the same when the request is repeated. */
export interface Idempotency {
  /** The caller's Idempotency-Key. */
  readonly key: string;
  /** SHA-256 of (organization, principal, route, key), lower-case hex: the Temporal update id (decisions A3). */
  readonly updateId: string;
  /**
   * Reserves a row id once: the first call runs `next` (e.g. `select nextval(...)`) and stores its answer,
   * a repeat after a crash gets the same id, so workflow id and row are the same again. Must be called outside a transaction.
   * @throws AppError `idempotency_in_progress` when another process took over meanwhile
   */
  reserveId(next: () => Promise<number>): Promise<number>;
}

/** Seconds a process may be silent before another may take its request over. Renewed at a third of it while the handler runs. */
const defaultLeaseSeconds = 15;

/**
 * Runs `execute` at most once at a time for this key and answers every repeat with the first stored reply (decisions A3).
 * `execute` returns what must be stored, refusals included; what it throws is not stored and frees the key.
 * @throws AppError `idempotency_key_reused` (other body), `idempotency_in_progress` (still running; `extra.retry_after`)
 */
export async function once(
  kernel: Kernel,
  identity: KeyIdentity,
  fingerprint: string,
  execute: (idempotency: Idempotency) => Promise<StoredReply>,
  leaseSeconds = defaultLeaseSeconds,
): Promise<{ reply: StoredReply; replayed: boolean }> {
  const claim = await claimKey(kernel, identity, fingerprint, leaseSeconds);
  switch (claim.outcome) {
    case 'replay':
      return { reply: claim.reply, replayed: true };
    case 'reused':
      throw new AppError('idempotency_key_reused', {
        detail: 'This Idempotency-Key was used for a request with other content. Use a new key for a new request.',
      });
    case 'running':
      throw inProgress(claim.retryAfterSeconds);
    case 'mine':
      break;
  }
  const lease = holdLease(kernel, identity, claim.lease, leaseSeconds);
  try {
    const reply = await execute(handle(kernel, identity, lease, claim.reservedId));
    await storeReply(kernel, identity, await lease.current(), reply);
    return { reply, replayed: false };
  } catch (error) {
    // A database that is away cannot be told; the lease runs out by itself then.
    await releaseKey(kernel, identity, await lease.current()).catch(() => undefined);
    throw error;
  } finally {
    lease.stop();
  }
}

function inProgress(seconds: number): AppError {
  return new AppError('idempotency_in_progress', {
    detail: `The first request with this key is still running. Ask again in ${seconds} seconds with the same key.`,
    extra: { retry_after: seconds },
  });
}

function handle(kernel: Kernel, identity: KeyIdentity, lease: Lease, reservedBefore: number | null): Idempotency {
  let reserved = reservedBefore;
  return {
    key: identity.key,
    updateId: updateIdOf({ ...identity, idempotencyKey: identity.key }),
    async reserveId(next) {
      if (reserved !== null) return reserved;
      const kept = await keepReservedId(kernel, identity, await lease.current(), await next());
      if (kept === null) throw inProgress(1);
      reserved = kept;
      return kept;
    },
  };
}

interface Lease {
  /** The lease as it stands, after a renewal under way has ended. */
  current(): Promise<string>;
  stop(): void;
}

function holdLease(kernel: Kernel, identity: KeyIdentity, first: string, seconds: number): Lease {
  let lease = first;
  let renewal: Promise<void> = Promise.resolve();
  const timer = setInterval(
    () => {
      renewal = renewal.then(async () => {
        lease = (await renewLease(kernel, identity, lease, seconds).catch(() => null)) ?? lease;
      });
    },
    (seconds * 1000) / 3,
  );
  timer.unref();
  return {
    async current() {
      await renewal;
      return lease;
    },
    stop: () => clearInterval(timer),
  };
}

/** SHA-256 of a JSON value with sorted keys, so that field order does not make another request. O(size). */
export function fingerprintOf(value: unknown): string {
  return sha256Hex(canonical(value));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
