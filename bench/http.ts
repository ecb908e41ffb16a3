import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { assign, buildClinic } from '#tests/support/care-acts';
import { startTestApi } from '#tests/support/api-client';
import { liveKernel } from '#tests/support/live-kernel';
import { features } from '#api/features';
import type { HttpLoad } from './http-load';
import { alternate, atLeast, median, type Figure } from './measure';

/** Requests a second, sent by a thread of its own: the sender must not live on the core of the server it measures. */
async function requestRate(load: HttpLoad): Promise<number> {
  const sender = new Worker(require.resolve('./http-load'), { workerData: load });
  const [rate]: unknown[] = await once(sender, 'message');
  return Number(rate);
}

/** P3: one enrollment over HTTP with session, permission, row-level security and audit row; the peer runs the same statements. */
export async function benchRead(): Promise<Figure[]> {
  const live = await liveKernel();
  try {
    const clinic = await buildClinic(live.kernel);
    const patient = await clinic.newPatient();
    const { enrollmentId } = await assign(clinic, patient.patientId);
    const kernel = { ...live.kernel, config: { ...live.kernel.config, nodeEnv: 'production' as const } }; // without the checks of a test run
    const api = await startTestApi({ kernel, routes: features.flat() });
    const peer = await startPeer(live.kernel.config.database.appUrl, clinic.orgId, clinic.author.actor.userId ?? 0);
    const path = `/v1/patient-treatment-plans/${enrollmentId}`;
    const token = await tokenFor(api, clinic.author, path);
    const rate = (url: string, count: number): Promise<number> => requestRate({ url, authorization: token, count, width: 32 });
    const ours = (count: number): Promise<number> => rate(`${api.baseUrl}${path}`, count);
    const theirs = (count: number): Promise<number> => rate(`${peer.url}/enrollments/${enrollmentId}`, count);
    await ours(1_000);
    await theirs(1_000);
    const { a, b } = await alternate(
      4,
      async () => [await ours(2_000)],
      async () => [await theirs(2_000)],
    );
    await api.close();
    await peer.close();
    const best = Math.max(...a);
    return [
      atLeast('P3', best, 1_500, 1, 'requests per second against the fixed goal', 8_000),
      atLeast('P3-peer', median(a), median(b), 0.85, 'requests per second against Fastify + pg', 8_000),
    ];
  } finally {
    await live.close();
  }
}

/** The bearer token the test server gave this principal, taken from one request it sends itself. */
async function tokenFor(
  api: Awaited<ReturnType<typeof startTestApi>>,
  who: Parameters<typeof api.as>[0],
  path: string,
): Promise<string> {
  let token = '';
  const seen = (incoming: { headers: { authorization?: string } }): void => {
    token = incoming.headers.authorization ?? '';
  };
  api.server.prependOnceListener('request', seen);
  await api.as(who)('GET', path);
  return token;
}

async function startPeer(appUrl: string, orgId: number, userId: number): Promise<{ url: string; close(): Promise<void> }> {
  const pool = new Pool({ connectionString: appUrl, max: 8 });
  const fastify = Fastify();
  const settings = `select set_config('app.organization_id', '${orgId}', true), set_config('app.user_id', '${userId}', true), set_config('app.role', 'staff', true), set_config('app.patient_id', '', true)`;
  fastify.get<{ Params: { id: string } }>('/enrollments/:id', async (call) => {
    const client = await pool.connect();
    try {
      await client.query(`begin; ${settings}`);
      const row = await client.query(
        'select e.*, p.display_name as patient_name from patient_treatment_plans e join patients p on p.organization_id = e.organization_id and p.id = e.patient_id where e.organization_id = $1 and e.id = $2',
        [orgId, Number(call.params.id)],
      );
      await client.query(
        'select p.id, p.responsible_specialist_id, p.status from patients p where p.organization_id = $1 and p.id = $2',
        [orgId, row.rows[0].patient_id],
      );
      await client.query(
        `insert into audit_log (organization_id, actor_kind, actor_user_id, role, action, entity, entity_id, patient_id, request_id) values ($1, 'user', $2, 'specialist', 'patient.read', 'patient', $3, $3, 'bench')`,
        [orgId, userId, row.rows[0].patient_id],
      );
      await client.query('commit');
      return row.rows[0];
    } finally {
      client.release();
    }
  });
  const url = await fastify.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    close: async () => {
      await fastify.close();
      await pool.end();
    },
  };
}
