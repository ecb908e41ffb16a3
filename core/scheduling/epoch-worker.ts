import { parentPort, workerData } from 'node:worker_threads';
import type { CreateJob, EpochJob, PoolReply, PoolRequest } from './epoch-pool';

/** One thread of an EpochPool: loads the job module it is told and answers each request once. */
const { jobModule, worker, workers } = workerData as { jobModule: string; worker: number; workers: number }; // set by EpochPool
const { createJob } = require(jobModule) as { createJob: CreateJob<unknown, unknown, unknown> }; // the contract of job modules
let job: EpochJob<unknown, unknown> | null = null;

function answer(request: PoolRequest): PoolReply {
  try {
    if (request.kind === 'start') {
      job = createJob(request.start, worker, workers);
      return { kind: 'done', outcome: null };
    }
    if (job === null) return { kind: 'failed', message: 'An epoch was asked for before the job was started.' };
    return { kind: 'done', outcome: job.runEpoch(request.incumbent) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (request: PoolRequest) => parentPort?.postMessage(answer(request)));
