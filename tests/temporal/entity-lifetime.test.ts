import type { WorkerOptions } from '@temporalio/worker';
import { systemActorRef, workflowIdOf } from '#workflows/shared/process.contract';
import { newSubjectId, until } from '../support/temporal-env';
import type { JarHooks } from './fixtures/demo.activities';
import { jarProcess } from './fixtures/demo.contract';
import { isN, JarLab } from './fixtures/jar-lab';

jest.setTimeout(60_000);

let lab: JarLab;
beforeAll(async () => {
  lab = await JarLab.open();
});
afterAll(() => lab.close());

describe('roll', () => {
  const roll = async (overrides: Partial<WorkerOptions>): Promise<void> => {
    const door = lab.newDoor();
    const hooks: JarHooks = { before: async ({ data }) => void (isN(data, 1_000) && (await door.reach())) };
    await lab.withWorker(
      async () => {
        const jar = await lab.openJar('test', lab.env.processes({ rollAfter: 30, taskQueue: lab.taskQueue }));
        const at = Date.now() + 9_000;
        await lab.command(jar, 'arm', { at });
        const early = lab.newUpdateId();
        await lab.command(jar, 'add', { n: 1 }, early);
        const running = lab.command(jar, 'add', { n: 1_000 });
        await door.reached;
        for (let i = 0; i < 30; i += 1) await lab.drop(jar, 1, `event:${i}`);
        door.open();
        expect(await running).toMatchObject({ pending: false });
        for (let i = 0; i < 40; i += 1) await lab.drop(jar, 1, `event:${i}`);
        for (let i = 0; i < 10; i += 1) await lab.command(jar, 'add', { n: 1 });
        await until('every event is counted', () => lab.store.read(jar).total >= 1_051);
        expect((await lab.viewOf(jar)).counts.rolls).toBeGreaterThan(0);
        expect(await lab.command(jar, 'add', { n: 1 }, early)).toMatchObject({ reply: { total: 1_051 } });
        await until('the timer fires', () => lab.store.read(jar).fired === 1, 20_000);
        expect(Date.now()).toBeGreaterThanOrEqual(at);
        expect(lab.store.read(jar).total).toBe(1_051);
      },
      hooks,
      overrides,
    );
  };

  it('keeps state, ids, a queued event, a running command and an armed timer', () => roll({}));

  it('keeps them as well when every task is a replay from the start', () => roll({ maxCachedWorkflows: 0 }));
});

describe('cancellation', () => {
  it.each([
    ['while it sleeps', async () => undefined, 'nothing'],
    ['while a command is being written', (jar: number) => lab.command(jar, 'add', { n: 9 }), 'add'],
    ['while an event is being written', (jar: number) => lab.drop(jar, 9), 'dropped_in'],
    ['while a due time is being worked on', (jar: number) => lab.command(jar, 'arm', { at: Date.now() }), 'due'],
  ])('compensates once %s', async (_when, stir: (jar: number) => Promise<unknown>, during) => {
    const door = lab.newDoor();
    const hooks: JarHooks = { before: async ({ name }) => void (name === during && (await door.reach())) };
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      const stirred = stir(jar);
      if (during !== 'nothing') await door.reached;
      await lab.handleOf(jar).cancel();
      await new Promise((resolve) => setTimeout(resolve, 300));
      door.open();
      await stirred;
      await expect(lab.handleOf(jar).result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
      const row = lab.store.read(jar);
      expect(row.log.filter((entry) => entry === 'withdraw:A')).toHaveLength(1);
      expect(row.log.at(-1)).toBe('withdraw:A');
      expect(row.closed).toBe(true);
      expect(row.total).toBe(during === 'add' || during === 'dropped_in' ? 9 : 0);
    }, hooks);
  });

  it('compensates once when it comes before the first step is written', async () => {
    const door = lab.newDoor();
    const hooks: JarHooks = { before: async ({ name }) => void (name === 'open' && (await door.reach())) };
    await lab.withWorker(async () => {
      const jar = newSubjectId();
      await lab.processes.start({ process: jarProcess, args: lab.argsOf(jar) });
      await door.reached;
      await lab.handleOf(jar).cancel();
      door.open();
      await expect(lab.handleOf(jar).result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
      expect(lab.store.read(jar).log).toEqual(['open:A', 'withdraw:A']);
    }, hooks);
  });
});

describe('faults', () => {
  it('repeats a step that fails until it succeeds', async () => {
    let failures = 0;
    const hooks: JarHooks = {
      before: ({ name }) => {
        if (name !== 'add' || failures >= 4) return Promise.resolve();
        failures += 1;
        return Promise.reject(new Error('connection lost'));
      },
    };
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      expect(await lab.command(jar, 'add', { n: 5 })).toMatchObject({ reply: { total: 5 } });
      expect(failures).toBe(4);
    }, hooks);
  });

  it('writes once when the answer of a written step is lost', async () => {
    let lost = 0;
    const hooks: JarHooks = {
      after: ({ name }) => {
        if (name !== 'add' || lost > 0) return Promise.resolve();
        lost += 1;
        return Promise.reject(new Error('killed after the commit'));
      },
    };
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      expect(await lab.command(jar, 'add', { n: 5 })).toMatchObject({ reply: { total: 5, rev: 2 } });
      expect(lab.store.read(jar)).toMatchObject({ total: 5, rev: 2 });
    }, hooks);
  });

  it('goes on above a row that is ahead of it', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      lab.store.write(jar, { ...lab.store.read(jar), rev: 500, total: 40 });
      expect(await lab.command(jar, 'add', { n: 2 })).toEqual({ pending: false, reply: { total: 42, rev: 501, fired: 0 } });
      expect((await lab.viewOf(jar)).rev).toBe(501);
    });
  });

  it('lives with a cache of no workflow at all', async () => {
    await lab.withWorker(
      async () => {
        const jar = await lab.openJar();
        for (let n = 1; n <= 5; n += 1) await lab.command(jar, 'add', { n });
        await lab.drop(jar, 5);
        await until('the event is counted', () => lab.store.read(jar).total === 20);
        await lab.command(jar, 'finish', null);
        await lab.handleOf(jar).result();
      },
      {},
      { maxCachedWorkflows: 0 },
    );
  });
});

describe('strangers on the port', () => {
  const strangerHandle = (jar: number) =>
    lab.env.stranger.workflow.getHandle(workflowIdOf(lab.env.installationId, jarProcess.kind, jar));

  it('can send signals in clear text, of any shape or name, without harm', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      const stranger = strangerHandle(jar);
      await stranger.signal('dropped_in', { id: 'x', data: { n: 1_000_000 } });
      await stranger.signal('dropped_in');
      await stranger.signal('dropped_in', null);
      await stranger.signal('dropped_in', 'text');
      await stranger.signal('no_such_signal', { id: 'y' });
      await lab.drop(jar, 3);
      await until('the sealed one is counted', () => lab.store.read(jar).total > 0);
      expect(lab.store.read(jar).total).toBe(3);
      expect((await lab.viewOf(jar)).counts).toMatchObject({ untrusted: 4, unknown: 1 });
    });
  });

  it('gets every command refused', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      const envelope = { by: systemActorRef, requestId: 'x', data: { n: 1_000_000 } };
      for (const args of [[envelope], [null], [7]] satisfies [unknown][]) {
        const refused = strangerHandle(jar).executeUpdate<unknown, [unknown]>('add', { args });
        await expect(refused).rejects.toMatchObject({ cause: { type: 'untrusted_payload' } });
      }
      await expect(strangerHandle(jar).executeUpdate('add')).rejects.toMatchObject({ cause: { type: 'untrusted_payload' } });
      await expect(strangerHandle(jar).executeUpdate('ops_close', { args: [envelope] })).rejects.toMatchObject({
        cause: { type: 'untrusted_payload' },
      });
      expect(await lab.command(jar, 'add', { n: 1 })).toMatchObject({ reply: { total: 1 } });
    });
  });

  it('can start a process of their own, which ends without acting', async () => {
    await lab.withWorker(async () => {
      const subjectId = newSubjectId();
      const handle = await lab.env.stranger.workflow.start('jar', {
        taskQueue: lab.taskQueue,
        workflowId: `stranger/${subjectId}`,
        args: [{ args: lab.argsOf(subjectId) }],
      });
      await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'untrusted_payload' } });
      expect(lab.store.read(subjectId).log).toEqual([]);
    });
  });
});
