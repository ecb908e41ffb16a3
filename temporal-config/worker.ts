import { existsSync } from 'node:fs';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import { TASK_QUEUES } from './task-queues';

export interface ProductWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  dataConverter: DataConverter;
  activities: object;
  /** Prebuilt bundle; null bundles `workflows/index` at start (development). */
  bundlePath: string | null;
  /** Connections of the database pool: more steps at once than that would only queue inside a workflow task. */
  databasePool: number;
  /** Tests run several workers side by side, or other workflows. */
  overrides?: Partial<WorkerOptions>;
}

/**
 * Sized for two cores and a small heap. Measured: a cached enrollment takes about 10 kB, a workflow task 2 to 4 ms of CPU,
 * so 300 cached runs and 20 tasks at once keep both cores busy without crowding the API out of memory.
 */
export async function createWorker(options: ProductWorkerOptions): Promise<Worker> {
  const { connection, namespace, dataConverter, activities } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUES.processes,
    dataConverter,
    activities,
    ...workflowSource(options.bundlePath),
    maxCachedWorkflows: 300,
    maxConcurrentWorkflowTaskExecutions: 20,
    maxConcurrentWorkflowTaskPolls: 4,
    maxConcurrentLocalActivityExecutions: options.databasePool,
    // Mail and other slow calls, mostly waiting.
    maxConcurrentActivityTaskExecutions: 20,
    maxConcurrentActivityTaskPolls: 2,
    // Below the eight seconds a supervisor waits before it kills.
    shutdownGraceTime: '5s',
    ...options.overrides,
  });
}

function workflowSource(bundlePath: string | null): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  if (bundlePath === null) return { workflowsPath: require.resolve('#workflows/index') };
  if (!existsSync(bundlePath)) throw new Error(`The workflow bundle ${bundlePath} is missing. Build it first.`);
  return { workflowBundle: { codePath: bundlePath } };
}
