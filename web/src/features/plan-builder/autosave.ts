import { asProblem, type Problem } from '../../api/problem';

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  /** Will be tried again by itself. */
  | { readonly kind: 'retrying'; readonly problem: Problem }
  /** The server will not have it as it is; the next change is sent again. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Somebody else saved first: nothing is sent until a person decides. */
  | { readonly kind: 'conflict' };

export interface Autosave<T> {
  readonly change: (value: T) => void;
  /** Sends what waits, now. True when nothing is left to send. */
  readonly flush: () => Promise<boolean>;
  /** After a conflict was decided: `keep` sends what waits, else it is dropped. */
  readonly resume: (keep: boolean) => void;
  readonly stop: () => void;
}

const quietMs = 800;
const retryMs = 4000;

/**
 * One save at a time, the latest state wins, a pause in the typing starts it. A stale revision stops everything and says so;
 * a silent network is tried again.
 */
export const createAutosave = <T>(
  send: (value: T) => Promise<void>,
  report: (state: SaveState) => void,
  now: () => Date = () => new Date(),
): Autosave<T> => {
  let waiting: { readonly value: T } | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let halted = false;

  const schedule = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void start(), ms);
  };
  const failed = (value: T, error: unknown): void => {
    const problem = asProblem(error);
    // A newer change replaces the one that failed.
    waiting ??= { value };
    if (problem.status === 412) {
      halted = true;
      report({ kind: 'conflict' });
    } else if (problem.isRetryable) {
      report({ kind: 'retrying', problem });
      schedule(retryMs);
    } else report({ kind: 'refused', problem });
  };
  const run = async (value: T): Promise<void> => {
    report({ kind: 'saving' });
    try {
      await send(value);
      if (waiting === null) report({ kind: 'saved', at: now() });
      else schedule(quietMs);
    } catch (error) {
      failed(value, error);
    }
  };
  const start = async (): Promise<void> => {
    clearTimeout(timer);
    if (running !== null) return running;
    if (waiting === null || halted) return;
    const { value } = waiting;
    waiting = null;
    running = run(value).finally(() => {
      running = null;
    });
    return running;
  };

  return {
    change: (value) => {
      waiting = { value };
      if (halted) return;
      report({ kind: 'waiting' });
      schedule(quietMs);
    },
    flush: async () => {
      if (running !== null) await running;
      if (waiting !== null) await start();
      return waiting === null && !halted;
    },
    resume: (keep) => {
      halted = false;
      if (!keep) waiting = null;
      if (waiting !== null) void start();
    },
    stop: () => clearTimeout(timer),
  };
};
