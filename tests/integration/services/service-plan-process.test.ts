import { randomUUID } from 'node:crypto';
import type { Principal } from '#api/http/authenticate';
import { systemCtx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import { cancelServicePlan } from '#core/services/cancel-service-plan';
import { createServicePlan } from '#core/services/create-service-plan';
import { grantServicePlan } from '#core/services/grant-service-plan';
import { buildMember, buildOrganization, buildPatient, ctxOf } from '#tests/support/factories/base';
import { liveKernel, type LiveKernel } from '#tests/support/live-kernel';
import { until } from '#tests/support/temporal-env';

let live: LiveKernel;
let admin: Principal;
let patient: Awaited<ReturnType<typeof buildPatient>>;
let servicePlanId: number;

beforeAll(async () => {
  live = await liveKernel();
  const org = await buildOrganization(live.kernel);
  admin = await buildMember(live.kernel, org, ['admin']);
  patient = await buildPatient(live.kernel, org);
  await peek(
    `insert into organization_policies (organization_id, "values") values ($1, '{"service_plan.expiry_notice": "PT2S"}')`,
    [org],
  );
  const offer = {
    name: 'Short one',
    description: '',
    billingModel: 'time_based',
    priceCents: 100,
    currency: 'EUR',
    durationDays: 30,
    sessionCount: null,
    telerehabAccess: true,
    libraryAccess: true,
    status: 'active',
  } as const;
  servicePlanId = (await createServicePlan(ctxOf(live.kernel, admin), offer)).id;
}, 120_000);
afterAll(() => live.close());

const peek = <R>(sql: string, params: readonly unknown[] = []): Promise<R[]> =>
  inSystemTx(systemCtx(live.kernel, null, new Date()), (tx) => tx.query<R>(sql, params));
const grant = (msFromNow: { start: number | null; end: number | null }): Promise<number> => {
  const ctx = ctxOf(live.kernel, admin);
  const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ctx.now.getTime() + ms));
  const input = { patientId: patient.patientId, servicePlanId, startsAt: at(msFromNow.start), endsAt: at(msFromNow.end) };
  return grantServicePlan(ctx, input).then(({ id }) => id);
};
const unlessBusy = (error: unknown): null => {
  if (error instanceof AppError && error.code === 'process_busy') return null;
  throw error;
};
const statusOf = async (id: number): Promise<string | undefined> =>
  (await peek<{ status: string }>('select status from patient_service_plans where id = $1', [id]))[0]?.status;
const eventsOf = async (id: number): Promise<string[]> =>
  (
    await peek<{ type: string }>(
      `select type from outbox where aggregate = 'patient_service_plan' and aggregate_id = $1 order by id`,
      [id],
    )
  ).map(({ type }) => type);
const processOf = async (id: number): Promise<{ status: string; state: string; timers: string[] } | undefined> =>
  (
    await peek<{ status: string; state: string; timers: string[] }>(
      `select p.status, p.state, coalesce((select array_agg(t.kind order by t.due_at) from process_timers t where t.process_id = p.id), '{}') as timers
       from processes p where p.kind = 'patient_service_plan' and p.subject_id = $1`,
      [id],
    )
  )[0];

it('opens at its start, gives notice, expires by itself and shows each armed timer meanwhile', async () => {
  const id = await grant({ start: 5_000, end: 10_000 });
  await until('the process is visible', async () => (await processOf(id)) !== undefined);
  expect(await processOf(id)).toEqual({ status: 'open', state: 'pending', timers: ['start', 'notice', 'expire'] });
  await until('it is active', async () => (await statusOf(id)) === 'active');
  expect((await processOf(id))?.timers).toEqual(['notice', 'expire']);
  await until('the notice is out', async () => (await eventsOf(id)).includes('service_plan.expiring'));
  expect(await statusOf(id)).toBe('active');
  await until('it is expired', async () => (await statusOf(id)) === 'expired');
  expect(await eventsOf(id)).toEqual(['service_plan.granted', 'service_plan.expiring', 'service_plan.expired']);
  expect(await processOf(id)).toEqual({ status: 'closed', state: 'expired', timers: [] });
}, 40_000);

it('is cancelled once, and nothing comes afterwards', async () => {
  const id = await grant({ start: null, end: null });
  await until('the process runs', async () => (await processOf(id)) !== undefined);
  const updateId = randomUUID();
  const cancel = () => cancelServicePlan(ctxOf(live.kernel, admin), { id, reason: 'moved away', updateId });
  let cancelled: Awaited<ReturnType<typeof cancel>> | null = null;
  // on a busy machine the verdict may come late; the same key asks for it again
  await until('it is cancelled', async () => (cancelled = await cancel().catch(unlessBusy)) !== null);
  expect(cancelled).toMatchObject({ status: 'cancelled', cancelReason: 'moved away' });
  expect(await cancel()).toMatchObject({ status: 'cancelled' }); // a repeat is answered, not refused
  const again = cancelServicePlan(ctxOf(live.kernel, admin), { id, reason: 'twice', updateId: randomUUID() });
  await expect(again).rejects.toMatchObject({ code: 'illegal_transition' });
  expect(await eventsOf(id)).toEqual(['service_plan.granted', 'service_plan.cancelled']);
  expect(await processOf(id)).toEqual({ status: 'closed', state: 'cancelled', timers: [] });
}, 40_000);
