import { randomUUID } from 'node:crypto';
import type { Principal } from '#api/http/authenticate';
import { features } from '#api/features';
import { withClient } from '#embedded/postgres/cluster';
import { enrollmentProcess } from '#workflows/treatment-plans/enrollment.contract';
import { startTestApi, type TestApi, type TestReply } from '../support/api-client';
import { act, assign, buildClinic, peek, type Clinic } from '../support/care-acts';
import { buildMember } from '../support/factories/base';
import { liveKernel, type LiveKernel } from '../support/live-kernel';
import { until } from '../support/temporal-env';

jest.setTimeout(60_000);

let live: LiveKernel;
let api: TestApi;
let clinic: Clinic;
let ops: Principal;

beforeAll(async () => {
  live = await liveKernel();
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
  clinic = await buildClinic(live.kernel);
  ops = await buildMember(live.kernel, clinic.orgId, ['ops'], 'Ops of a test');
}, 120_000);

afterAll(async () => {
  await api.close();
  await live.close();
});

/** The database refuses to store this enrollment for good, with a code no repetition helps against. */
async function breakRow(enrollmentId: number): Promise<void> {
  await withClient(live.database.ownerUrl, async (client) => {
    await client.query(`create or replace function refuse_row() returns trigger language plpgsql as
      $$ begin raise exception 'refused' using errcode = '22023'; end $$`);
    await client.query(`create trigger broken_${enrollmentId} before update on patient_treatment_plans for each row
      when (new.id = ${enrollmentId}) execute function refuse_row()`);
  });
}

async function mendRow(enrollmentId: number): Promise<void> {
  await withClient(live.database.ownerUrl, async (client) => {
    await client.query(`drop trigger broken_${enrollmentId} on patient_treatment_plans`);
  });
}

interface Stuck {
  enrollmentId: number;
  processId: number;
  path: string;
}

/** An enrollment whose process could not work on an event: it stands in the list of operations. */
async function stuck(): Promise<Stuck> {
  const { enrollmentId } = await assign(clinic, (await clinic.newPatient()).patientId);
  await breakRow(enrollmentId);
  await live.kernel.processes.signal({
    process: enrollmentProcess,
    subjectId: enrollmentId,
    event: 'look_again',
    eventId: randomUUID(),
    data: {},
  });
  const sql = `select id from processes where kind = 'enrollment' and subject_id = $1`;
  const processId = await peek<number>(live.kernel, sql, [enrollmentId]);
  const path = `/v1/ops/processes/${processId}`;
  await until('it needs operations', async () => (await processOf(path)).status === 'needs_ops', 40_000);
  return { enrollmentId, processId, path };
}

async function processOf(path: string): Promise<{ status: string; needs_ops_reason: string | null }> {
  const reply = await api.as(ops)('GET', path);
  expect(reply.status).toBe(200);
  return reply.body['process'] as { status: string; needs_ops_reason: string | null };
}

type Act = 'retryNow' | 'resume' | 'close';

/** As a client does: a process that is slow to answer says 503, and the same request is repeated. */
async function order(who: Principal, path: string, action: Act, key = randomUUID()): Promise<TestReply> {
  const send = (): Promise<TestReply> =>
    api.as(who)('POST', `${path}/act`, { body: { action, reason: 'The row was mended by hand' }, key });
  let reply = await send();
  await until('the process answers', async () => {
    if (reply.status === 503) reply = await send();
    return reply.status !== 503;
  });
  return reply;
}

/** Audit rows about one process: what and by whom. */
const audited = ({ processId }: Stuck): Promise<{ action: string; actor_user_id: number | null }[]> =>
  live.kernel.db.system.query(
    `select action, actor_user_id from audit_log where entity = 'process' and entity_id = $1 order by id`,
    [processId],
  );

it('lists a stuck process with what stopped it, and retries it until the cause is gone', async () => {
  const one = await stuck();
  const listed = await api.as(ops)('GET', '/v1/ops/processes?status=needs_ops');
  expect(
    (listed.body['items'] as { id: number; needs_ops_reason: string }[]).find((row) => row.id === one.processId),
  ).toMatchObject({ needs_ops_reason: 'DatabaseRejected:22023' });
  expect((await order(ops, one.path, 'retryNow')).body).toEqual({ closed: false, parked: 1 });
  expect(await processOf(one.path)).toMatchObject({ status: 'needs_ops', needs_ops_reason: 'DatabaseRejected:22023' });
  await mendRow(one.enrollmentId);
  const key = randomUUID();
  const mended = await order(ops, one.path, 'retryNow', key);
  expect(mended.body).toEqual({ closed: false, parked: 0 });
  expect((await order(ops, one.path, 'retryNow', key)).body).toEqual(mended.body);
  expect(await processOf(one.path)).toMatchObject({ status: 'open', needs_ops_reason: null });
  const by = { actor_user_id: ops.actor.userId };
  expect(await audited(one)).toEqual([
    { action: 'process.retryNow', ...by },
    { action: 'process.retryNow', ...by },
  ]);
});

it('goes on without what stopped it, and takes acts again', async () => {
  const one = await stuck();
  expect((await order(ops, one.path, 'resume')).body).toEqual({ closed: false, parked: 0 });
  expect(await processOf(one.path)).toMatchObject({ status: 'open', needs_ops_reason: null });
  await mendRow(one.enrollmentId);
  expect(await act(clinic, clinic.author, one.enrollmentId, 'pause', { reason: null, until: null })).toMatchObject({
    status: 'paused',
  });
  expect(await audited(one)).toEqual([{ action: 'process.resume', actor_user_id: ops.actor.userId }]);
});

it('closes one with a reason, also while its own last step still fails, and then takes no act', async () => {
  const one = await stuck();
  expect((await order(ops, one.path, 'close')).body).toMatchObject({ closed: true });
  expect(await processOf(one.path)).toMatchObject({ status: 'closed' });
  const late = await order(ops, one.path, 'retryNow');
  expect([late.status, late.body['code']]).toEqual([409, 'process_closed']);
  const id = `${live.env.installationId}/enrollment/${one.enrollmentId}`;
  await until('the run is over', async () => (await live.kernel.processes.describe(id))?.status === 'completed');
  expect((await audited(one))[0]).toEqual({ action: 'process.close', actor_user_id: ops.actor.userId });
});

it('closes one that can still end itself as cancelled, told once', async () => {
  const one = await stuck();
  await mendRow(one.enrollmentId);
  expect((await order(ops, one.path, 'close')).body).toMatchObject({ closed: true });
  const status = 'select status from patient_treatment_plans where id = $1';
  expect(await peek(live.kernel, status, [one.enrollmentId])).toBe('cancelled');
});

it('obeys nobody but operations of the same clinic, and asks for a reason', async () => {
  const one = await stuck();
  for (const who of [clinic.author, clinic.director, await buildMember(live.kernel, clinic.orgId, ['admin'])]) {
    for (const action of ['retryNow', 'resume', 'close'] as const) {
      const reply = await order(who, one.path, action);
      expect([reply.status, reply.body['code']]).toEqual([403, 'forbidden']);
    }
  }
  const elsewhere = await buildMember(live.kernel, (await buildClinic(live.kernel)).orgId, ['ops']);
  expect((await order(elsewhere, one.path, 'close')).status).toBe(404);
  const silent = await api.as(ops)('POST', `${one.path}/act`, { body: { action: 'close', reason: ' ' } });
  expect(silent.status).toBe(422);
  expect(await processOf(one.path)).toMatchObject({ status: 'needs_ops' });
  expect(await audited(one)).toEqual([]);
});
