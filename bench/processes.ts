import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { normalizeError } from '#core/kernel/errors';
import { act, assign, buildClinic, freshKey, peek, type Clinic } from '#tests/support/care-acts';
import { liveKernel, type LiveKernel } from '#tests/support/live-kernel';
import { bundleOf, until } from '#tests/support/temporal-env';
import { alternate, atLeast, atMost, median, oneAtATime, rateOf, type Figure } from './measure';
import { createPeerActivities, rawInsert } from './peers/noop.activities';
import { noopEntity, noopUpdate, noopWithActivity, writingUpdate } from './peers/noop.workflow';

interface Arena {
  live: LiveKernel;
  clinic: Clinic;
  pool: Pool;
  peerQueue: string;
  close(): Promise<void>;
}

/** Ours and the peer on the same servers: one worker each in this process, one codec, one database. */
async function openArena(): Promise<Arena> {
  const live = await liveKernel();
  const clinic = await buildClinic(live.kernel);
  const pool = new Pool({ connectionString: live.kernel.config.database.systemUrl, max: 10 });
  await asOwner(
    live,
    'create table if not exists bench_rows (id bigint primary key); grant select, insert on bench_rows to pathwell_system',
  );
  const peerQueue = `peer-${randomUUID()}`;
  const worker = await live.env.worker({
    bundle: await bundleOf(require.resolve('./peers/noop.workflow')),
    activities: createPeerActivities(pool),
    overrides: { taskQueue: peerQueue },
  });
  const ended = worker.run();
  return {
    live,
    clinic,
    pool,
    peerQueue,
    close: async () => {
      worker.shutdown();
      await ended;
      await pool.end();
      await live.close();
    },
  };
}

async function asOwner(live: LiveKernel, sql: string): Promise<void> {
  const url = new URL(process.env['PATHWELL_TEST_PG'] ?? '');
  url.pathname = new URL(live.kernel.config.database.systemUrl).pathname;
  const owner = new Pool({ connectionString: url.toString(), max: 1 });
  try {
    await owner.query(sql);
  } finally {
    await owner.end();
  }
}

const waitingEvents = ({ live }: Arena): Promise<number> =>
  peek(live.kernel, 'select count(*)::int from outbox where published_at is null', []);

let lastPeerId = 0;

async function peerStart({ live, pool, peerQueue }: Arena): Promise<void> {
  const id = (lastPeerId += 1);
  await live.env.client.workflow.execute(noopWithActivity, { workflowId: `peer/${id}`, taskQueue: peerQueue, args: [id] });
  await pool.query(rawInsert, [-id]);
}

/** Repeats with the same key while the verdict is late, as every client does. */
async function assignUntilDone(clinic: Clinic, patientId: number): Promise<void> {
  const key = freshKey();
  for (;;) {
    try {
      await assign(clinic, patientId, null, key);
      return;
    } catch (error) {
      if (normalizeError(error).code !== 'process_busy') throw error;
    }
  }
}

/** P1: assign → active with the row visible, against a no-op workflow with one activity and a raw INSERT. */
export async function benchAssign(): Promise<Figure[]> {
  const arena = await openArena();
  try {
    const ours = async (): Promise<void> => {
      const patient = await arena.clinic.newPatient();
      patients.push(patient.patientId);
    };
    const patients: number[] = [];
    const total = 40 + 4 * 40 + 320;
    for (let made = 0; made < total; made += 1) await ours(); // made before the clock runs
    const next = (): Promise<void> => assignUntilDone(arena.clinic, patients.pop() ?? 0);
    const peer = (): Promise<void> => peerStart(arena);
    await oneAtATime(40, next);
    await oneAtATime(40, peer);
    const { a, b } = await alternate(
      4,
      () => oneAtATime(40, next),
      () => oneAtATime(40, peer),
    );
    const processes = (): Promise<number> => peek(arena.live.kernel, 'select count(*)::int from processes', []);
    const before = await processes();
    const rates = await alternate(
      2,
      async () => [await rateOf(160, 32, next)],
      async () => [await rateOf(160, 32, peer)],
    );
    await until('every message of the assignments has its process', async () => (await waitingEvents(arena)) === 0);
    const each = ((await processes()) - before) / 320; // the enrollment itself and what it sets off
    return [
      atMost('P1', median(a), median(b), 1.25, 'ms, one at a time', a.length),
      atLeast('P1-32', median(rates.a), median(rates.b), 0.8, 'assignments per second, 32 at once', 320),
      atLeast('P1-32-workflows', median(rates.a) * each, median(rates.b), 0.8, 'workflows per second, 32 at once', 320),
    ];
  } finally {
    await arena.close();
  }
}

/**
 * P2: the pause and resume updates, against a no-op update and a raw INSERT. P2-smallest puts the smallest update that answers only when
 * its one row is written, as every act of ours must, against the same floor: what is left for ours to lose.
 */
export async function benchUpdate(): Promise<Figure[]> {
  const arena = await openArena();
  try {
    const patient = await arena.clinic.newPatient();
    const { enrollmentId } = await assign(arena.clinic, patient.patientId);
    const handle = await arena.live.env.client.workflow.start(noopEntity, {
      workflowId: `peer/${randomUUID()}`,
      taskQueue: arena.peerQueue,
    });
    let paused = false;
    const ours = async (): Promise<void> => {
      await act(
        arena.clinic,
        arena.clinic.author,
        enrollmentId,
        paused ? 'resume' : 'pause',
        paused ? {} : { reason: null, until: null },
      );
      paused = !paused;
    };
    const peer = async (): Promise<void> => {
      const id = (lastPeerId += 1);
      await handle.executeUpdate(noopUpdate, { args: [id], updateId: randomUUID() });
      await arena.pool.query(rawInsert, [1_000_000 + id]);
    };
    const smallest = async (): Promise<void> => {
      await handle.executeUpdate(writingUpdate, { args: [(lastPeerId += 1)], updateId: randomUUID() });
    };
    for (const run of [ours, peer, smallest]) await oneAtATime(30, run);
    const times = async (run: () => Promise<void>): Promise<{ ours: number[]; floor: number[] }> => {
      const { a, b } = await alternate(
        4,
        () => oneAtATime(40, run),
        () => oneAtATime(40, peer),
      );
      return { ours: a, floor: b };
    };
    const pauses = await times(ours);
    const writes = await times(smallest);
    await handle.terminate('bench is over');
    const figure = (id: string, { ours: a, floor: b }: typeof pauses): Figure =>
      atMost(id, median(a), median(b), 1.25, 'ms, one at a time', a.length);
    return [figure('P2', pauses), figure('P2-smallest', writes)];
  } finally {
    await arena.close();
  }
}
