import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { act, assign, buildClinic, type Clinic } from '#tests/support/care-acts';
import { liveKernel, type LiveKernel } from '#tests/support/live-kernel';
import { bundleOf } from '#tests/support/temporal-env';
import { alternate, atLeast, atMost, median, oneAtATime, rateOf, type Figure } from './measure';
import { createPeerActivities, rawInsert } from './peers/noop.activities';
import { noopEntity, noopUpdate, noopWithActivity } from './peers/noop.workflow';

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

let lastPeerId = 0;

async function peerStart({ live, pool, peerQueue }: Arena): Promise<void> {
  const id = (lastPeerId += 1);
  await live.env.client.workflow.execute(noopWithActivity, { workflowId: `peer/${id}`, taskQueue: peerQueue, args: [id] });
  await pool.query(rawInsert, [-id]);
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
    const next = async (): Promise<void> => void (await assign(arena.clinic, patients.pop() ?? 0));
    const peer = (): Promise<void> => peerStart(arena);
    await oneAtATime(40, next);
    await oneAtATime(40, peer);
    const { a, b } = await alternate(
      4,
      () => oneAtATime(40, next),
      () => oneAtATime(40, peer),
    );
    const rates = await alternate(
      2,
      async () => [await rateOf(160, 32, next)],
      async () => [await rateOf(160, 32, peer)],
    );
    return [
      atMost('P1', median(a), median(b), 1.25, 'ms, one at a time', a.length),
      atLeast('P1-32', median(rates.a), median(rates.b), 0.8, 'per second, 32 at once', 320),
    ];
  } finally {
    await arena.close();
  }
}

/** P2: the pause and resume updates, against a no-op update and a raw INSERT. */
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
    await oneAtATime(30, ours);
    await oneAtATime(30, peer);
    const { a, b } = await alternate(
      4,
      () => oneAtATime(40, ours),
      () => oneAtATime(40, peer),
    );
    await handle.terminate('bench is over');
    return [atMost('P2', median(a), median(b), 1.25, 'ms, one at a time', a.length)];
  } finally {
    await arena.close();
  }
}
