import { createActivities } from '#activities/index';
import type { Kernel } from '#core/kernel/ctx';
import type { OutgoingMail } from '#core/kernel/ports/mail';
import { notifyConsumer } from '#core/notifications/notify-consumer';
import { processConsumer } from '#core/outbox/process-consumer';
import { startRelay } from '#core/outbox/relay';
import type { TestDatabase } from './db';
import { httpKernel } from './http-kernel';
import { bundleOf, openTemporalEnv, type TemporalEnv } from './temporal-env';

export interface LiveKernel {
  kernel: Kernel;
  env: TemporalEnv;
  database: TestDatabase;
  /** Mails that left; the mail server itself is tested elsewhere. */
  mails: OutgoingMail[];
  close(): Promise<void>;
}

/** A kernel whose processes run: own database, real Temporal, a worker with the product's workflows and activities, the relay. */
export async function liveKernel(options: { sealed?: boolean } = {}): Promise<LiveKernel> {
  const [house, env, bundle] = await Promise.all([
    httpKernel(),
    openTemporalEnv(options),
    bundleOf(require.resolve('#workflows/index')),
  ]);
  const mails: OutgoingMail[] = [];
  const kernel: Kernel = {
    ...house.kernel,
    processes: env.processes(),
    mailer: {
      send: (mail) => {
        mails.push(mail);
        return Promise.resolve({ outcome: 'sent' });
      },
      check: () => Promise.resolve(true),
    },
  };
  const worker = await env.worker({ bundle, activities: createActivities(kernel) });
  const relay = startRelay(kernel, [processConsumer, notifyConsumer]);
  const ended = worker.run();
  return {
    kernel,
    env,
    database: house.database,
    mails,
    close: async () => {
      const relayed = relay.stop();
      worker.shutdown();
      await Promise.all([relayed, ended]);
      await env.close();
      await house.close();
    },
  };
}
