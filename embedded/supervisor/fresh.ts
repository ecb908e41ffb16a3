import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import type { DataFolder } from '../data-folder';
import { removePostgres } from '../postgres/home';
import { externalAddresses, type StartFlags } from './plan';

/** Throws a sentence while any address points outside: one half of the data would be wiped, the other would stay. */
export function refuseOutside(env: Readonly<Record<string, string | undefined>>): void {
  const outside = externalAddresses(env);
  if (outside.length > 0) {
    throw new Error(
      `--fresh wipes local data only, and ${outside.join(', ')} points elsewhere. Unset it, or wipe that server by its own means.`,
    );
  }
}

/**
 * `--fresh`: removes database, Temporal file, files, mails and keys together, because each is useless or dangerous without the
 * others. Throws a sentence instead of wiping when an address outside is set or nobody confirmed.
 */
export async function wipe(
  folder: DataFolder,
  flags: StartFlags,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  refuseOutside(env);
  if (!existsSync(folder.installation) && !existsSync(folder.postgres) && !existsSync(folder.postgresPointer)) return;
  if (!flags.yes && !(await confirm(`This deletes every patient, plan, message and key in ${folder.root}. Go on? (y/N) `))) {
    throw new Error('Nothing was deleted.');
  }
  await removePostgres(folder);
  const parts = [folder.temporal, folder.mail, folder.files, folder.keys, folder.logs, folder.installation];
  for (const part of parts) await rm(part, { recursive: true, force: true });
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new Error('--fresh asks before it deletes, and there is no terminal to ask. Add --yes if you mean it.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}
