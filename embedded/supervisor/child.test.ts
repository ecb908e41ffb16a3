import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, type ChildSpec } from './child';
import { rememberPid, rememberedProcess, stopLeftovers } from './leftovers';
import { freePorts, requirePort } from './ports';
import { identify, isAlive } from './process-identity';
import { temporaryFolder } from '#tests/support/temporary-folder';

const READY = "process.send({ type: 'ready' }); setInterval(() => {}, 1000);";

function folders(): { run: string; logs: string } {
  const root = temporaryFolder('child');
  const made = { run: join(root, 'run'), logs: join(root, 'logs') };
  for (const folder of Object.values(made)) mkdirSync(folder);
  return made;
}

function spec(script: string, overrides: Partial<ChildSpec> = {}): ChildSpec {
  return {
    name: 'part',
    command: () => ({ program: process.execPath, args: ['-e', script], env: { ...process.env }, cwd: tmpdir() }),
    ipc: true,
    healthy: ({ ready }) => Promise.resolve(ready),
    startLimitMs: 20_000,
    stopSignal: 'SIGTERM',
    ...overrides,
  };
}

const events = { log: () => undefined, notice: () => undefined };

async function until(check: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!check()) {
    if (Date.now() > end) throw new Error('It did not happen within 15 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a supervised process', () => {
  it('is started again after kill -9, and is gone after stop', async () => {
    const at = folders();
    const child = new Child(spec(READY), at, events);
    await child.start();
    const first = child.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => child.pid !== null && child.pid !== first);
    const second = identify(child.pid ?? 0);
    await child.stop();
    expect(second).not.toBeNull();
    expect(second !== null && isAlive(second)).toBe(false);
    expect(existsSync(join(at.run, 'part.pid'))).toBe(false);
  }, 30_000);

  it('fails to start with the end of its log when it dies again and again', async () => {
    const child = new Child(spec("console.error('no such table'); process.exit(3);"), folders(), events);
    await expect(child.start()).rejects.toThrow(/ended 3 times at once[^]*no such table/);
    await child.stop();
  }, 30_000);

  it('passes on what it has to say to the person at the terminal', async () => {
    const lines: string[] = [];
    const child = new Child(spec(`process.send({ type: 'notice', lines: ['set-up link'] }); ${READY}`), folders(), {
      ...events,
      notice: (more) => lines.push(...more),
    });
    await child.start();
    await child.stop();
    expect(lines).toEqual(['set-up link']);
  }, 30_000);
});

describe('what a killed supervisor left running', () => {
  it('is stopped at the next start', async () => {
    const { run } = folders();
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    orphan.unref();
    const identity = identify(orphan.pid ?? 0);
    rememberPid(run, 'worker', orphan.pid ?? 0);
    await stopLeftovers(run, null, () => undefined);
    expect(identity !== null && isAlive(identity)).toBe(false);
    expect(existsSync(join(run, 'worker.pid'))).toBe(false);
  }, 30_000);

  it('is not confused with a stranger that was given the same process id', async () => {
    const { run } = folders();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    writeFileSync(join(run, 'worker.pid'), JSON.stringify({ pid: stranger.pid, started: 'another start' }));
    expect(rememberedProcess(run, 'worker')).toBeNull();
    await stopLeftovers(run, null, () => undefined);
    expect(identify(stranger.pid ?? 0)).not.toBeNull();
    stranger.kill('SIGKILL');
  }, 30_000);
});

describe('ports', () => {
  it('are different when several are asked for, and none is one that the system lends to outgoing connections', async () => {
    const ports = await freePorts(8);
    expect(new Set(ports).size).toBe(8);
    const range = '/proc/sys/net/ipv4/ip_local_port_range';
    const lentFrom = existsSync(range) ? Number(readFileSync(range, 'utf8').split(/\s+/)[0]) : 32_768;
    expect(ports.filter((port) => port >= lentFrom)).toEqual([]);
  });

  it('name themselves, their holder and the way out when taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const sentence = new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken.*PORT=${port + 1} npm start$`);
    try {
      await expect(requirePort('127.0.0.1', port, 'PORT')).rejects.toThrow(sentence);
      if (process.platform === 'linux') {
        await expect(requirePort('127.0.0.1', port, 'PORT')).rejects.toThrow(`process ${process.pid}`);
      }
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    await expect(requirePort('127.0.0.1', port, 'PORT')).resolves.toBeUndefined();
  });

  it('keeps the pid file readable for a person', () => {
    const { run } = folders();
    rememberPid(run, 'api', process.pid);
    expect(JSON.parse(readFileSync(join(run, 'api.pid'), 'utf8'))).toMatchObject({ pid: process.pid });
  });
});
