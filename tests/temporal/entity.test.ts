import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker, WorkerOptions } from '@temporalio/worker';
import { systemActorRef, VIEW_QUERY, workflowIdOf } from '#workflows/shared/process.contract';
import type { EntityView } from '#workflows/shared/entity.types';
import type { CommandData, CommandName } from '#workflows/shared/process.contract';
import type { TemporalProcessClient } from '#temporal-config/process-client';
import { bundleOf, gate, newSubjectId, openTemporalEnv, until, type Gate, type TemporalEnv } from '../support/temporal-env';
import { createJarActivities, JarStore, type JarHooks } from './fixtures/demo.activities';
import { jarProcess, type JarProcess, type JarState } from './fixtures/demo.contract';

jest.setTimeout(60_000);

let env: TemporalEnv;
let bundle: { code: string };
let folder: string;
let store: JarStore;
let processes: TemporalProcessClient;
let taskQueue: string;

beforeAll(async () => {
  env = await openTemporalEnv();
  bundle = await bundleOf(require.resolve('./fixtures/demo.workflow.ts'));
  folder = mkdtempSync(join(tmpdir(), 'jar-'));
  store = new JarStore(folder);
});

afterAll(async () => {
  await env.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every worker has its own queue, so that a process left behind by one test is nobody's work in the next. */
async function startWorker(hooks: JarHooks = {}, overrides: Partial<WorkerOptions> = {}): Promise<Worker> {
  return workerWith(createJarActivities(hooks), overrides);
}

let queues = 0;

function workerWith(activities: object, overrides: Partial<WorkerOptions> = {}): Promise<Worker> {
  taskQueue = `${env.taskQueue}-${(queues += 1)}`;
  processes = env.processes({ taskQueue });
  return env.worker({ bundle, activities, overrides: { taskQueue, ...overrides } });
}

/** Runs `work` against a worker whose steps do what `hooks` say. */
async function withWorker<T>(work: () => Promise<T>, hooks: JarHooks = {}, overrides: Partial<WorkerOptions> = {}): Promise<T> {
  return runUntil(await startWorker(hooks, overrides), work);
}

/** A failed test must not leave a step before a closed door: its worker could never stop. */
async function runUntil<T>(worker: Worker, work: () => Promise<T>): Promise<T> {
  return worker.runUntil(() => work().finally(() => doors.splice(0).forEach((door) => door.open())));
}

const doors: Gate[] = [];

function newDoor(): Gate {
  const door = gate();
  doors.push(door);
  return door;
}

let commands = 0;
const newUpdateId = (): string => `update-${(commands += 1)}-${newSubjectId()}`;

const argsOf = (subjectId: number, requestId = 'test') => ({ orgId: 7, subjectId, by: systemActorRef, requestId, folder });

async function openJar(requestId = 'test', client = processes): Promise<number> {
  const subjectId = newSubjectId();
  const outcome = await client.updateWithStart({
    process: jarProcess,
    args: argsOf(subjectId, requestId),
    updateId: newUpdateId(),
    deadlineMs: 20_000,
  });
  expect(outcome.pending).toBe(false);
  return subjectId;
}

function command<K extends CommandName<JarProcess>>(
  subjectId: number,
  name: K,
  data: CommandData<JarProcess, K>,
  updateId = newUpdateId(),
  deadlineMs = 20_000,
) {
  return processes.update({
    process: jarProcess,
    subjectId,
    command: name,
    data,
    by: systemActorRef,
    requestId: 'test',
    updateId,
    deadlineMs,
  });
}

const drop = (subjectId: number, n: number, eventId = newUpdateId()): Promise<void> =>
  processes.signal({ process: jarProcess, subjectId, event: 'dropped_in', eventId, data: { n } });

const handleOf = (subjectId: number) =>
  env.client.workflow.getHandle(workflowIdOf(env.installationId, jarProcess.kind, subjectId));

const viewOf = (subjectId: number): Promise<EntityView<JarState>> => handleOf(subjectId).query<EntityView<JarState>>(VIEW_QUERY);

describe('commands', () => {
  it('answers only after the row is written', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      expect(await command(jar, 'add', { n: 5 })).toEqual({ pending: false, reply: { total: 5, rev: 2, fired: 0 } });
      expect(store.read(jar)).toMatchObject({ total: 5, rev: 2 });
    });
  });

  it('does a repeated update id once and answers both times', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      const id = newUpdateId();
      const answers = await Promise.all([command(jar, 'add', { n: 5 }, id), command(jar, 'add', { n: 5 }, id)]);
      expect(answers).toEqual(Array(2).fill({ pending: false, reply: { total: 5, rev: 2, fired: 0 } }));
      expect(await command(jar, 'add', { n: 5 }, id)).toMatchObject({ reply: { total: 5 } });
      expect(store.read(jar).total).toBe(5);
    });
  });

  it('does one after the other, although a second arrives while the first is being written', async () => {
    const door = newDoor();
    const hooks: JarHooks = { before: async ({ data }) => void (isN(data, 1) && (await door.reach())) };
    await withWorker(async () => {
      const jar = await openJar();
      const first = command(jar, 'add', { n: 1 });
      await door.reached;
      const second = command(jar, 'arm', { at: Date.now() + 3_600_000 });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(store.read(jar).log).toEqual(['open:A']);
      door.open();
      expect(await first).toMatchObject({ reply: { rev: 2 } });
      expect(await second).toMatchObject({ reply: { rev: 3 } });
      expect(store.read(jar).log).toEqual(['open:A', 'add:A', 'arm:A']);
    }, hooks);
  });

  it('refuses what comes after the close and still ends', async () => {
    const door = newDoor();
    const hooks: JarHooks = { before: async ({ name }) => void (name === 'finish' && (await door.reach())) };
    await withWorker(async () => {
      const jar = await openJar();
      const finish = command(jar, 'finish', null);
      await door.reached;
      const late = command(jar, 'add', { n: 1 });
      late.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 300));
      door.open();
      expect(await finish).toMatchObject({ pending: false });
      await expect(late).rejects.toMatchObject({ code: 'process_closed' });
      await handleOf(jar).result();
      expect(store.read(jar)).toMatchObject({ total: 0, closed: true });
      await expect(command(jar, 'add', { n: 1 })).rejects.toMatchObject({ code: 'process_closed' });
      await expect(command(newSubjectId(), 'add', { n: 1 })).rejects.toMatchObject({ code: 'process_not_found' });
    }, hooks);
  });

  it('passes a refusal on with its code and details, and changes nothing', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      await expect(command(jar, 'add', { n: -1 })).rejects.toMatchObject({
        code: 'validation_failed',
        message: 'No',
        extra: { least: 0 },
      });
      expect(await command(jar, 'add', { n: 2 })).toMatchObject({ reply: { total: 2 } });
    });
  });

  it('ends at once when the open step is refused, and says why', async () => {
    await withWorker(async () => {
      const subjectId = newSubjectId();
      const opening = processes.updateWithStart({
        process: jarProcess,
        args: argsOf(subjectId, 'refuse-me'),
        updateId: newUpdateId(),
        deadlineMs: 20_000,
      });
      await expect(opening).rejects.toMatchObject({ code: 'already_exists' });
      await handleOf(subjectId).result();
      expect(store.read(subjectId).log).toEqual([]);
    });
  });
});

describe('events', () => {
  it('keeps an event that arrives before the first step is written', async () => {
    const door = newDoor();
    const hooks: JarHooks = { before: async ({ name }) => void (name === 'open' && (await door.reach())) };
    await withWorker(async () => {
      const jar = newSubjectId();
      await processes.start({ process: jarProcess, args: argsOf(jar) });
      await drop(jar, 3);
      await door.reached;
      await drop(jar, 4);
      door.open();
      await until('both are counted', () => store.read(jar).total === 7);
      expect(store.read(jar).log[0]).toBe('open:A');
    }, hooks);
  });

  it('counts an event with a known id once', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      await drop(jar, 3, 'outbox:1');
      await drop(jar, 3, 'outbox:1');
      await until('it is counted', () => store.read(jar).total === 3);
      await drop(jar, 3, 'outbox:1');
      await drop(jar, 4, 'outbox:2');
      await until('the next is counted', () => store.read(jar).total >= 7);
      expect(store.read(jar).total).toBe(7);
    });
  });

  it('parks an event the database rejects, calls ops, and goes on with the others', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      await drop(jar, 666, 'bad');
      await drop(jar, 4);
      await until('the good one is counted', () => store.read(jar).total === 4);
      expect(store.read(jar).needsOps).toBe('DatabaseRejected:23514');
      expect(await viewOf(jar)).toMatchObject({ needsOps: true, parked: [{ id: 'bad', why: 'DatabaseRejected:23514' }] });
      const found = await handleOf(jar).describe();
      expect(found.typedSearchAttributes.getAll()).toEqual(
        expect.arrayContaining([expect.objectContaining({ key: expect.objectContaining({ name: 'NeedsOps' }), value: true })]),
      );
    });
  });
});

describe('ops', () => {
  const ops = (jar: number, action: 'retryNow' | 'resume' | 'close') =>
    processes.ops({
      workflowId: processes.workflowId(jarProcess, jar),
      action,
      reason: 'tested',
      by: systemActorRef,
      requestId: 'ops',
      updateId: newUpdateId(),
      deadlineMs: 20_000,
    });

  it('can retry what is parked once the cause is mended', async () => {
    let mended = false;
    const activities = createJarActivities();
    const healing = {
      ...activities,
      add: (input: Parameters<typeof activities.add>[0]) => activities.add(mended ? { ...input, data: { n: 6 } } : input),
    };
    const worker = await workerWith(healing);
    await runUntil(worker, async () => {
      const jar = await openJar();
      await drop(jar, 666);
      await until('ops are called', () => store.read(jar).needsOps !== null);
      expect(await ops(jar, 'retryNow')).toEqual({ pending: false, reply: { closed: false, parked: 1 } });
      mended = true;
      expect(await ops(jar, 'retryNow')).toEqual({ pending: false, reply: { closed: false, parked: 0 } });
      expect(store.read(jar)).toMatchObject({ total: 6, needsOps: null });
    });
  });

  it('can drop what is parked and go on', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      await drop(jar, 666);
      await until('ops are called', () => store.read(jar).needsOps !== null);
      expect(await ops(jar, 'resume')).toEqual({ pending: false, reply: { closed: false, parked: 0 } });
      expect(store.read(jar)).toMatchObject({ total: 0, needsOps: null });
      expect(await command(jar, 'add', { n: 1 })).toMatchObject({ reply: { total: 1 } });
    });
  });

  it('can close with a reason', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      expect(await ops(jar, 'close')).toEqual({ pending: false, reply: { closed: true, parked: 0 } });
      await handleOf(jar).result();
      expect(store.read(jar).closed).toBe(true);
    });
  });
});

describe('time', () => {
  it('fires at the armed time and not before, and forgets a time that was moved', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      await command(jar, 'arm', { at: Date.now() + 60_000 });
      const at = Date.now() + 1_500;
      await command(jar, 'arm', { at });
      await until('it fires', () => store.read(jar).fired === 1);
      expect(Date.now()).toBeGreaterThanOrEqual(at);
      expect(Date.now()).toBeLessThan(at + 5_000);
    });
  });

  it('fires at once when the time lies behind', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      await command(jar, 'arm', { at: Date.now() - 86_400_000 });
      await until('it fires', () => store.read(jar).fired === 1);
    });
  });

  it('calls ops instead of spinning when a wake leaves the same time armed', async () => {
    await withWorker(async () => {
      const jar = await openJar('never-advance');
      await command(jar, 'arm', { at: Date.now() - 1_000 });
      await until('ops are called', () => store.read(jar).needsOps === 'WakeDidNotAdvance');
      const { fired } = store.read(jar);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(store.read(jar).fired).toBe(fired);
      expect(await command(jar, 'add', { n: 1 })).toMatchObject({ pending: false });
    });
  });
});

describe('roll', () => {
  const roll = async (overrides: Partial<WorkerOptions>): Promise<void> => {
    const door = newDoor();
    const hooks: JarHooks = { before: async ({ data }) => void (isN(data, 1_000) && (await door.reach())) };
    await withWorker(
      async () => {
        const jar = await openJar('test', env.processes({ rollAfter: 30, taskQueue }));
        const at = Date.now() + 9_000;
        await command(jar, 'arm', { at });
        const early = newUpdateId();
        await command(jar, 'add', { n: 1 }, early);
        const running = command(jar, 'add', { n: 1_000 });
        await door.reached;
        for (let i = 0; i < 30; i += 1) await drop(jar, 1, `event:${i}`);
        door.open();
        expect(await running).toMatchObject({ pending: false });
        for (let i = 0; i < 40; i += 1) await drop(jar, 1, `event:${i}`);
        for (let i = 0; i < 10; i += 1) await command(jar, 'add', { n: 1 });
        await until('every event is counted', () => store.read(jar).total >= 1_051);
        expect((await viewOf(jar)).counts.rolls).toBeGreaterThan(0);
        expect(await command(jar, 'add', { n: 1 }, early)).toMatchObject({ reply: { total: 1_051 } });
        await until('the timer fires', () => store.read(jar).fired === 1, 20_000);
        expect(Date.now()).toBeGreaterThanOrEqual(at);
        expect(store.read(jar).total).toBe(1_051);
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
    ['while a command is being written', (jar: number) => command(jar, 'add', { n: 9 }), 'add'],
    ['while an event is being written', (jar: number) => drop(jar, 9), 'dropped_in'],
    ['while a due time is being worked on', (jar: number) => command(jar, 'arm', { at: Date.now() }), 'due'],
  ])('compensates once %s', async (_when, stir: (jar: number) => Promise<unknown>, during) => {
    const door = newDoor();
    const hooks: JarHooks = { before: async ({ name }) => void (name === during && (await door.reach())) };
    await withWorker(async () => {
      const jar = await openJar();
      const stirred = stir(jar);
      if (during !== 'nothing') await door.reached;
      await handleOf(jar).cancel();
      await new Promise((resolve) => setTimeout(resolve, 300));
      door.open();
      await stirred;
      await expect(handleOf(jar).result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
      const row = store.read(jar);
      expect(row.log.filter((entry) => entry === 'withdraw:A')).toHaveLength(1);
      expect(row.log.at(-1)).toBe('withdraw:A');
      expect(row.closed).toBe(true);
      expect(row.total).toBe(during === 'add' || during === 'dropped_in' ? 9 : 0);
    }, hooks);
  });

  it('compensates once when it comes before the first step is written', async () => {
    const door = newDoor();
    const hooks: JarHooks = { before: async ({ name }) => void (name === 'open' && (await door.reach())) };
    await withWorker(async () => {
      const jar = newSubjectId();
      await processes.start({ process: jarProcess, args: argsOf(jar) });
      await door.reached;
      await handleOf(jar).cancel();
      door.open();
      await expect(handleOf(jar).result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
      expect(store.read(jar).log).toEqual(['open:A', 'withdraw:A']);
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
    await withWorker(async () => {
      const jar = await openJar();
      expect(await command(jar, 'add', { n: 5 })).toMatchObject({ reply: { total: 5 } });
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
    await withWorker(async () => {
      const jar = await openJar();
      expect(await command(jar, 'add', { n: 5 })).toMatchObject({ reply: { total: 5, rev: 2 } });
      expect(store.read(jar)).toMatchObject({ total: 5, rev: 2 });
    }, hooks);
  });

  it('goes on above a row that is ahead of it', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      store.write(jar, { ...store.read(jar), rev: 500, total: 40 });
      expect(await command(jar, 'add', { n: 2 })).toEqual({ pending: false, reply: { total: 42, rev: 501, fired: 0 } });
      expect((await viewOf(jar)).rev).toBe(501);
    });
  });

  it('lives with a cache of no workflow at all', async () => {
    await withWorker(
      async () => {
        const jar = await openJar();
        for (let n = 1; n <= 5; n += 1) await command(jar, 'add', { n });
        await drop(jar, 5);
        await until('the event is counted', () => store.read(jar).total === 20);
        await command(jar, 'finish', null);
        await handleOf(jar).result();
      },
      {},
      { maxCachedWorkflows: 0 },
    );
  });
});

describe('strangers on the port', () => {
  const strangerHandle = (jar: number) => env.stranger.workflow.getHandle(workflowIdOf(env.installationId, jarProcess.kind, jar));

  it('can send signals in clear text, of any shape or name, without harm', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      const stranger = strangerHandle(jar);
      await stranger.signal('dropped_in', { id: 'x', data: { n: 1_000_000 } });
      await stranger.signal('dropped_in');
      await stranger.signal('dropped_in', null);
      await stranger.signal('dropped_in', 'text');
      await stranger.signal('no_such_signal', { id: 'y' });
      await drop(jar, 3);
      await until('the sealed one is counted', () => store.read(jar).total > 0);
      expect(store.read(jar).total).toBe(3);
      expect((await viewOf(jar)).counts).toMatchObject({ untrusted: 4, unknown: 1 });
    });
  });

  it('gets every command refused', async () => {
    await withWorker(async () => {
      const jar = await openJar();
      const envelope = { by: systemActorRef, requestId: 'x', data: { n: 1_000_000 } };
      for (const args of [[envelope], [null], [7]] satisfies [unknown][]) {
        const refused = strangerHandle(jar).executeUpdate<unknown, [unknown]>('add', { args });
        await expect(refused).rejects.toMatchObject({ cause: { type: 'untrusted_payload' } });
      }
      await expect(strangerHandle(jar).executeUpdate('add')).rejects.toMatchObject({ cause: { type: 'untrusted_payload' } });
      await expect(strangerHandle(jar).executeUpdate('ops_close', { args: [envelope] })).rejects.toMatchObject({
        cause: { type: 'untrusted_payload' },
      });
      expect(await command(jar, 'add', { n: 1 })).toMatchObject({ reply: { total: 1 } });
    });
  });

  it('can start a process of their own, which ends without acting', async () => {
    await withWorker(async () => {
      const subjectId = newSubjectId();
      const handle = await env.stranger.workflow.start('jar', {
        taskQueue,
        workflowId: `stranger/${subjectId}`,
        args: [{ args: argsOf(subjectId) }],
      });
      await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'untrusted_payload' } });
      expect(store.read(subjectId).log).toEqual([]);
    });
  });
});

function isN(data: unknown, n: number): boolean {
  return typeof data === 'object' && data !== null && 'n' in data && data.n === n;
}
