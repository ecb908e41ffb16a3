import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActorRef } from '#workflows/shared/process.contract';
import { bundleOf, newSubjectId, openTemporalEnv, TEST_NAMESPACE, until, type TemporalEnv } from '../support/temporal-env';
import { createJarActivities, JarStore } from './fixtures/demo.activities';
import { jarProcess } from './fixtures/demo.contract';

jest.setTimeout(90_000);

let env: TemporalEnv;
let folder: string;
let store: JarStore;
let bundle: { code: string };

beforeAll(async () => {
  env = await openTemporalEnv();
  folder = mkdtempSync(join(tmpdir(), 'jar-'));
  store = new JarStore(folder);
  bundle = await bundleOf(require.resolve('./fixtures/demo.workflow.ts'));
});

afterAll(async () => {
  await env.close();
  rmSync(folder, { recursive: true, force: true });
});

const argsOf = (subjectId: number) => ({ orgId: 7, subjectId, by: systemActorRef, requestId: 'test', folder });

function spawnWorker(taskQueue: string, stopAt: 'before' | 'after'): ChildProcess {
  const bundlePath = join(folder, 'bundle.js');
  writeFileSync(bundlePath, bundle.code);
  const orders = join(folder, `orders-${taskQueue}.json`);
  const key = env.keys.keys['test']?.toString('base64');
  writeFileSync(orders, JSON.stringify({ address: env.address, namespace: TEST_NAMESPACE, taskQueue, key, bundlePath, stopAt }));
  const entry = join(__dirname, 'fixtures', 'worker-process.ts');
  return spawn(process.execPath, ['-r', '@swc-node/register', entry, orders], { stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('a worker killed in the middle of a step', () => {
  it.each(['before', 'after'] as const)('loses nothing and doubles nothing when it dies %s the commit', async (stopAt) => {
    const taskQueue = `${env.taskQueue}-${stopAt}`;
    const processes = env.processes({ taskQueue });
    const jar = newSubjectId();
    const child = spawnWorker(taskQueue, stopAt);
    try {
      await processes.updateWithStart({ process: jarProcess, args: argsOf(jar), updateId: `open-${jar}`, deadlineMs: 30_000 });
      const message = {
        process: jarProcess,
        subjectId: jar,
        command: 'add',
        data: { n: 5 },
        by: systemActorRef,
        requestId: 'test',
        updateId: `add-${jar}`,
      } as const;
      const first = processes.update({ ...message, deadlineMs: 3_000 });
      await once(child.stdout ?? child, 'data');
      child.kill('SIGKILL');
      expect(await first).toEqual({ pending: true });
      expect(store.read(jar).total).toBe(stopAt === 'after' ? 5 : 0);
      const heir = await env.worker({ bundle, activities: createJarActivities(), overrides: { taskQueue } });
      await heir.runUntil(async () => {
        expect(await processes.update({ ...message, deadlineMs: 40_000 })).toMatchObject({ pending: false, reply: { total: 5 } });
      });
      expect(store.read(jar)).toMatchObject({ total: 5, rev: 2 });
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('an upgrade from build A to build B', () => {
  it('sees a timer fire that was armed by build A, and takes the new path for it', async () => {
    const taskQueue = `${env.taskQueue}-upgrade`;
    const processes = env.processes({ taskQueue });
    const jar = newSubjectId();
    const at = Date.now() + 5_000;
    const buildA = await env.worker({ bundle, activities: createJarActivities({}, 'A'), overrides: { taskQueue } });
    await buildA.runUntil(async () => {
      await processes.updateWithStart({ process: jarProcess, args: argsOf(jar), updateId: `open-${jar}`, deadlineMs: 20_000 });
      const arm = {
        process: jarProcess,
        subjectId: jar,
        command: 'arm',
        data: { at },
        by: systemActorRef,
        requestId: 'test',
        updateId: `arm-${jar}`,
      } as const;
      await processes.update({ ...arm, deadlineMs: 20_000 });
    });
    expect(store.read(jar)).toMatchObject({ fired: 0, dueAt: at });
    const next = await bundleOf(require.resolve('./fixtures/demo-next.workflow.ts'));
    const activities = createJarActivities({}, 'B');
    const told: number[] = [];
    const tell: typeof activities.tell = (input) => {
      told.push(input.data.dueAt);
      return activities.tell(input);
    };
    const buildB = await env.worker({ bundle: next, activities: { ...activities, tell }, overrides: { taskQueue } });
    await buildB.runUntil(() => until('the timer fires', () => store.read(jar).fired === 1, 30_000));
    expect(told).toEqual([at]);
    expect(store.read(jar).log).toEqual(['open:A', 'arm:A', 'due:B']);
  });
});
