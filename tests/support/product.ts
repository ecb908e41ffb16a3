import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '#embedded/data-folder';
import { removePostgres } from '#embedded/postgres/home';
import { projectRoot } from '#embedded/project-root';
import { rememberedProcess } from '#embedded/supervisor/leftovers';
import { freePorts } from '#embedded/supervisor/ports';
import { signal, waitForEnd, type ProcessIdentity } from '#embedded/supervisor/process-identity';
import { readRunningEnv } from '#embedded/supervisor/running';
import { testFolder } from './servers';

export type Part = 'supervisor' | 'api' | 'worker' | 'temporal' | 'postgres';

/** A whole product, started as a person starts it, on ports and data of its own. */
export interface Product {
  baseUrl: string;
  dataFolder: string;
  /** Everything it printed so far. */
  output(): string;
  /** Environment for `loadConfig`, to look into its database or Temporal. */
  env(): NodeJS.ProcessEnv;
  part(name: Part): ProcessIdentity;
  /** kill -9; returns who it was. */
  kill(name: Part): Promise<ProcessIdentity>;
  /** Waits until another process does the work of the one that was killed, and /readyz answers 200. */
  untilReplaced(name: Part, before: ProcessIdentity): Promise<ProcessIdentity>;
  /** Waits until /readyz answers 200. */
  untilReady(limitMs?: number): Promise<void>;
  /** Ctrl-C; resolves with the milliseconds it took. */
  interrupt(): Promise<number>;
  /** Starts it again on the same data and port. */
  startAgain(): Promise<void>;
  /** Interrupts if needed and removes the data. */
  remove(): Promise<void>;
}

export interface ProductOptions {
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** Starts the built product (`npm test` builds it first) and waits for its ready line. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const data = join(await testFolder(), 'data');
  await mkdir(data);
  const folder = dataFolder(data);
  const [port = 0, metrics = 0] = await freePorts(2);
  const env = {
    ...process.env,
    PORT: String(port),
    PATHWELL_METRICS_PORT: String(metrics),
    PATHWELL_DATA: data,
    NODE_ENV: 'development',
    ...options.env,
  };
  const baseUrl = `http://127.0.0.1:${port}`;
  let running = await launch(options.args ?? [], env);
  const part = (name: Part): ProcessIdentity => {
    const identity = rememberedProcess(folder.run, name);
    if (identity === null) throw new Error(`${name} does not run.`);
    return identity;
  };
  const product: Product = {
    baseUrl,
    dataFolder: data,
    output: () => running.output(),
    env: () => readRunningEnv(env, data),
    part,
    kill: async (name) => {
      const identity = part(name);
      signal(identity, 'SIGKILL');
      await waitForEnd(identity, 5_000);
      return identity;
    },
    untilReplaced: async (name, before) => {
      const end = Date.now() + 30_000;
      for (;;) {
        const identity = rememberedProcess(folder.run, name);
        if (identity !== null && identity.pid !== before.pid) break;
        if (Date.now() > end) throw new Error(`${name} was not started again within 30 s.`);
        await pause(50);
      }
      await product.untilReady();
      return part(name);
    },
    untilReady: (limitMs = 60_000) => untilReady(`${baseUrl}/readyz`, limitMs),
    interrupt: async () => {
      const started = Date.now();
      running.child.kill('SIGINT');
      await running.ended;
      return Date.now() - started;
    },
    startAgain: async () => {
      running = await launch([], env);
    },
    remove: async () => {
      if (running.child.exitCode === null && running.child.signalCode === null) await product.interrupt();
      await removePostgres(folder);
      await rm(join(data, '..'), { recursive: true, force: true });
    },
  };
  return product;
}

interface Launched {
  child: ChildProcess;
  ended: Promise<void>;
  output: () => string;
}

async function launch(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Launched> {
  const child = spawn(process.execPath, [join(projectRoot(), 'scripts', 'start.mjs'), ...args], {
    cwd: projectRoot(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = Date.now() + 120_000;
  while (!/^Pathwell ready: /m.test(text)) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > end) {
      child.kill('SIGINT');
      throw new Error(`The product did not start:\n${text}`);
    }
    await pause(50);
  }
  return { child, ended, output: () => text };
}

async function untilReady(url: string, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > end) {
      const said = answer === null ? 'no answer' : await answer.text();
      throw new Error(`${url} did not answer 200 within ${limitMs} ms: ${said}`);
    }
    await pause(100);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
