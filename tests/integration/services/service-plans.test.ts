import type { Principal } from '#api/http/authenticate';
import { patientServicePlanRoutes } from '#api/services/patient-service-plan.routes';
import { servicePlanRoutes } from '#api/services/service-plan.routes';
import { inTx } from '#core/kernel/tx';
import { activeAccess } from '#core/services/active-access';
import { startTestApi, type TestApi, type TestReply } from '#tests/support/api-client';
import { buildMember, buildOrganization, buildPatient, ctxOf } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';

type Patient = Awaited<ReturnType<typeof buildPatient>>;
let house: HttpKernel;
let api: TestApi;
let admin: Principal;
let specialist: Principal;
let patient: Patient;
let neighbour: Patient;
let stranger: Principal;

beforeAll(async () => {
  house = await httpKernel();
  api = await startTestApi({ kernel: house.kernel, routes: [...servicePlanRoutes, ...patientServicePlanRoutes] });
  const org = await buildOrganization(house.kernel);
  admin = await buildMember(house.kernel, org, ['admin']);
  specialist = await buildMember(house.kernel, org, ['specialist']);
  patient = await buildPatient(house.kernel, org);
  neighbour = await buildPatient(house.kernel, org);
  stranger = await buildMember(house.kernel, await buildOrganization(house.kernel), ['admin', 'specialist']);
});
afterAll(async () => {
  await api.close();
  await house.close();
});

const body = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Telerehab plus',
  description: '',
  billing_model: 'time_based',
  price_cents: 4900,
  currency: 'EUR',
  duration_days: 90,
  session_count: null,
  telerehab_access: true,
  library_access: true,
  status: 'active',
  ...change,
});
const offer = async (change: Record<string, unknown> = {}): Promise<number> =>
  Number((await api.as(admin)('POST', '/v1/service-plans', { body: body(change) })).body['id']);
const grant = (who: Patient, service_plan_id: number, change: Record<string, unknown> = {}): Promise<TestReply> =>
  api.as(specialist)('POST', `/v1/patients/${who.patientId}/service-plans`, { body: { service_plan_id, ...change } });
const access = (who: Patient, at: Date = new Date()) =>
  inTx(ctxOf(house.kernel, specialist), (tx) => activeAccess(tx, who.patientId, at));

it('keeps offers whose billing model has what it needs', async () => {
  const created = await api.as(admin)('POST', '/v1/service-plans', { body: body() });
  expect(created.body).toMatchObject({ ...body(), rev: 1 });
  const wrong = await api.as(admin)('POST', '/v1/service-plans', {
    body: body({ billing_model: 'hybrid', duration_days: null }),
  });
  expect((wrong.body['errors'] as { pointer: string }[]).map((error) => error.pointer)).toEqual([
    '/duration_days',
    '/session_count',
  ]);
  const path = `/v1/service-plans/${String(created.body['id'])}`;
  expect((await api.as(admin)('PUT', path, { body: body({ price_cents: 5900 }), rev: 1 })).body).toMatchObject({
    price_cents: 5900,
    rev: 2,
  });
  expect((await api.as(admin)('PUT', path, { body: body(), rev: 1 })).body['code']).toBe('stale_revision');
});

it('lets admins write, staff and patients read, and patients see active offers only', async () => {
  const draft = await offer({ name: 'Not yet', status: 'draft' });
  expect((await api.as(specialist)('POST', '/v1/service-plans', { body: body() })).status).toBe(403);
  const names = async (who: Principal) =>
    ((await api.as(who)('GET', '/v1/service-plans?limit=100')).body['items'] as { name: string }[]).map((item) => item.name);
  expect(await names(specialist)).toContain('Not yet');
  expect(await names(patient)).not.toContain('Not yet');
  expect((await api.as(stranger)('GET', `/v1/service-plans/${draft}`)).status).toBe(404);
  expect(await names(stranger)).toEqual([]);
});

it('opens access from the start to the end of a grant, and to nobody else', async () => {
  const id = await offer({ name: 'Ninety days' });
  const who = await buildPatient(house.kernel, specialist.orgId ?? 0);
  const reply = await grant(who, id);
  expect(reply.status).toBe(201);
  const endsAt = new Date(String(reply.body['ends_at']));
  expect(endsAt.getTime() - Date.parse(String(reply.body['starts_at']))).toBe(90 * 86_400_000);
  expect(await access(who)).toEqual({ telerehab: true, library: true });
  expect(await access(who, endsAt)).toEqual({ telerehab: false, library: false });
  expect(await access(neighbour)).toEqual({ telerehab: false, library: false });
});

it('opens nothing before a later start', async () => {
  const id = await offer({ name: 'Tomorrow' });
  const who = await buildPatient(house.kernel, specialist.orgId ?? 0);
  const startsAt = new Date(Date.now() + 86_400_000).toISOString();
  expect((await grant(who, id, { starts_at: startsAt })).body).toMatchObject({ status: 'pending', starts_at: startsAt });
  expect(await access(who)).toEqual({ telerehab: false, library: false });
});

it('refuses offers that are not active, periods that make no sense, and patients of another organization', async () => {
  const archived = await offer({ name: 'Old', status: 'archived' });
  expect((await grant(patient, archived)).body['code']).toBe('service_plan_inactive');
  const id = await offer({ name: 'Any' });
  const past = await grant(patient, id, { starts_at: '2026-01-02T00:00:00Z', ends_at: '2026-01-01T00:00:00Z' });
  expect(past.body['errors']).toMatchObject([{ pointer: '/ends_at' }, { pointer: '/ends_at' }]);
  expect((await grant(patient, id, { starts_at: '2020-01-01T00:00:00Z' })).status).toBe(422);
  const foreign = await api.as(stranger)('POST', `/v1/patients/${patient.patientId}/service-plans`, {
    body: { service_plan_id: id },
  });
  expect(foreign.status).toBe(404);
});

it('shows a patient their own services and no others', async () => {
  const id = await offer({ name: 'Mine' });
  await grant(patient, id);
  await grant(neighbour, id);
  const mine = (await api.as(patient)('GET', '/v1/me/service-plans')).body['items'] as { patient_id: number }[];
  expect(mine.map((item) => item.patient_id)).toEqual([patient.patientId]);
  expect((await api.as(patient)('GET', `/v1/patients/${patient.patientId}/service-plans`)).status).toBe(200);
  expect((await api.as(patient)('GET', `/v1/patients/${neighbour.patientId}/service-plans`)).status).toBe(404);
  expect((await api.as(stranger)('GET', `/v1/patients/${patient.patientId}/service-plans`)).status).toBe(404);
});

it('grants while Temporal is away and refuses to cancel until it is back, changing nothing', async () => {
  const id = await offer({ name: 'Away' });
  const who = await buildPatient(house.kernel, specialist.orgId ?? 0);
  const granted = await grant(who, id);
  const path = `/v1/patient-service-plans/${String(granted.body['id'])}/cancel`;
  const refused = await api.as(specialist)('POST', path, { body: { reason: 'moved away' } });
  expect([refused.status, refused.body['code']]).toEqual([503, 'temporal_unavailable']);
  expect(await access(who)).toEqual({ telerehab: true, library: true });
  expect((await api.as(stranger)('POST', path, { body: { reason: 'mischief' } })).status).toBe(404);
});
