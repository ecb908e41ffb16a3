import type { Principal } from '#api/http/authenticate';
import { planRoutes } from '#api/treatment-plans/plan.routes';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { startTestApi, type TestApi, type TestReply } from '#tests/support/api-client';
import { buildMember, buildOrganization, buildPatient, ctxOf } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';
import { buildExercise, buildTaxonomy, reps } from '../../exercise-library/exercise-fixtures';

export interface PlanHouse {
  house: HttpKernel;
  api: TestApi;
  author: Principal;
  colleague: Principal;
  stranger: Principal;
  patient: Principal & { patientId: number };
  orgId: number;
  categoryId: number;
  bridgeId: number;
  squatId: number;
  close(): Promise<void>;
}

export async function planHouse(): Promise<PlanHouse> {
  const house = await httpKernel();
  const api = await startTestApi({ kernel: house.kernel, routes: planRoutes });
  const orgId = await buildOrganization(house.kernel);
  const author = await buildMember(house.kernel, orgId, ['specialist'], 'Ada Author');
  const colleague = await buildMember(house.kernel, orgId, ['specialist'], 'Carl Colleague');
  const patient = await buildPatient(house.kernel, orgId, { name: 'Xaveria Quandt' });
  const stranger = await buildMember(house.kernel, await buildOrganization(house.kernel), ['specialist']);
  const categoryId = await buildTaxonomy(house.kernel);
  const ctx = ctxOf(house.kernel, author);
  const bridgeId = await buildExercise(ctx, categoryId, { name: 'Glute bridge' });
  const squatId = await buildExercise(ctx, categoryId, { name: 'Squat', bodyRegions: ['knee'] });
  const close = async (): Promise<void> => {
    await api.close();
    await house.close();
  };
  return { house, api, author, colleague, stranger, patient, orgId, categoryId, bridgeId, squatId, close };
}

export function session(exerciseIds: readonly number[], change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    key: 'a',
    title: 'Session A',
    place: 'home',
    from_week: null,
    to_week: null,
    exercises: exerciseIds.map((exercise_id) => ({ exercise_id, params: reps })),
    ...change,
  };
}

export function planBody(exerciseIds: readonly number[], change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Low back basics',
    description: 'Six weeks of strength.',
    condition: 'Low back pain',
    body_regions: ['low_back'],
    difficulty: 'beginner',
    type: 'telerehab',
    frequency_per_week: 3,
    duration_weeks: 4,
    red_flag_questions: [{ key: 'bladder', text: 'Have you lost control of your bladder?' }],
    contraindication_questions: [{ key: 'surgery', text: 'Were you operated on in the last six weeks?' }],
    sessions: exerciseIds.length === 0 ? [] : [session(exerciseIds)],
    visibility: 'private',
    requires_approval: false,
    ...change,
  };
}

export const idOf = (reply: TestReply): number => Number(reply.body['id']);
export const revOf = (reply: TestReply): number => Number(reply.body['rev']);
export const codeOf = (reply: TestReply): unknown => reply.body['code'];
export const namesOf = (reply: TestReply): unknown[] => (reply.body['items'] as { name: string }[]).map((item) => item.name);

/** Creates and publishes; answers with the published plan. */
export async function publishedPlan(
  at: PlanHouse,
  change: Record<string, unknown> = {},
  who: Principal = at.author,
): Promise<TestReply> {
  const created = await at.api.as(who)('POST', '/v1/treatment-plans', { body: planBody([at.bridgeId], change) });
  if (created.status !== 201) throw new Error(created.text);
  return at.api.as(who)('POST', `/v1/treatment-plans/${idOf(created)}/publish`, { body: {}, rev: revOf(created) });
}

/** Reads as the system role, past every wall. */
export async function peek<R>(at: PlanHouse, sql: string, params: readonly unknown[] = []): Promise<R[]> {
  return inSystemTx(systemCtx(at.house.kernel, null, new Date()), (tx) => tx.query<R>(sql, params));
}
