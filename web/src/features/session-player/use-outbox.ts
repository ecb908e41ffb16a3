import { useEventListener, useIntervalFn } from '@vueuse/core';
import { readonly, ref, shallowRef } from 'vue';
import { api } from '../../api/client';
import { asProblem, type Problem } from '../../api/problem';
import { replay, type OutboxRow } from './outbox';
import { markUnsent } from './unsent';
import { keep, outboxStore, waitingCount, type LocalSet } from './player-db';

const waiting = ref(0);
const lastRefusal = shallowRef<Problem | null>(null);
let running: Promise<void> | null = null;

const flushNow = async (userId: number): Promise<void> => {
  const outcome = await replay(
    outboxStore(),
    userId,
    (path, body, key) => api.post(path, body ?? undefined, { idempotencyKey: key }),
    asProblem,
  );
  lastRefusal.value = outcome.refused.at(-1)?.problem ?? lastRefusal.value;
  waiting.value = await waitingCount(userId);
  markUnsent(waiting.value > 0);
};

/** Sends what waits; two calls at once are one. */
export const flushOutbox = (userId: number): Promise<void> => {
  const flush = async (): Promise<void> => {
    // Two tabs of one person must not send the same row at once.
    if ('locks' in navigator) await navigator.locks.request('pathwell-outbox', () => flushNow(userId));
    else await flushNow(userId);
  };
  running ??= flush().finally(() => {
    running = null;
  });
  return running;
};

/** The queue of this device while a page is open: replays on network, on return to the page, and every 15 s while something waits. */
export const useOutbox = (userId: () => number) => {
  const flush = (): Promise<void> => flushOutbox(userId());
  const put = async (
    row: Omit<OutboxRow, 'user_id' | 'created_at' | 'key'> & { key?: string },
    set?: LocalSet,
  ): Promise<void> => {
    await keep({ key: crypto.randomUUID(), ...row, user_id: userId(), created_at: new Date().toISOString() }, set);
    waiting.value += 1;
    markUnsent(true);
    // A set that was finished during a flush is sent by the next one.
    void flush().then(() => (waiting.value > 0 ? flush() : undefined));
  };
  useEventListener(window, 'online', () => void flush());
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush();
  });
  useIntervalFn(() => {
    if (waiting.value > 0) void flush();
  }, 15_000);
  return { put, flush, waiting: readonly(waiting), lastRefusal };
};

export type Outbox = ReturnType<typeof useOutbox>;
