import { randomInt } from 'node:crypto';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Below what Linux, macOS and Windows lend to outgoing connections: one of those could take a port between our look and our server's
 * start. Above the numbers that well-known servers use.
 */
const PORT_RANGE = { from: 20_000, below: 32_000 };

/** What this process handed out or asked for: its servers may not listen there yet, and still nobody else of ours may. */
const spokenFor = new Set<number>();

/** `count` ports that were free a moment ago. No port comes twice in the life of a process. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = randomInt(PORT_RANGE.from, PORT_RANGE.below);
    if (spokenFor.has(port) || !(await isPortFree('127.0.0.1', port))) continue;
    spokenFor.add(port);
    ports.push(port);
  }
  return ports;
}

/** True when nobody listens there. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  try {
    const { close } = await listen(port, host);
    await close();
    return true;
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'EADDRINUSE') return false;
    throw new Error(
      `HOST ${host} with PORT ${port} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  }
}

/** Throws a sentence that names the port, who holds it where that can be seen, and the variable that changes it. */
export async function requirePort(host: string, port: number, variable: string): Promise<void> {
  spokenFor.add(port);
  if (await isPortFree(host, port)) return;
  const holder = portHolder(port);
  throw new Error(
    `Port ${port} on ${host} is taken${holder === null ? '' : ` by ${holder}`}. Stop that program, or choose another port: ${variable}=${port + 1} npm start`,
  );
}

interface Listener {
  port: number;
  close: () => Promise<void>;
}

function listen(port: number, host: string): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const close = (): Promise<void> => new Promise((done) => server.close(() => done()));
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port, close });
    });
  });
}

/** Looks the listener up in /proc; null where that is not possible (another system, another user's process). */
function portHolder(port: number): string | null {
  try {
    const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port)));
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (holdsAny(pid, inodes)) return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`;
    }
  } catch {
    // Without /proc the sentence goes out without the holder.
  }
  return null;
}

function listeningInodes(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .flatMap((cells) => (cells[1]?.endsWith(suffix) && cells[3] === '0A' && cells[9] ? [cells[9]] : []));
}

function holdsAny(pid: string, inodes: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(linkTarget(`/proc/${pid}/fd/${fd}`)) ?? [];
      return inode !== undefined && inodes.has(inode);
    });
  } catch {
    return false;
  }
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
