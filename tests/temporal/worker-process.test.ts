import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePorts } from '#embedded/supervisor/ports';
import { createTestDatabase, testProcessEnv, type TestDatabase } from '../support/db';

jest.setTimeout(60_000);

const entry = join(__dirname, '..', '..', 'temporal-config', 'workers', 'main.ts');

let database: TestDatabase;
let metricsPort: number;

beforeAll(async () => {
  database = await createTestDatabase();
  // The API's port; the worker's is the next one.
  const [api = 0] = await freePorts(1);
  metricsPort = api + 1;
});

afterAll(() => database.drop());

function startWorkerProcess(change: Record<string, string> = {}): ChildProcess {
  const env = { ...process.env, ...testProcessEnv(database), PATHWELL_METRICS_PORT: String(metricsPort - 1), ...change };
  return spawn(process.execPath, ['-r', '@swc-node/register', entry], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
}

it('says that it is ready, shows its metrics on loopback, and stops within the grace', async () => {
  const child = startWorkerProcess();
  try {
    const [message] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => ['ended'])]);
    expect(message).toEqual({ type: 'ready' });
    const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect(await metrics.text()).toContain('temporal_worker_task_slots_available');
    const begun = Date.now();
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(Date.now() - begun).toBeLessThan(8_000);
  } finally {
    child.kill('SIGKILL');
  }
});

it('ends with a sentence when its database is not there', async () => {
  const child = startWorkerProcess({ DATABASE_APP_URL: 'postgres://pathwell_app:x@127.0.0.1:9/none' });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
  expect(said.trim()).not.toBe('');
  expect(said).not.toContain('    at ');
});
