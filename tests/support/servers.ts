import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '#embedded/data-folder';
import { answers, databaseUrl, ensureRoles, initCluster, postgresEnv, serverArguments } from '#embedded/postgres/cluster';
import { SYSTEM_FOLDER, removePostgres, systemHome, type PostgresHome } from '#embedded/postgres/home';
import { installedPostgres } from '#embedded/postgres/binaries';
import { identify, isAlive } from '#embedded/supervisor/process-identity';
import { freePorts } from '#embedded/supervisor/ports';
import { resolveTemporalCli } from '#embedded/temporal/binaries';
import { isListening, temporalArguments, type SearchAttribute } from '#embedded/temporal/server';
import type { DatabasePasswords } from '#embedded/secrets';

/** Fixed on purpose: these servers live on loopback for minutes and hold made-up data. */
export const TEST_PASSWORDS: DatabasePasswords = {
  superuser: 'test-super',
  owner: 'test-owner',
  app: 'test-app',
  system: 'test-system',
};

export interface TestServer {
  stop(): Promise<void>;
}

export interface TestPostgres extends TestServer {
  port: number;
  superuserUrl: string;
}

export interface TestTemporal extends TestServer {
  address: string;
  uiUrl: string;
}

/**
 * Folder for the data of one test run. As root it lies outside every home, because Postgres' own user must reach it.
 * Folders of runs that were killed are removed here, by the next run.
 */
export async function testFolder(): Promise<string> {
  const base = process.getuid?.() === 0 ? SYSTEM_FOLDER : tmpdir();
  await mkdir(base, { recursive: true });
  for (const name of await readdir(base)) {
    if (!name.startsWith('pathwell-test-')) continue;
    const owner = await readFile(join(base, name, 'owner.json'), 'utf8').catch(() => null);
    if (owner === null || isAlive(JSON.parse(owner))) continue;
    await removePostgres(dataFolder(join(base, name, 'data')));
    await rm(join(base, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(base, 'pathwell-test-'));
  // Postgres' own user must be able to pass through, not to look around.
  if (base === SYSTEM_FOLDER) await chmod(folder, 0o711);
  await writeFile(join(folder, 'owner.json'), JSON.stringify(identify(process.pid)));
  return folder;
}

/** A real Postgres with the product's roles; durability is off, since the data is thrown away. */
export async function startTestPostgres(folder: string): Promise<TestPostgres> {
  const home = await testHome(join(folder, 'postgres'));
  await initCluster(home, TEST_PASSWORDS.superuser);
  const [port = 0] = await freePorts(1);
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  const log = openSync(join(folder, 'postgres.log'), 'a');
  const child = spawn(join(home.programs, 'bin', 'postgres'), serverArguments(home, port, settings), {
    cwd: home.cluster,
    env: postgresEnv(),
    stdio: ['ignore', log, log],
    ...(home.runAs && { uid: home.runAs.uid, gid: home.runAs.gid }),
  });
  const superuserUrl = databaseUrl('postgres', TEST_PASSWORDS.superuser, port, 'postgres');
  await until(() => answers(superuserUrl), child, `Postgres for tests (log in ${folder})`);
  await ensureRoles(superuserUrl, TEST_PASSWORDS);
  return { port, superuserUrl, stop: () => stop(child, 'SIGINT') };
}

async function testHome(base: string): Promise<PostgresHome> {
  if (process.getuid?.() === 0) return systemHome(base);
  await mkdir(base, { recursive: true });
  const { folder } = await installedPostgres();
  return { programs: folder, cluster: join(base, 'cluster'), runAs: null };
}

/** A real Temporal server; in memory unless a database file is named. */
export async function startTestTemporal(
  folder: string,
  searchAttributes: readonly SearchAttribute[],
  databaseFile: string | null = null,
): Promise<TestTemporal> {
  const program = await resolveTemporalCli();
  const [grpc = 0, http = 0, ui = 0, metrics = 0] = await freePorts(4);
  const log = openSync(join(folder, 'temporal.log'), 'a');
  const args = temporalArguments({ ports: { grpc, http, ui, metrics }, databaseFile, namespace: 'pathwell', searchAttributes });
  const child = spawn(program, args, { stdio: ['ignore', log, log] });
  await until(() => isListening(ui), child, `Temporal for tests (log in ${folder})`);
  return { address: `127.0.0.1:${grpc}`, uiUrl: `http://127.0.0.1:${ui}`, stop: () => stop(child, 'SIGTERM') };
}

async function until(check: () => Promise<boolean>, child: ChildProcess, what: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await check())) {
    if (child.exitCode !== null) throw new Error(`${what} ended with code ${child.exitCode}.`);
    if (Date.now() > end) throw new Error(`${what} was not ready within 30 s.`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function stop(child: ChildProcess, signalName: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signalName);
  const kill = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await ended;
  clearTimeout(kill);
}
