import { createActivities } from '#activities/index';
import type { Config } from '#core/kernel/config';
import { createKernel } from '#core/kernel/create-kernel';
import type { VideoPort } from '#core/kernel/ports/video';
import { openWorkerConnection } from '../connection';
import { openTemporal } from '../open-temporal';
import { reconcileSchedules, type DeclaredSchedule } from '../schedules';
import { createWorker } from '../worker';
import { startBackground } from './background';

/** Activities answer no screen, so they never ask where a video plays. */
const noVideo: VideoPort = { playable: () => null };

/** Work by the calendar instead of by a process's own timers. None yet: reminders, silence and endings are timers of their enrollment. */
const SCHEDULES: readonly DeclaredSchedule[] = [];

export interface RunningWorker {
  /** Settles when the worker has stopped; rejects when it cannot go on. */
  ended: Promise<void>;
  /** Takes no new work, lets running steps finish, closes every connection. Ends within the grace time. */
  stop(): Promise<void>;
}

/** A worker of the product: processes, activities, relay and sealing. Fails when Postgres or Temporal cannot be reached. */
export async function startWorker(config: Config): Promise<RunningWorker> {
  const untrusted = new Map<string, number>();
  const temporal = openTemporal(config, (reason) => untrusted.set(reason, (untrusted.get(reason) ?? 0) + 1));
  const kernel = await createKernel(config, { processes: temporal.processes, video: noVideo }, 'worker');
  const connection = await openWorkerConnection(config.temporal);
  const worker = await createWorker({
    connection,
    namespace: config.temporal.namespace,
    dataConverter: temporal.dataConverter,
    activities: createActivities(kernel),
    bundlePath: config.temporal.workflowBundle,
    databasePool: config.database.poolSize,
  });
  await reconcileSchedules(temporal.client, config.installationId, SCHEDULES);
  const reporting = setInterval(() => {
    for (const [reason, count] of untrusted) kernel.log.warn({ reason, count }, 'payloads not sealed by this installation');
    untrusted.clear();
  }, 60_000).unref();
  const background = startBackground(kernel);
  const ended = worker.run();
  return {
    ended,
    stop: async () => {
      clearInterval(reporting);
      const relayed = background.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.all([relayed, ended.catch(() => undefined)]);
      await temporal.processes.close();
      await connection.close();
      await kernel.db.close();
    },
  };
}
