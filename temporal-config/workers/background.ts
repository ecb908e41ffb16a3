import { sealAudit } from '#core/audit/seal-audit';
import { cleanUpSignIns } from '#core/auth/clean-up';
import type { Kernel } from '#core/kernel/ctx';
import { normalizeError } from '#core/kernel/errors';
import { notifyConsumer } from '#core/notifications/notify-consumer';
import { processConsumer } from '#core/outbox/process-consumer';
import { startRelay } from '#core/outbox/relay';
import { lookAgainAfterRestart } from '#core/ops/send-command';

const sealEveryMs = 1_000;
const cleanUpEveryMs = 3_600_000;

export interface Background {
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
}

/** What runs beside the processes: the outbox relay, a look of the processes after a restart, the sealing of the audit log, the removal of old sign-ins. Several workers may run it at once. */
export function startBackground(kernel: Kernel): Background {
  const relay = startRelay(kernel, [processConsumer, notifyConsumer]);
  const looking = lookAgainAfterRestart(kernel, new Date()).catch((error: unknown) =>
    kernel.log.warn({ code: normalizeError(error).code }, 'processes were not asked to look again'),
  );
  const sealing = every(sealEveryMs, () =>
    sealAudit(kernel).then(
      () => undefined,
      (error: unknown) => kernel.log.warn({ code: normalizeError(error).code }, 'audit not sealed'),
    ),
  );
  const cleaning = every(cleanUpEveryMs, () =>
    cleanUpSignIns(kernel, new Date()).then(
      () => undefined,
      (error: unknown) => kernel.log.warn({ code: normalizeError(error).code }, 'old sign-ins not removed'),
    ),
  );
  return {
    stop: async () => {
      await Promise.all([looking, relay.stop(), sealing.stop(), cleaning.stop()]);
    },
  };
}

/** Runs `job` again and again, never twice at once. `job` must not throw. */
function every(pauseMs: number, job: () => Promise<void>): Background {
  let stopped = false;
  let wake: () => void = () => undefined;
  const loop = async (): Promise<void> => {
    while (!stopped) {
      await job();
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopped = true;
      wake();
      return running;
    },
  };
}
