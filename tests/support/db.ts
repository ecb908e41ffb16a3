import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '#core/kernel/config';
import { databaseUrl, withClient } from '#embedded/postgres/cluster';
import { TEST_PASSWORDS } from './servers';
import { testEnv } from './test-env';

/** One database of its own for one test file, cloned from the migrated template in some 50 ms. */
export interface TestDatabase {
  name: string;
  superuserUrl: string;
  ownerUrl: string;
  appUrl: string;
  systemUrl: string;
  /** Keys and mails of whatever runs on it. */
  dataFolder: string;
  drop(): Promise<void>;
}

/** Clones the template. Call `drop` in `afterAll`, after closing your own pools. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = required('PATHWELL_TEST_PG');
  const port = Number(new URL(admin).port);
  const name = `t_${randomBytes(6).toString('hex')}`;
  const dataFolder = mkdtempSync(join(tmpdir(), 'pathwell-data-'));
  await withClient(admin, async (client) => {
    await client.query(`create database ${name} template ${required('PATHWELL_TEST_TEMPLATE')} owner pathwell_owner`);
    await client.query(`grant connect on database ${name} to pathwell_app, pathwell_system`);
  });
  return {
    name,
    superuserUrl: databaseUrl('postgres', TEST_PASSWORDS.superuser, port, name),
    ownerUrl: databaseUrl('pathwell_owner', TEST_PASSWORDS.owner, port, name),
    appUrl: databaseUrl('pathwell_app', TEST_PASSWORDS.app, port, name),
    systemUrl: databaseUrl('pathwell_system', TEST_PASSWORDS.system, port, name),
    dataFolder,
    drop: async () => {
      await withClient(admin, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      });
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Environment of a process on this database, for tests that start one. */
export function testProcessEnv(database: TestDatabase, dataFolder = database.dataFolder): Record<string, string> {
  return testEnv({
    database: database.name,
    port: Number(new URL(database.appUrl).port),
    temporalAddress: required('PATHWELL_TEST_TEMPORAL'),
    dataFolder,
  });
}

/** A valid configuration on this database and the tests' Temporal. */
export function testConfig(database: TestDatabase, overrides: Partial<Config> = {}): Config {
  return { ...loadConfig(testProcessEnv(database)), ...overrides };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: this test belongs to the jest project "integration".`);
  return value;
}
