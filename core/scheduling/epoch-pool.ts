import { Worker } from 'node:worker_threads';

/**
 * A computation that runs in epochs of fixed work. A job module exports `createJob`; what is passed in and out is plain data
 * (structured clone). Epochs must depend on their input alone, so that a run can be repeated.
 */
export interface EpochJob<Incumbent, Outcome> {
  runEpoch(incumbent: Incumbent): Outcome;
}

/** The shape of `createJob` in a job module. `worker` counts from 0. */
export type CreateJob<Start, Incumbent, Outcome> = (
  start: Start,
  worker: number,
  workers: number,
) => EpochJob<Incumbent, Outcome>;

/** What a pool sends to its workers, and gets back. */
export type PoolRequest =
  | { readonly kind: 'start'; readonly start: unknown }
  | { readonly kind: 'epoch'; readonly incumbent: unknown };
export type PoolReply =
  | { readonly kind: 'done'; readonly outcome: unknown }
  | { readonly kind: 'failed'; readonly message: string };

/** From source (tests, benches) a worker needs the same compiler hook as the process; from the build it needs nothing. */
const entry = require.resolve('./epoch-worker');
const execArgv = entry.endsWith('.ts') ? ['-r', '@swc-node/register'] : [];

/**
 * Threads that run one job each, epoch by epoch: an epoch begins when all workers have ended the one before, and outcomes come in
 * the order of the workers, so that merging them does not depend on who was faster.
 *
 * The threads live until `close`; `start` may be called again for the next problem. A worker that throws rejects the call, and
 * the pool is then of no more use but to be closed.
 */
export class EpochPool<Start, Incumbent, Outcome> {
  private readonly workers: readonly Worker[];

  /** `jobModule` is the absolute path of a module that exports `createJob`. */
  constructor(jobModule: string, threads: number) {
    this.workers = Array.from({ length: threads }, (_, worker) => {
      const thread = new Worker(entry, { execArgv, workerData: { jobModule, worker, workers: threads } });
      thread.setMaxListeners(20);
      return thread;
    });
  }

  /** Gives every worker its job. Resolves when all have it. */
  async start(start: Start): Promise<void> {
    await this.ask({ kind: 'start', start });
  }

  /** Runs one epoch on every worker; outcomes in the order of the workers. */
  async runEpoch(incumbent: Incumbent): Promise<readonly Outcome[]> {
    const outcomes = await this.ask({ kind: 'epoch', incumbent });
    return outcomes as Outcome[]; // what the job module's `runEpoch` answered, cloned
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map(async (worker) => worker.terminate()));
  }

  private async ask(request: PoolRequest): Promise<unknown[]> {
    return Promise.all(this.workers.map(async (worker) => answerOf(worker, request)));
  }
}

async function answerOf(worker: Worker, request: PoolRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off('message', onReply).off('error', onError).off('exit', onExit);
      act();
    };
    const onReply = (reply: PoolReply): void =>
      settle(() => (reply.kind === 'done' ? resolve(reply.outcome) : reject(new Error(reply.message))));
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (code: number): void => settle(() => reject(new Error(`A planning thread ended with code ${code}.`)));
    worker.on('message', onReply).on('error', onError).on('exit', onExit);
    worker.postMessage(request);
  });
}
