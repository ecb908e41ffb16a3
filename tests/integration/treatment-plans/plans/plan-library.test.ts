import { grantServicePlan } from '#core/services/grant-service-plan';
import { createServicePlan } from '#core/services/create-service-plan';
import { buildMember, buildPatient, ctxOf } from '#tests/support/factories/base';
import { codeOf, idOf, namesOf, planBody, planHouse, publishedPlan, revOf, type PlanHouse } from './plan-fixtures';

let at: PlanHouse;
const offer = {
  description: '',
  billingModel: 'time_based',
  priceCents: 4900,
  currency: 'EUR',
  durationDays: 90,
  sessionCount: null,
  telerehabAccess: true,
  status: 'active',
} as const;

beforeAll(async () => {
  at = await planHouse();
  const admin = await buildMember(at.house.kernel, at.orgId, ['admin']);
  const ctx = ctxOf(at.house.kernel, admin);
  const full = await createServicePlan(ctx, { ...offer, name: 'Telerehab plus', libraryAccess: true });
  const basic = await createServicePlan(ctx, { ...offer, name: 'Practice only', libraryAccess: false });
  await grantServicePlan(ctx, { patientId: at.patient.patientId, servicePlanId: full.id, startsAt: null, endsAt: null });
  outsider = await buildPatient(at.house.kernel, at.orgId);
  await grantServicePlan(ctx, { patientId: outsider.patientId, servicePlanId: basic.id, startsAt: null, endsAt: null });
});
afterAll(() => at.close());

let outsider: Awaited<ReturnType<typeof buildPatient>>;
const patient = (method: string, path: string, options = {}) => at.api.as(at.patient)(method, path, options);
const library = '/v1/treatment-plans/library';

it('shows a patient the published library plans of their clinic and nothing else', async () => {
  const shown = await publishedPlan(at, { name: 'Shown', visibility: 'library' });
  const hidden = await publishedPlan(at, { name: 'Private one' });
  const draft = await at.api.as(at.author)('POST', '/v1/treatment-plans', {
    body: planBody([at.bridgeId], { name: 'Draft one', visibility: 'library' }),
  });
  expect(namesOf(await patient('GET', library))).toEqual(['Shown']);
  const read = await patient('GET', `${library}/${idOf(shown)}`);
  expect(read.body).toMatchObject({
    name: 'Shown',
    version: 1,
    session_minutes: 4,
    equipment: ['mat'],
    content: {
      red_flag_questions: [{ key: 'bladder' }],
      contraindication_questions: [{ key: 'surgery' }],
      sessions: [{ exercises: [{ name: 'Glute bridge' }] }],
    },
  });
  expect((await patient('GET', `${library}/${idOf(hidden)}`)).status).toBe(404);
  expect((await patient('GET', `${library}/${idOf(draft)}`)).status).toBe(404);
});

it('shows the published version while the author works on the next', async () => {
  const plan = await publishedPlan(at, { name: 'Stable name', visibility: 'library' });
  await at.api.as(at.author)('PUT', `/v1/treatment-plans/${idOf(plan)}/content`, {
    body: planBody([at.squatId], { name: 'Half written', visibility: 'library' }),
    rev: revOf(plan),
  });
  expect((await patient('GET', `${library}/${idOf(plan)}`)).body).toMatchObject({
    name: 'Stable name',
    content: { sessions: [{ exercises: [{ exercise_id: at.bridgeId }] }] },
  });
  expect(namesOf(await patient('POST', `${library}/search`, { body: { text: 'half' } }))).toEqual([]);
});

it('filters by condition, difficulty, region and words, and names what can be filtered by', async () => {
  await publishedPlan(at, {
    name: 'Knee strong',
    condition: 'Knee osteoarthritis',
    body_regions: ['knee'],
    difficulty: 'advanced',
    visibility: 'library',
  });
  expect(namesOf(await patient('GET', `${library}?condition=knee%20osteoarthritis`))).toEqual(['Knee strong']);
  expect(namesOf(await patient('GET', `${library}?body_region=knee&difficulty=advanced`))).toEqual(['Knee strong']);
  expect(namesOf(await patient('GET', `${library}?body_region=knee&difficulty=beginner`))).toEqual([]);
  expect(namesOf(await patient('POST', `${library}/search`, { body: { text: 'KNEE' } }))).toEqual(['Knee strong']);
  expect((await patient('GET', `${library}/facets`)).body).toEqual({
    conditions: ['Knee osteoarthritis', 'Low back pain'],
    body_regions: ['knee', 'low_back'],
  });
});

it('refuses without library access and names the services that include it', async () => {
  const refused = await at.api.as(outsider)('GET', library);
  expect([refused.status, codeOf(refused), refused.body['services']]).toEqual([
    403,
    'library_access_required',
    ['Telerehab plus'],
  ]);
  expect(String(refused.body['detail'])).toContain('Telerehab plus');
});

it('is for patients: staff are sent away', async () => {
  expect((await at.api.as(at.author)('GET', library)).status).toBe(403);
});
