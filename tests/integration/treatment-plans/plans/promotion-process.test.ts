import { randomUUID } from 'node:crypto';
import type { Principal } from '#api/http/authenticate';
import { approvalRoutes } from '#api/approvals/approval.routes';
import { planRoutes } from '#api/treatment-plans/plan.routes';
import { createServicePlan } from '#core/services/create-service-plan';
import { grantServicePlan } from '#core/services/grant-service-plan';
import { startTestApi, type TestApi, type TestReply } from '#tests/support/api-client';
import { buildMember, buildOrganization, buildPatient, ctxOf } from '#tests/support/factories/base';
import { liveKernel, type LiveKernel } from '#tests/support/live-kernel';
import { until } from '#tests/support/temporal-env';
import { buildExercise, buildTaxonomy } from '../../exercise-library/exercise-fixtures';
import { codeOf, idOf, namesOf, planBody, revOf } from './plan-fixtures';

let live: LiveKernel;
let api: TestApi;
let author: Principal;
let colleague: Principal;
let patient: Awaited<ReturnType<typeof buildPatient>>;
let exerciseId: number;

beforeAll(async () => {
  live = await liveKernel();
  api = await startTestApi({ kernel: live.kernel, routes: [...planRoutes, ...approvalRoutes] });
  const org = await buildOrganization(live.kernel);
  author = await buildMember(live.kernel, org, ['specialist'], 'Ada Author');
  colleague = await buildMember(live.kernel, org, ['specialist'], 'Carl Colleague');
  patient = await buildPatient(live.kernel, org, { name: 'Xaveria Quandt' });
  exerciseId = await buildExercise(ctxOf(live.kernel, author), await buildTaxonomy(live.kernel));
  const admin = ctxOf(live.kernel, await buildMember(live.kernel, org, ['admin']));
  const access = { telerehabAccess: true, libraryAccess: true, status: 'active', description: '', sessionCount: null } as const;
  const offer = {
    ...access,
    name: 'Home',
    billingModel: 'time_based',
    priceCents: 1,
    currency: 'EUR',
    durationDays: 30,
  } as const;
  const { id } = await createServicePlan(admin, offer);
  await grantServicePlan(admin, { patientId: patient.patientId, servicePlanId: id, startsAt: null, endsAt: null });
}, 120_000);
afterAll(async () => {
  await api.close();
  await live.close();
});

/** A custom plan, published, and the request to promote it. */
async function promotion(name: string): Promise<{ planId: number; approvalPath: string }> {
  const body = { ...planBody([exerciseId], { name: `Source of ${name}` }), patient_id: patient.patientId };
  const created = await api.as(author)('POST', '/v1/treatment-plans', { body });
  const path = `/v1/treatment-plans/${idOf(created)}`;
  await api.as(author)('POST', `${path}/publish`, { body: {}, rev: revOf(created) });
  const promoted = await api.as(author)('POST', `${path}/promote`, { body: { name } });
  expect(promoted.status).toBe(202);
  return { planId: Number(promoted.body['plan_id']), approvalPath: `/v1/approvals/${Number(promoted.body['approval_id'])}` };
}
const planOf = (id: number): Promise<TestReply> => api.as(author)('GET', `/v1/treatment-plans/${id}`);
/** As a client does: a request whose process is only just starting says 503 and is repeated. */
async function decide(who: Principal, path: string, body: Record<string, unknown>): Promise<TestReply> {
  const key = randomUUID();
  let reply = await api.as(who)('POST', path, { body, key });
  await until('the approval has its process', async () => {
    if (reply.status === 503) reply = await api.as(who)('POST', path, { body, key });
    return reply.status !== 503;
  });
  return reply;
}
const hashOf = async (approvalPath: string): Promise<unknown> => {
  const review = await api.as(colleague)('GET', approvalPath);
  expect(review.status).toBe(200);
  const { approval, content_hash } = review.body as { approval?: { content_hash?: string }; content_hash?: string };
  return approval?.content_hash ?? content_hash;
};

it('is decided by a colleague and then stands in the library of the clinic', async () => {
  const { planId, approvalPath } = await promotion('Back strength');
  const content_hash = await hashOf(approvalPath);
  expect(content_hash).toBe((await planOf(planId)).body['content_hash']);
  const own = await decide(author, `${approvalPath}/approve`, { content_hash });
  expect(codeOf(own)).toBe('author_cannot_decide');
  expect((await decide(colleague, `${approvalPath}/approve`, { content_hash })).status).toBe(200);
  await until('the plan is published', async () => (await planOf(planId)).body['status'] === 'published');
  expect((await planOf(planId)).body).toMatchObject({ version: 1, visibility: 'library', awaits_promotion: false });
  expect(namesOf(await api.as(patient)('GET', '/v1/treatment-plans/library'))).toEqual(['Back strength']);
}, 40_000);

it('is archived when a colleague says no', async () => {
  const { planId, approvalPath } = await promotion('Not good enough');
  const body = { content_hash: await hashOf(approvalPath), reason: 'Too hard for a start.' };
  expect((await decide(colleague, `${approvalPath}/reject`, body)).status).toBe(200);
  await until('the copy is archived', async () => (await planOf(planId)).body['status'] === 'archived');
  expect(namesOf(await api.as(patient)('GET', '/v1/treatment-plans/library'))).not.toContain('Not good enough');
}, 40_000);
