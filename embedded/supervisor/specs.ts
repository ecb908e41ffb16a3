import { join } from 'node:path';
import { answers, databaseUrl, postgresEnv, serverArguments } from '../postgres/cluster';
import type { PostgresHome } from '../postgres/home';
import { projectRoot } from '../project-root';
import { isListening, temporalArguments, type SearchAttribute, type TemporalPorts } from '../temporal/server';
import type { ChildSpec } from './child';

/** Heap limits keep the idle stack small; both processes stay far below them in ordinary use. */
const API_HEAP_MB = 384;
const WORKER_HEAP_MB = 512;

export function postgresSpec(home: PostgresHome, port: number, superuserPassword: string): ChildSpec {
  const url = databaseUrl('postgres', superuserPassword, port, 'postgres');
  return {
    name: 'postgres',
    command: () => ({
      program: join(home.programs, 'bin', 'postgres'),
      args: serverArguments(home, port),
      env: postgresEnv(),
      cwd: home.cluster,
      ...(home.runAs && { uid: home.runAs.uid, gid: home.runAs.gid }),
    }),
    ipc: false,
    healthy: () => answers(url),
    startLimitMs: 60_000,
    // Fast shutdown: open transactions are rolled back, everything committed is flushed. Then immediate, which recovers at the next start.
    stopSignal: 'SIGINT',
    lastSignal: 'SIGQUIT',
  };
}

export interface TemporalSpecOptions {
  program: string;
  ports: TemporalPorts;
  databaseFile: string;
  namespace: string;
  searchAttributes: readonly SearchAttribute[];
  environment: NodeJS.ProcessEnv;
}

export function temporalSpec(options: TemporalSpecOptions): ChildSpec {
  const { HOME, PATH } = options.environment;
  return {
    name: 'temporal',
    command: () => ({
      program: options.program,
      args: temporalArguments(options),
      // GOMEMLIMIT makes the collector work before the heap grows; it is a soft limit and never ends the server.
      env: { ...(HOME !== undefined && { HOME }), ...(PATH !== undefined && { PATH }), GOMEMLIMIT: '300MiB', TZ: 'UTC' },
      cwd: projectRoot(),
    }),
    ipc: false,
    // The UI starts last, so its port tells that the whole server is up.
    healthy: async () => (await isListening(options.ports.ui)) && (await isListening(options.ports.grpc)),
    startLimitMs: 60_000,
    stopSignal: 'SIGTERM',
  };
}

export interface NodeSpecOptions {
  name: 'api' | 'worker';
  env: NodeJS.ProcessEnv;
  dev: boolean;
  /** Address that answers 200 when the process serves, for development; null: not asked. */
  healthUrl: string | null;
}

const ENTRIES = { api: ['api', 'main'], worker: ['temporal-config', 'workers', 'main'] } as const;

/** API or worker, from the build or, in development, from the sources and watched. */
export function nodeSpec(options: NodeSpecOptions): ChildSpec {
  const root = projectRoot();
  const entry = ENTRIES[options.name];
  const heap = `--max-old-space-size=${options.name === 'api' ? API_HEAP_MB : WORKER_HEAP_MB}`;
  const args = options.dev
    ? ['--watch', '--watch-preserve-output', '-r', '@swc-node/register', `${join(root, ...entry)}.ts`]
    : ['--enable-source-maps', heap, `${join(root, 'dist', 'server', ...entry)}.js`];
  return {
    name: options.name,
    command: () => ({ program: process.execPath, args, env: options.env, cwd: root }),
    ipc: !options.dev,
    // The watcher of development swallows the message, so there the address is asked instead.
    healthy: ({ ready }) => (options.dev ? watched(options.healthUrl) : Promise.resolve(ready)),
    startLimitMs: 60_000,
    stopSignal: 'SIGTERM',
  };
}

function watched(healthUrl: string | null): Promise<boolean> {
  return healthUrl === null ? Promise.resolve(true) : isOk(healthUrl);
}

/** True when the address answers 2xx within two seconds. */
export async function isOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
