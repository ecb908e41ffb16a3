import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUrl, withClient } from '#embedded/postgres/cluster';
import { projectRoot } from '#embedded/project-root';
import { searchAttributesFrom } from '#embedded/temporal/server';
import { migrate } from '#migrations/run';
import { TEST_INSTALLATION } from './test-env';
import { TEST_PASSWORDS, startTestPostgres, startTestTemporal, testFolder, type TestServer } from './servers';

declare global {
  var pathwellTestServers: { servers: TestServer[]; folder: string } | undefined;
}

const TEMPLATE = 'pathwell';

/** One Postgres with a migrated template database and one Temporal for all integration tests; each file clones the template. */
// oxlint-disable-next-line import/no-default-export -- jest calls the default export
export default async function globalSetup(): Promise<void> {
  const root = projectRoot();
  const folder = await testFolder();
  const started = { servers: [] as TestServer[], folder };
  globalThis.pathwellTestServers = started;
  try {
    const [postgres, temporal] = await Promise.all([
      startTestPostgres(folder).then((server) => (started.servers.push(server), server)),
      startTestTemporal(folder, await declaredSearchAttributes(root)).then((server) => (started.servers.push(server), server)),
    ]);
    process.env['PATHWELL_TEST_PG'] = postgres.superuserUrl;
    process.env['PATHWELL_TEST_TEMPLATE'] = TEMPLATE;
    process.env['PATHWELL_TEST_TEMPORAL'] = temporal.address;
    const ownerUrl = databaseUrl('pathwell_owner', TEST_PASSWORDS.owner, postgres.port, TEMPLATE);
    await migrate(ownerUrl, { installationId: TEST_INSTALLATION, mode: 'demo' });
    await withClient(postgres.superuserUrl, async (client) => {
      await client.query(`alter database ${TEMPLATE} is_template true`);
    });
  } catch (error) {
    await Promise.all(started.servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
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
