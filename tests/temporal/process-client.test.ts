import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '#temporal-config/client';
import { openClientConnection } from '#temporal-config/connection';
import { TemporalProcessClient } from '#temporal-config/process-client';
import { systemActorRef } from '#workflows/shared/process.contract';
import { bundleOf, newSubjectId, openTemporalEnv, TEST_NAMESPACE, type TemporalEnv } from '../support/temporal-env';
import { createJarActivities, JarStore } from './fixtures/demo.activities';
import { jarProcess } from './fixtures/demo.contract';

jest.setTimeout(60_000);

let env: TemporalEnv;
let folder: string;

beforeAll(async () => {
  env = await openTemporalEnv();
  folder = mkdtempSync(join(tmpdir(), 'jar-'));
});

afterAll(async () => {
  await env.close();
  rmSync(folder, { recursive: true, force: true });
});

const argsOf = (subjectId: number) => ({ orgId: 7, subjectId, by: systemActorRef, requestId: 'test', folder });
const add = (subjectId: number, updateId: string) =>
  ({ process: jarProcess, subjectId, command: 'add', data: { n: 1 }, by: systemActorRef, requestId: 'test', updateId }) as const;

describe('without a worker', () => {
  it('says that a command is still being worked on, and gives its verdict to a repeat once a worker runs', async () => {
    const taskQueue = `${env.taskQueue}-late`;
    const processes = env.processes({ taskQueue });
    const jar = newSubjectId();
    await processes.start({ process: jarProcess, args: argsOf(jar) });
    expect(await processes.update({ ...add(jar, `add-${jar}`), deadlineMs: 700 })).toEqual({ pending: true });
    expect(await processes.workerLastSeen()).toBeNull();
    const bundle = await bundleOf(require.resolve('./fixtures/demo.workflow.ts'));
    const worker = await env.worker({ bundle, activities: createJarActivities(), overrides: { taskQueue } });
    await worker.runUntil(async () => {
      expect(await processes.update({ ...add(jar, `add-${jar}`), deadlineMs: 20_000 })).toMatchObject({ reply: { total: 1 } });
      const seen = await processes.workerLastSeen();
      expect(Date.now() - (seen?.getTime() ?? 0)).toBeLessThan(30_000);
    });
    expect(new JarStore(folder).read(jar).total).toBe(1);
  });

  it('starts a process once, however often it is asked', async () => {
    const processes = env.processes({ taskQueue: `${env.taskQueue}-once` });
    const jar = newSubjectId();
    await processes.start({ process: jarProcess, args: argsOf(jar) });
    await processes.start({ process: jarProcess, args: argsOf(jar) });
    const described = await processes.describe(processes.workflowId(jarProcess, jar));
    expect(described).toMatchObject({ status: 'running', closedAt: null });
    expect(await processes.describe(processes.workflowId(jarProcess, newSubjectId()))).toBeNull();
  });

  it('names a process that never was', async () => {
    const processes = env.processes();
    await expect(processes.update(add(newSubjectId(), 'never'))).rejects.toMatchObject({ code: 'process_not_found' });
    const signal = { process: jarProcess, subjectId: newSubjectId(), event: 'dropped_in', eventId: 'x', data: { n: 1 } } as const;
    await expect(processes.signal(signal)).rejects.toMatchObject({ code: 'process_not_found' });
  });
});

describe('with a worker whose workflow tasks fail', () => {
  it('asks to try again: the command may have been on its way', async () => {
    const taskQueue = `${env.taskQueue}-other`;
    const processes = env.processes({ taskQueue });
    const jar = newSubjectId();
    const bundle = await bundleOf(require.resolve('#workflows/index')); // knows no jars
    const worker = await env.worker({ bundle, activities: {}, overrides: { taskQueue } });
    await worker.runUntil(async () => {
      await processes.start({ process: jarProcess, args: argsOf(jar) });
      const refused = async (): Promise<unknown> => {
        for (;;) {
          try {
            await processes.update({ ...add(jar, `add-${jar}`), deadlineMs: 1_000 });
          } catch (error) {
            return error;
          }
        }
      };
      expect(await refused()).toMatchObject({ code: 'process_busy', status: 503 });
    });
  });
});

describe('without a server', () => {
  it('says so within two seconds, for every kind of message', async () => {
    const nowhere = { address: '127.0.0.1:9', namespace: TEST_NAMESPACE, tls: null, apiKey: null };
    const connection = openClientConnection(nowhere);
    const client = createClient(connection, TEST_NAMESPACE, env.dataConverter);
    const processes = new TemporalProcessClient({ client, installationId: 'none', taskQueue: 'none' });
    const jar = newSubjectId();
    const begun = Date.now();
    const unavailable = { code: 'temporal_unavailable', status: 503 };
    await expect(processes.update(add(jar, 'x'))).rejects.toMatchObject(unavailable);
    await expect(processes.updateWithStart({ process: jarProcess, args: argsOf(jar), updateId: 'y' })).rejects.toMatchObject(
      unavailable,
    );
    await expect(processes.start({ process: jarProcess, args: argsOf(jar) })).rejects.toMatchObject(unavailable);
    await expect(processes.describe('none/message/1')).rejects.toMatchObject(unavailable);
    await expect(processes.workerLastSeen()).rejects.toMatchObject(unavailable);
    expect(Date.now() - begun).toBeLessThan(10_000);
    await processes.close();
  });
});
