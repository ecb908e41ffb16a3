import { parseArgs } from 'node:util';

const fileSets = ['rcpsp-max', 'rcmpsp-mplib', 'psplib'] as const;
/** `clinic`: the generated clinics of bench/clinic, which need no folder. */
const setNames = [...fileSets, 'clinic'] as const;
const peerNames = ['cp-sat', 'highs', 'timefold'] as const;
/** Solvers that ours can be held against. */
export type Peer = (typeof peerNames)[number];
/** Sets that are read from files. */
export type FileSet = (typeof fileSets)[number];

export interface PlannerOptions {
  readonly set: (typeof setNames)[number];
  readonly dir: string;
  readonly seconds: number;
  readonly threads: 1 | 2;
  readonly seed: number;
  /** File for one JSON line an instance. */
  readonly out: string;
  /** Best known values: a CSV with `instance` and either status, lb, ub or best_ub_in_file. */
  readonly best: string | null;
  /** File for the time-to-target curves of a run against the peer. */
  readonly svg: string | null;
  /** Whether the peer's seconds begin with its process or, as ours, with the file. */
  readonly limitFrom: 'start' | 'open';
  /** Against the peer: schedules, or why infeasible instances have none. */
  readonly compare: 'schedules' | 'conflicts';
  readonly peer: Peer;
  /** Every n-th instance only. */
  readonly every: number;
}

/** Other files of an instance folder (best values, SOURCE.txt) are passed over. */
export const isInstance = (name: string): boolean => /\.(sch|txt|rcp)$/i.test(name) && !/^(source|readme|licen[cs]e)/i.test(name);

/** Reads the command line; throws with a sentence that says what to give. */
export function plannerOptions(args: readonly string[]): PlannerOptions {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: Object.fromEntries(
      ['set', 'dir', 'seconds', 'threads', 'seed', 'out', 'best', 'svg', 'peer', 'peer-limit-from', 'compare', 'every'].map(
        (name) => [name, { type: 'string' as const }],
      ),
    ),
  });
  const text = (name: string): string => {
    const value = values[name];
    if (typeof value !== 'string' || value === '') throw new Error(`Give --${name}.`);
    return value;
  };
  const number = (name: string, fallback: number): number => {
    const value = Number(values[name] ?? fallback);
    if (!Number.isFinite(value) || value <= 0) throw new Error(`--${name} is a number above 0.`);
    return value;
  };
  const set = setNames.find((name) => name === text('set'));
  if (set === undefined) throw new Error(`--set is one of ${setNames.join(', ')}.`);
  const peer = peerNames.find((name) => name === (values['peer'] ?? 'cp-sat'));
  if (peer === undefined) throw new Error(`--peer is one of ${peerNames.join(', ')}.`);
  const threads = number('threads', 2);
  if (threads !== 1 && threads !== 2) throw new Error('--threads is 1 or 2.');
  return {
    set,
    dir: set === 'clinic' ? '' : text('dir'),
    seconds: number('seconds', 5),
    threads,
    seed: number('seed', 1),
    out: text('out'),
    best: typeof values['best'] === 'string' ? values['best'] : null,
    svg: typeof values['svg'] === 'string' ? values['svg'] : null,
    limitFrom: values['peer-limit-from'] === 'start' ? 'start' : 'open',
    compare: values['compare'] === 'conflicts' ? 'conflicts' : 'schedules',
    peer,
    every: number('every', 1),
  };
}
