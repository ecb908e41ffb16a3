import { readFileSync } from 'node:fs';
import { runCommand } from '../run-command';

export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

const USER = 'pathwell-db';

/**
 * Postgres refuses to run as root, so a product started as root gives it an OS user of its own.
 * That user has no home, no shell and no password, and owns nothing but the cluster.
 */
export async function ensureOsUser(): Promise<OsUser> {
  const present = findOsUser(USER);
  if (present !== null) return present;
  const attempts: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', USER],
    ],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', USER]],
  ];
  const reasons: string[] = [];
  for (const [program, args] of attempts) {
    const result = await runCommand(program, args, { timeoutMs: 20_000 });
    const made = findOsUser(USER);
    if (made !== null) return made;
    reasons.push(`${program}: ${result.stderr.trim()}`);
  }
  throw new Error(
    `Postgres cannot run as root, and the OS user ${USER} could not be made (${reasons.join('; ')}). Make it by hand, start as a plain user, or set DATABASE_URL.`,
  );
}

/** Reads /etc/passwd: the users made here are local ones, so no name service needs to be asked. */
export function findOsUser(name: string, passwdFile = '/etc/passwd'): OsUser | null {
  for (const line of readFileSync(passwdFile, 'utf8').split('\n')) {
    const [entry, , uid, gid] = line.split(':');
    if (entry === name && uid !== undefined && gid !== undefined) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
