import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import 'reflect-metadata';
import { ConfigError, loadConfig } from '#core/kernel/config';
import { sqlMigrations } from './sql-migrations';

/** Any constant will do; it only has to be the same in every process that migrates. */
const advisoryLock = 7_284_511_903;

export type InstallationMode = 'demo' | 'real';

export interface Installation {
  installationId: string;
  mode: InstallationMode;
}

/**
 * Creates or updates the three database roles. Needs a connection that may create roles; the passwords end as SCRAM hashes.
 * The owner may create trusted extensions because it owns the database.
 */
export async function bootstrapRoles(
  adminUrl: string,
  database: string,
  passwords: { owner: string; app: string; system: string },
): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const [role, password] of [
      ['pathwell_owner', passwords.owner],
      ['pathwell_app', passwords.app],
      ['pathwell_system', passwords.system],
    ] as const) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      const verb = known.rowCount === 0 ? 'create' : 'alter';
      await client.query(
        `${verb} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password ${client.escapeLiteral(password)}`,
      );
    }
    const known = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (known.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner pathwell_owner`);
  } finally {
    await client.end();
  }
}

/** Where the SQL files lie: beside this file in the sources, and in the project when this file runs from the build. */
export function migrationFolder(): string {
  const beside = join(__dirname, 'postgres');
  return existsSync(beside) ? beside : join(dirname(dirname(dirname(__dirname))), 'migrations', 'postgres');
}

/**
 * Brings the database to the current schema under an advisory lock and stamps the installation.
 * The stamp never changes: a database of another mode or of another installation stops the start.
 */
export async function migrate(
  ownerUrl: string,
  wanted: { installationId: string | null; mode: InstallationMode },
): Promise<Installation> {
  const source = await new DataSource({
    type: 'postgres',
    url: ownerUrl,
    synchronize: false,
    migrations: sqlMigrations(migrationFolder()),
    migrationsTableName: 'schema_migrations',
    applicationName: 'pathwell-migrate',
    poolSize: 2,
  }).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [advisoryLock]);
    await source.runMigrations({ transaction: 'each' });
    const fresh = wanted.installationId ?? randomBytes(6).toString('hex');
    await runner.query('insert into installation (installation_id, mode) values ($1, $2) on conflict do nothing', [
      fresh,
      wanted.mode,
    ]);
    const rows = (await runner.query('select installation_id, mode from installation')) as {
      installation_id: string;
      mode: InstallationMode;
    }[];
    const stamped = rows[0];
    if (stamped === undefined) throw new Error('The installation row is missing');
    if (stamped.mode !== wanted.mode) {
      throw new Error(
        `This database holds a ${stamped.mode} installation and was asked to start as ${wanted.mode}. The mode never changes; use another database.`,
      );
    }
    if (wanted.installationId !== null && stamped.installation_id !== wanted.installationId) {
      throw new Error(
        'The database and the data folder belong to different installations. Restore both from the same backup, or start with --fresh.',
      );
    }
    return { installationId: stamped.installation_id, mode: stamped.mode };
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [advisoryLock]).catch(() => undefined);
    await runner.release();
    await source.destroy();
  }
}

/** As a program: the configuration of the installation decides database, id and mode. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  if (config.database.ownerUrl === null) {
    throw new ConfigError(['DATABASE_URL must name the owner of the database, who may change its schema.']);
  }
  await migrate(config.database.ownerUrl, { installationId: config.installationId, mode: config.mode });
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'The migration failed.'}\n`);
    process.exit(1);
  });
}
