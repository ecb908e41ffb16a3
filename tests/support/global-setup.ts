import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUrl, withClient } from '#embedded/postgres/cluster';
import { projectRoot } from '#embedded/project-root';
import { runCommand } from '#embedded/run-command';
import { searchAttributesFrom } from '#embedded/temporal/server';
import { testEnv } from './test-env';
import { TEST_PASSWORDS, hasMigrations, startTestPostgres, startTestTemporal, testFolder, type TestServer } from './servers';

declare global {
  var pathwellTestServers: { servers: TestServer[]; folder: string } | undefined;
}

const TEMPLATE = 'pathwell';

/** One Postgres with a migrated template database and one Temporal for all integration tests; each file clones the template. */
export default async function globalSetup(): Promise<void> {
  const root = projectRoot();
  const folder = await testFolder();
  const started = { servers: [] as TestServer[], folder };
  globalThis.pathwellTestServers = started;
  await mkdir(join(folder, 'data'), { recursive: true });
  try {
    const [postgres, temporal] = await Promise.all([
      startTestPostgres(folder).then((server) => (started.servers.push(server), server)),
      startTestTemporal(folder, await declaredSearchAttributes(root)).then((server) => (started.servers.push(server), server)),
    ]);
    process.env['PATHWELL_TEST_PG'] = postgres.superuserUrl;
    process.env['PATHWELL_TEST_TEMPLATE'] = TEMPLATE;
    process.env['PATHWELL_TEST_TEMPORAL'] = temporal.address;
    const ownerUrl = databaseUrl('pathwell_owner', TEST_PASSWORDS.owner, postgres.port, TEMPLATE);
    if (hasMigrations(root)) await migrate(root, ownerUrl, postgres.port, folder, temporal.address);
    await withClient(postgres.superuserUrl, async (client) => {
      await client.query(`alter database ${TEMPLATE} is_template true`);
    });
  } catch (error) {
    await Promise.all(started.servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function migrate(root: string, ownerUrl: string, port: number, folder: string, temporalAddress: string): Promise<void> {
  const env = testEnv({ database: TEMPLATE, port, dataFolder: join(folder, 'data'), temporalAddress });
  const result = await runCommand(process.execPath, ['-r', '@swc-node/register', join(root, 'migrations', 'run.ts')], {
    cwd: root,
    env: { ...process.env, ...env, DATABASE_URL: ownerUrl },
    timeoutMs: 120_000,
  });
  if (result.code !== 0) throw new Error(`The migrations failed on an empty database:\n${result.stdout}${result.stderr}`);
}

async function declaredSearchAttributes(root: string): Promise<ReturnType<typeof searchAttributesFrom>> {
  try {
    const declared: unknown = await import(join(root, 'temporal-config', 'search-attributes'));
    return searchAttributesFrom(Reflect.get(Object(declared), 'SEARCH_ATTRIBUTES'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return [];
    throw error;
  }
}
