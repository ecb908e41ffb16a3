import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder';
import { copyPostgres, installedPostgres } from './binaries';
import { ensureOsUser, type OsUser } from './os-user';

/** Where one cluster and the programs that run it lie, and as whom they run (null: as ourselves). */
export interface PostgresHome {
  programs: string;
  cluster: string;
  runAs: OsUser | null;
}

/** System folder for clusters of products started as root. */
export const SYSTEM_FOLDER = '/var/lib/pathwell';

/**
 * As a plain user everything stays in the data folder. As root, cluster and programs go to `/var/lib/pathwell/<id>`, owned by
 * Postgres' own user, and the data folder keeps a pointer: nobody's folder permissions are loosened.
 */
export async function postgresHome(folder: DataFolder, installationId: string): Promise<PostgresHome> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && existsSync(folder.postgresPointer)) {
    throw new Error(
      `${folder.root} was made by root and its database lies in ${pointedAt(folder)}. Start as root, or choose another PATHWELL_DATA.`,
    );
  }
  if (isRoot && existsSync(join(folder.postgres, 'cluster'))) {
    throw new Error(
      `The database in ${folder.postgres} was made by a plain user. Start as that user, or choose another PATHWELL_DATA.`,
    );
  }
  if (!isRoot) {
    const { folder: programs } = await installedPostgres();
    await mkdir(folder.postgres, { recursive: true, mode: 0o700 });
    return { programs, cluster: join(folder.postgres, 'cluster'), runAs: null };
  }
  const base = existsSync(folder.postgresPointer) ? pointedAt(folder) : join(SYSTEM_FOLDER, installationId);
  const home = await systemHome(base);
  writeFileSync(folder.postgresPointer, `${base}\n`, { mode: 0o600 });
  return home;
}

/** Cluster and programs in `base` for root, owned by Postgres' own user. */
export async function systemHome(base: string): Promise<PostgresHome> {
  const user = await ensureOsUser();
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  await mkdir(base, { recursive: true, mode: 0o700 });
  await chmod(base, 0o700);
  await chown(base, user.uid, user.gid);
  const { folder, version } = await installedPostgres();
  const programs = join(base, `postgresql-${version}`);
  await removeOtherPrograms(base, programs);
  await copyPostgres(folder, programs, user);
  return { programs, cluster: join(base, 'cluster'), runAs: user };
}

async function removeOtherPrograms(base: string, current: string): Promise<void> {
  for (const name of await readdir(base)) {
    const path = join(base, name);
    if (name.startsWith('postgresql-') && path !== current) await rm(path, { recursive: true, force: true });
  }
}

function pointedAt(folder: DataFolder): string {
  return readFileSync(folder.postgresPointer, 'utf8').trim();
}

/** The cluster's folder when it exists already, without making anything; null before the first start. */
export function existingCluster(folder: DataFolder): string | null {
  const base = existsSync(folder.postgresPointer) ? pointedAt(folder) : folder.postgres;
  const cluster = join(base, 'cluster');
  return existsSync(cluster) ? cluster : null;
}

/** Removes cluster and programs of this data folder, wherever they lie. */
export async function removePostgres(folder: DataFolder): Promise<void> {
  if (existsSync(folder.postgresPointer)) {
    const base = pointedAt(folder);
    if (!base.startsWith(`${SYSTEM_FOLDER}/`)) {
      throw new Error(`${folder.postgresPointer} names ${base}, which is not below ${SYSTEM_FOLDER}.`);
    }
    await rm(base, { recursive: true, force: true });
    await rm(folder.postgresPointer, { force: true });
  }
  await rm(folder.postgres, { recursive: true, force: true });
}
