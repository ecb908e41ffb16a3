import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Mode } from '#core/kernel/config';
import { projectRoot } from './project-root';

/** What the data folder says about itself; written once, at the first start, and never switched. */
export interface Installation {
  installation_id: string;
  mode: Mode;
  created_at: string;
}

/** Paths inside one data folder. */
export interface DataFolder {
  root: string;
  installation: string;
  keys: string;
  postgres: string;
  /** Names the folder of cluster and binaries when they cannot lie in the data folder (started as root). */
  postgresPointer: string;
  temporal: string;
  mail: string;
  files: string;
  run: string;
  logs: string;
}

export function dataFolder(root: string): DataFolder {
  return {
    root,
    installation: join(root, 'installation.json'),
    keys: join(root, 'keys'),
    postgres: join(root, 'postgres'),
    postgresPointer: join(root, 'postgres.location'),
    temporal: join(root, 'temporal'),
    mail: join(root, 'mail'),
    files: join(root, 'files'),
    run: join(root, 'run'),
    logs: join(root, 'logs'),
  };
}

/** PATHWELL_DATA against the current folder, else `.pathwell` in the project. */
export function dataFolderPath(setting: string | null): string {
  if (setting === null) return join(projectRoot(), '.pathwell');
  return isAbsolute(setting) ? setting : resolve(setting);
}

/** Makes the folders that are missing, readable by their owner only. */
export function prepareDataFolder(folder: DataFolder): void {
  for (const path of [folder.root, folder.keys, folder.temporal, folder.mail, folder.files, folder.run, folder.logs]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }
}

/** The stamp, or null before the first start. Throws a sentence when the file is there but not ours. */
export function readInstallation(folder: DataFolder): Installation | null {
  if (!existsSync(folder.installation)) return null;
  const parsed: unknown = JSON.parse(readFileSync(folder.installation, 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'installation_id' in parsed && 'mode' in parsed) {
    const { installation_id: id, mode } = parsed;
    const createdAt = 'created_at' in parsed && typeof parsed.created_at === 'string' ? parsed.created_at : '';
    if (typeof id === 'string' && (mode === 'demo' || mode === 'real')) {
      return { installation_id: id, mode, created_at: createdAt };
    }
  }
  throw new Error(`${folder.installation} is not readable as the stamp of a Pathwell installation. Restore it from a backup.`);
}

export function writeInstallation(folder: DataFolder, installation: Installation): void {
  writeSecretFile(folder.installation, `${JSON.stringify(installation, null, 2)}\n`);
}

/** 80 random bits in lower case: short enough for workflow ids, long enough never to meet another installation. */
export function newInstallationId(): string {
  return randomBytes(10).toString('hex');
}

/** Writes a file only its owner can read, whole or not at all. */
export function writeSecretFile(path: string, content: string): void {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, path);
}
