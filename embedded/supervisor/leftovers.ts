import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive, signal, waitForEnd, type ProcessIdentity } from './process-identity';

/** Order in which leftovers are stopped: what writes first, what stores last. */
const STOP_ORDER = ['api', 'worker', 'web', 'migrations', 'temporal', 'postgres'];
const STOP_SIGNALS: Readonly<Record<string, NodeJS.Signals>> = { postgres: 'SIGINT' };

export function rememberPid(runFolder: string, name: string, pid: number): void {
  const identity = identify(pid);
  if (identity !== null) writeFileSync(join(runFolder, `${name}.pid`), JSON.stringify(identity), { mode: 0o600 });
}

export function forgetPid(runFolder: string, name: string): void {
  rmSync(join(runFolder, `${name}.pid`), { force: true });
}

/** The living process behind a pid file; null when it is gone or the number belongs to somebody else now. */
export function rememberedProcess(runFolder: string, name: string): ProcessIdentity | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(runFolder, `${name}.pid`), 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed) || !('started' in parsed)) return null;
    const { pid, started } = parsed;
    if (typeof pid !== 'number' || typeof started !== 'string') return null;
    return isAlive({ pid, started }) ? { pid, started } : null;
  } catch {
    return null;
  }
}

/**
 * Stops what a killed supervisor left running on this data folder, politely and in order, so that nothing is lost.
 * A database server is also found through its own pid file, for the case that ours was never written.
 */
export async function stopLeftovers(runFolder: string, cluster: string | null, log: (message: string) => void): Promise<void> {
  const names = readdirSync(runFolder).filter((file) => file.endsWith('.pid') && file !== 'supervisor.pid');
  const found = new Map<string, ProcessIdentity>();
  for (const file of names) {
    const name = file.slice(0, -'.pid'.length);
    const identity = rememberedProcess(runFolder, name);
    if (identity === null) forgetPid(runFolder, name);
    else found.set(name, identity);
  }
  const postmaster = cluster === null ? null : runningPostmaster(cluster);
  if (postmaster !== null) found.set('postgres', postmaster);
  const rank = (name: string): number => (STOP_ORDER.indexOf(name) + STOP_ORDER.length) % STOP_ORDER.length;
  for (const [name, identity] of [...found].toSorted(([a], [b]) => rank(a) - rank(b))) {
    log(`stopping ${name} (process ${identity.pid}), left over from a start that was killed`);
    signal(identity, STOP_SIGNALS[name] ?? 'SIGTERM');
    if (!(await waitForEnd(identity, 8_000))) {
      signal(identity, 'SIGKILL');
      await waitForEnd(identity, 2_000);
    }
    forgetPid(runFolder, name);
  }
}

/** The server that runs on this cluster according to its postmaster.pid, checked against its working folder where /proc exists. */
export function runningPostmaster(cluster: string): ProcessIdentity | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return null;
  const identity = identify(pid);
  if (identity === null || process.platform !== 'linux') return identity;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster ? identity : null;
  } catch {
    return null;
  }
}
