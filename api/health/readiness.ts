import type { Kernel } from '#core/kernel/ctx';
import { databaseAnswers } from '#core/kernel/tx';

/** One thing the product leans on. `critical`: writes need it, so without it the installation is not ready. */
export interface Dependency {
  name: string;
  critical: boolean;
  check: () => Promise<DependencyState>;
}

export interface DependencyState {
  up: boolean;
  /** For people: what is wrong. Never an address or a name. */
  detail?: string;
  [figure: string]: unknown;
}

export interface Readiness {
  ready: boolean;
  dependencies: Record<string, DependencyState & { critical: boolean }>;
}

/** A worker polls at least every few seconds; silent for this long means nobody works on processes (PL-17). */
const workerSilenceMs = 30_000;
const checkTimeoutMs = 2_500;
const keepMs = 1_000;

/** The dependencies of a running product. */
export function productDependencies(kernel: Kernel, now: () => Date): Dependency[] {
  return [
    {
      name: 'postgres',
      critical: true,
      check: async () =>
        (await databaseAnswers(kernel)) ? { up: true } : { up: false, detail: 'The database does not answer.' },
    },
    { name: 'temporal', critical: true, check: () => temporalState(kernel) },
    { name: 'worker', critical: true, check: () => workerState(kernel, now) },
    {
      name: 'mail',
      critical: false,
      check: async () =>
        (await kernel.mailer.check()) ? { up: true } : { up: false, detail: 'Mails wait until the mail server answers.' },
    },
  ];
}

async function temporalState(kernel: Kernel): Promise<DependencyState> {
  await kernel.processes.workerLastSeen(); // any answer proves the server; who polls is the next check's question
  return { up: true };
}

async function workerState(kernel: Kernel, now: () => Date): Promise<DependencyState> {
  const seen = await kernel.processes.workerLastSeen();
  if (seen === null) return { up: false, detail: 'No worker is polling: processes wait.', last_poll_seconds_ago: null };
  const silentMs = Math.max(0, now().getTime() - seen.getTime());
  const figure = { last_poll_seconds_ago: Math.round(silentMs / 1000) };
  return silentMs > workerSilenceMs
    ? { up: false, detail: 'No worker has polled for 30 seconds: processes wait.', ...figure }
    : { up: true, ...figure };
}

/** Asks every dependency at once, at most once a second. Never throws: a failing check is a dependency that is down. */
export function createReadiness(dependencies: readonly Dependency[]): () => Promise<Readiness> {
  let kept: { until: number; answer: Promise<Readiness> } | null = null;
  return () => {
    const now = performance.now();
    if (kept === null || kept.until < now) kept = { until: now + keepMs, answer: ask(dependencies) };
    return kept.answer;
  };
}

async function ask(dependencies: readonly Dependency[]): Promise<Readiness> {
  const states = await Promise.all(
    dependencies.map(async (one) => [one.name, { ...(await guarded(one)), critical: one.critical }] as const),
  );
  return { ready: states.every(([, state]) => state.up || !state.critical), dependencies: Object.fromEntries(states) };
}

async function guarded(dependency: Dependency): Promise<DependencyState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DependencyState>((resolve) => {
    timer = setTimeout(() => resolve({ up: false, detail: 'No answer in time.' }), checkTimeoutMs);
  });
  try {
    return await Promise.race([dependency.check(), late]);
  } catch {
    return { up: false, detail: 'It cannot be reached.' };
  } finally {
    clearTimeout(timer);
  }
}
