import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process id can be given to a stranger after a reboot or wrap-around; together with the start time it cannot. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal for the same process only. */
  started: string;
}

/** Identity of a living process, null when there is none (a zombie counts as none). */
export function identify(pid: number): ProcessIdentity | null {
  const started = process.platform === 'linux' ? linuxStart(pid) : psStart(pid);
  return started === null ? null : { pid, started };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.started === identity.started;
}

/** Sends the signal only while the process is still the same one. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch {
    // It ended between the check and the signal.
  }
}

/** Waits until the process is gone; false when it is still there at the end of the time. */
export async function waitForEnd(identity: ProcessIdentity, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (isAlive(identity)) {
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

/** Field 22 of /proc/pid/stat, start in clock ticks since boot, with the boot's own id: a reboot must not look like the same process. */
function linuxStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[19] === undefined) return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    return null;
  }
}

function psStart(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}
