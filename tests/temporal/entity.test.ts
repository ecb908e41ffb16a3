import { systemActorRef } from '#workflows/shared/process.contract';
import { newSubjectId, until } from '../support/temporal-env';
import { createJarActivities, type JarHooks } from './fixtures/demo.activities';
import { jarProcess } from './fixtures/demo.contract';
import { isN, JarLab } from './fixtures/jar-lab';

jest.setTimeout(60_000);

let lab: JarLab;
beforeAll(async () => {
  lab = await JarLab.open();
});
afterAll(() => lab.close());

describe('commands', () => {
  it('answers only after the row is written', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      expect(await lab.command(jar, 'add', { n: 5 })).toEqual({ pending: false, reply: { total: 5, rev: 2, fired: 0 } });
      expect(lab.store.read(jar)).toMatchObject({ total: 5, rev: 2 });
    });
  });

  it('does a repeated update id once and answers both times', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      const id = lab.newUpdateId();
      const answers = await Promise.all([lab.command(jar, 'add', { n: 5 }, id), lab.command(jar, 'add', { n: 5 }, id)]);
      expect(answers).toEqual(Array(2).fill({ pending: false, reply: { total: 5, rev: 2, fired: 0 } }));
      expect(await lab.command(jar, 'add', { n: 5 }, id)).toMatchObject({ reply: { total: 5 } });
      expect(lab.store.read(jar).total).toBe(5);
    });
  });

  it('does one after the other, although a second arrives while the first is being written', async () => {
    const door = lab.newDoor();
    const hooks: JarHooks = { before: async ({ data }) => void (isN(data, 1) && (await door.reach())) };
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      const first = lab.command(jar, 'add', { n: 1 });
      await door.reached;
      const second = lab.command(jar, 'arm', { at: Date.now() + 3_600_000 });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(lab.store.read(jar).log).toEqual(['open:A']);
      door.open();
      expect(await first).toMatchObject({ reply: { rev: 2 } });
      expect(await second).toMatchObject({ reply: { rev: 3 } });
      expect(lab.store.read(jar).log).toEqual(['open:A', 'add:A', 'arm:A']);
    }, hooks);
  });

  it('refuses what comes after the close and still ends', async () => {
    const door = lab.newDoor();
    const hooks: JarHooks = { before: async ({ name }) => void (name === 'finish' && (await door.reach())) };
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      const finish = lab.command(jar, 'finish', null);
      await door.reached;
      const late = lab.command(jar, 'add', { n: 1 });
      late.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 300));
      door.open();
      expect(await finish).toMatchObject({ pending: false });
      await expect(late).rejects.toMatchObject({ code: 'process_closed' });
      await lab.handleOf(jar).result();
      expect(lab.store.read(jar)).toMatchObject({ total: 0, closed: true });
      await expect(lab.command(jar, 'add', { n: 1 })).rejects.toMatchObject({ code: 'process_closed' });
      await expect(lab.command(newSubjectId(), 'add', { n: 1 })).rejects.toMatchObject({ code: 'process_not_found' });
    }, hooks);
  });

  it('passes a refusal on with its code and details, and changes nothing', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      await expect(lab.command(jar, 'add', { n: -1 })).rejects.toMatchObject({
        code: 'validation_failed',
        message: 'No',
        extra: { least: 0 },
      });
      expect(await lab.command(jar, 'add', { n: 2 })).toMatchObject({ reply: { total: 2 } });
    });
  });

  it('ends at once when the open step is refused, and says why', async () => {
    await lab.withWorker(async () => {
      const subjectId = newSubjectId();
      const opening = lab.processes.updateWithStart({
        process: jarProcess,
        args: lab.argsOf(subjectId, 'refuse-me'),
        updateId: lab.newUpdateId(),
        deadlineMs: 20_000,
      });
      await expect(opening).rejects.toMatchObject({ code: 'already_exists' });
      await lab.handleOf(subjectId).result();
      expect(lab.store.read(subjectId).log).toEqual([]);
    });
  });
});

describe('events', () => {
  it('keeps an event that arrives before the first step is written', async () => {
    const door = lab.newDoor();
    const hooks: JarHooks = { before: async ({ name }) => void (name === 'open' && (await door.reach())) };
    await lab.withWorker(async () => {
      const jar = newSubjectId();
      await lab.processes.start({ process: jarProcess, args: lab.argsOf(jar) });
      await lab.drop(jar, 3);
      await door.reached;
      await lab.drop(jar, 4);
      door.open();
      await until('both are counted', () => lab.store.read(jar).total === 7);
      expect(lab.store.read(jar).log[0]).toBe('open:A');
    }, hooks);
  });

  it('counts an event with a known id once', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      await lab.drop(jar, 3, 'outbox:1');
      await lab.drop(jar, 3, 'outbox:1');
      await until('it is counted', () => lab.store.read(jar).total === 3);
      await lab.drop(jar, 3, 'outbox:1');
      await lab.drop(jar, 4, 'outbox:2');
      await until('the next is counted', () => lab.store.read(jar).total >= 7);
      expect(lab.store.read(jar).total).toBe(7);
    });
  });

  it('parks an event the database rejects, calls ops, and goes on with the others', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      await lab.drop(jar, 666, 'bad');
      await lab.drop(jar, 4);
      await until('the good one is counted', () => lab.store.read(jar).total === 4);
      expect(lab.store.read(jar).needsOps).toBe('DatabaseRejected:23514');
      expect(await lab.viewOf(jar)).toMatchObject({ needsOps: true, parked: [{ id: 'bad', why: 'DatabaseRejected:23514' }] });
      const found = await lab.handleOf(jar).describe();
      expect(found.typedSearchAttributes.getAll()).toEqual(
        expect.arrayContaining([expect.objectContaining({ key: expect.objectContaining({ name: 'NeedsOps' }), value: true })]),
      );
    });
  });
});

describe('ops', () => {
  const ops = (jar: number, action: 'retryNow' | 'resume' | 'close') =>
    lab.processes.ops({
      workflowId: lab.processes.workflowId(jarProcess, jar),
      action,
      reason: 'tested',
      by: systemActorRef,
      requestId: 'ops',
      updateId: lab.newUpdateId(),
      deadlineMs: 20_000,
    });

  it('can retry what is parked once the cause is mended', async () => {
    let mended = false;
    const activities = createJarActivities();
    const healing = {
      ...activities,
      add: (input: Parameters<typeof activities.add>[0]) => activities.add(mended ? { ...input, data: { n: 6 } } : input),
    };
    const worker = await lab.workerWith(healing);
    await lab.runUntil(worker, async () => {
      const jar = await lab.openJar();
      await lab.drop(jar, 666);
      await until('ops are called', () => lab.store.read(jar).needsOps !== null);
      expect(await ops(jar, 'retryNow')).toEqual({ pending: false, reply: { closed: false, parked: 1 } });
      mended = true;
      expect(await ops(jar, 'retryNow')).toEqual({ pending: false, reply: { closed: false, parked: 0 } });
      expect(lab.store.read(jar)).toMatchObject({ total: 6, needsOps: null });
    });
  });

  it('can drop what is parked and go on', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      await lab.drop(jar, 666);
      await until('ops are called', () => lab.store.read(jar).needsOps !== null);
      expect(await ops(jar, 'resume')).toEqual({ pending: false, reply: { closed: false, parked: 0 } });
      expect(lab.store.read(jar)).toMatchObject({ total: 0, needsOps: null });
      expect(await lab.command(jar, 'add', { n: 1 })).toMatchObject({ reply: { total: 1 } });
    });
  });

  it('can close with a reason', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      expect(await ops(jar, 'close')).toEqual({ pending: false, reply: { closed: true, parked: 0 } });
      await lab.handleOf(jar).result();
      expect(lab.store.read(jar).closed).toBe(true);
    });
  });
});

describe('time', () => {
  it('fires at the armed time and not before, and forgets a time that was moved', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      await lab.command(jar, 'arm', { at: Date.now() + 60_000 });
      const at = Date.now() + 1_500;
      await lab.command(jar, 'arm', { at });
      await until('it fires', () => lab.store.read(jar).fired === 1);
      expect(Date.now()).toBeGreaterThanOrEqual(at);
      expect(Date.now()).toBeLessThan(at + 5_000);
    });
  });

  it('fires at once when the time lies behind', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar();
      await lab.command(jar, 'arm', { at: Date.now() - 86_400_000 });
      await until('it fires', () => lab.store.read(jar).fired === 1);
    });
  });

  it('calls ops instead of spinning when a wake leaves the same time armed', async () => {
    await lab.withWorker(async () => {
      const jar = await lab.openJar('never-advance');
      await lab.command(jar, 'arm', { at: Date.now() - 1_000 });
      await until('ops are called', () => lab.store.read(jar).needsOps === 'WakeDidNotAdvance');
      const { fired } = lab.store.read(jar);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(lab.store.read(jar).fired).toBe(fired);
      expect(await lab.command(jar, 'add', { n: 1 })).toMatchObject({ pending: false });
    });
  });
});
