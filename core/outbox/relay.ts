import { systemCtx, type Ctx, type Kernel } from '#core/kernel/ctx';
import { normalizeError } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import type { EventEnvelope } from '#domain/events/catalog';
import { claimEvents, markFailed, markPublished, toEnvelope, type OutboxRow } from './outbox.repository';

/**
 * Hears every event of the catalogue, at least once and in order per aggregate. Must be idempotent: a consumer that writes rows uses
 * `firstTime`, one that messages a process passes the event's id on.
 */
export interface Consumer {
  name: string;
  handle(ctx: Ctx, event: EventEnvelope): Promise<void>;
}

export interface Relay {
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
}

const leaseMs = 30_000;
const batchSize = 50;
const idleMs = 150;
const firstRetryMs = 1_000;
const lastRetryMs = 60_000;
/** An outage says nothing about the event: it goes on soon after the outage is over, however long that was. */
const lastRetryInOutageMs = 5_000;

/**
 * Moves events from the outbox to their consumers until stopped. Several may run: rows are leased. An event whose consumer fails waits
 * with growing pauses and holds back only its own aggregate.
 */
export function startRelay(kernel: Kernel, consumers: readonly Consumer[]): Relay {
  const log = kernel.log.child({ part: 'relay' });
  let stopped = false;
  let wake: (() => void) | null = null;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = async (): Promise<void> => {
    while (!stopped) {
      const moved = await relayOnce(kernel, consumers).catch((error: unknown) => {
        log.warn({ code: normalizeError(error).code }, 'relay round failed');
        return 0;
      });
      if (moved < batchSize && !stopped) await pause(idleMs);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopped = true;
      wake?.();
      await running;
    },
  };
}

/** One round; returns how many events were taken. Tests call it to drain the outbox without waiting. */
export async function relayOnce(kernel: Kernel, consumers: readonly Consumer[]): Promise<number> {
  const now = new Date();
  const rows = await inSystemTx(systemCtx(kernel, null, now), (tx) => claimEvents(tx, now, leaseMs, batchSize));
  rows.sort((a, b) => a.id - b.id);
  await Promise.all(rows.map((row) => deliver(kernel, consumers, row)));
  return rows.length;
}

async function deliver(kernel: Kernel, consumers: readonly Consumer[], row: OutboxRow): Promise<void> {
  const event = toEnvelope(row);
  const ctx = systemCtx(kernel, row.organization_id, new Date(), `outbox:${row.event_id}`);
  try {
    for (const consumer of consumers) await consumer.handle(ctx, event);
    await inSystemTx({ ...ctx, orgId: null }, (tx) => markPublished(tx, row.id));
  } catch (error) {
    const { code, status } = normalizeError(error);
    const mostMs = status === 503 ? lastRetryInOutageMs : lastRetryMs;
    const waitMs = Math.min(mostMs, firstRetryMs * 2 ** Math.min(row.attempts - 1, 6));
    kernel.log.warn({ part: 'relay', event: row.type, attempts: row.attempts, code }, 'event will be tried again');
    await inSystemTx({ ...ctx, orgId: null }, (tx) => markFailed(tx, row.id, new Date(Date.now() + waitMs), code)).catch(
      () => undefined,
    );
  }
}
