import { existsSync } from 'node:fs';
import { chown, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { runCommand } from '../run-command';
import type { DatabasePasswords } from '../secrets';
import type { PostgresHome } from './home';

export const DATABASE = 'pathwell';
export const ROLES = { owner: 'pathwell_owner', app: 'pathwell_app', system: 'pathwell_system' } as const;

/** Makes the cluster when it is not there. A half-made one is thrown away: the rename at the end is the commit. */
export async function initCluster(home: PostgresHome, superuserPassword: string): Promise<void> {
  if (existsSync(join(home.cluster, 'PG_VERSION'))) return;
  const draft = `${home.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  const passwordFile = `${home.cluster}.password`;
  await writeFile(passwordFile, superuserPassword, { mode: 0o600 });
  if (home.runAs !== null) await chown(passwordFile, home.runAs.uid, home.runAs.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...locale];
  const result = await runCommand(join(home.programs, 'bin', 'initdb'), args, {
    cwd: '/',
    env: postgresEnv(),
    ...(home.runAs && { uid: home.runAs.uid, gid: home.runAs.gid }),
    timeoutMs: 120_000,
  });
  await rm(passwordFile, { force: true });
  if (result.code !== 0) {
    throw new Error(`PostgreSQL could not make its data folder: ${result.stderr.trim() || result.stdout.trim()}`);
  }
  await rename(draft, home.cluster);
}

/** The server must not read the caller's PG* variables, and its messages must not depend on the caller's language. */
export function postgresEnv(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Arguments of the server. Loopback only, no socket file, sized for one small machine. Statements, parameters and DETAIL lines stay
 * out of the log, because they can carry a patient's words; only LOG, FATAL and PANIC are written.
 */
export function serverArguments(home: PostgresHome, port: number, extra: Readonly<Record<string, string>> = {}): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '64MB',
    jit: 'off',
    max_wal_size: '512MB',
    wal_keep_size: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    io_method: 'sync',
    ...extra,
  };
  return ['-D', home.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

export function databaseUrl(role: string, password: string, port: number, database: string = DATABASE): string {
  return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** True when the server takes a query; false while it starts, recovers or is down. */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Brings the three roles and the database into being, with the passwords we hold; safe to repeat. None of them may bypass
 * row-level security. `adminUrl` must be allowed to make roles.
 */
export async function ensureRoles(adminUrl: string, passwords: Omit<DatabasePasswords, 'superuser'>): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const key of ['owner', 'app', 'system'] as const) {
      await ensureRole(client, ROLES[key], passwords[key]);
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE} owner ${ROLES.owner}`);
    await client.query(`revoke all on database ${DATABASE} from public`);
    await client.query(`grant connect on database ${DATABASE} to ${ROLES.app}, ${ROLES.system}`);
  });
}

/**
 * For a server of the customer: the app's two roles only, made by the owner named in DATABASE_URL. Throws a sentence with the way
 * out when that owner may not make roles.
 */
export async function ensureAppRoles(ownerUrl: string, passwords: Pick<DatabasePasswords, 'app' | 'system'>): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    try {
      for (const key of ['app', 'system'] as const) await ensureRole(client, ROLES[key], passwords[key]);
      const database = client.escapeIdentifier(new URL(ownerUrl).pathname.slice(1));
      await client.query(`grant connect on database ${database} to ${ROLES.app}, ${ROLES.system}`);
    } catch (error) {
      throw new Error(
        `The owner in DATABASE_URL may not make the roles ${ROLES.app} and ${ROLES.system} (${error instanceof Error ? error.message : 'refused'}). ` +
          'Make them by hand (LOGIN, no other right) and set DATABASE_APP_URL and DATABASE_SYSTEM_URL, or give the owner CREATEROLE.',
        { cause: error },
      );
    }
  });
}

async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${role} login password ${client.escapeLiteral(password)}`);
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
