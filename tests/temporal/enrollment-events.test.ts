import { randomUUID } from 'node:crypto';
import { features } from '#api/features';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { startTestApi, type Caller, type TestApi } from '../support/api-client';
import { act, assign, buildClinic, decide, peek, type Clinic } from '../support/care-acts';
import { buildPublishedPlan } from '../support/factories/content';
import { liveKernel, type LiveKernel } from '../support/live-kernel';
import { until } from '../support/temporal-env';

jest.setTimeout(60_000);

let live: LiveKernel;
let api: TestApi;
/** Assignments wait for a colleague. */
let strict: Clinic;
/** Nobody may be silent for long. */
let impatient: Clinic;

beforeAll(async () => {
  live = await liveKernel();
  api = await startTestApi({ kernel: live.kernel, routes: features.flat() });
  strict = await buildClinic(live.kernel, { 'assign.approval': true, 'session.max_per_day': 10, 'session.extra_per_week': 14 });
  impatient = await buildClinic(live.kernel, { 'silence.after': 'PT2S' });
}, 120_000);
afterAll(async () => {
  await api.close();
  await live.close();
});

interface Told {
  type: string;
  organization_id: number;
  actor_user_id: number | null;
  payload: Record<string, unknown>;
}

/** Everything the outbox holds about one row, in order. */
const eventsOf = (aggregate: string, id: number): Promise<Told[]> =>
  inSystemTx(systemCtx(live.kernel, null, new Date()), (tx) =>
    tx.query<Told>(
      'select type, organization_id, actor_user_id, payload from outbox where aggregate = $1 and aggregate_id = $2 order by id',
      [aggregate, id],
    ),
  );
const typesOf = (told: readonly Told[]): string[] => told.map(({ type }) => type);
const eventOf = (told: readonly Told[], type: string): Told | undefined => told.find((event) => event.type === type);

/** Ids, numbers, flags and words of the catalogue; nothing a person wrote and nothing that names one. */
function holdsIdsOnly(told: readonly Told[]): void {
  const words = /^[a-z_]{1,30}$/;
  for (const { type, payload } of told) {
    const isPlain = (value: unknown): boolean =>
      value === null ||
      typeof value === 'number' ||
      typeof value === 'boolean' ||
      (typeof value === 'string' && words.test(value));
    const spoken = Object.entries(payload).filter(([, value]) => !isPlain(value));
    expect([type, spoken]).toEqual([type, []]);
    expect(JSON.stringify(payload)).not.toMatch(/of a test|Agreed|holiday/i);
  }
}

const approve = async (approvalId: number | null): Promise<void> => {
  const id = approvalId ?? 0;
  const contentHash = await peek<string>(live.kernel, 'select content_hash from approvals where id = $1', [id]);
  await decide(strict, strict.colleague, id, 'approve', { contentHash, note: null });
};
const statusIs = (id: number, status: string): Promise<void> =>
  until(`it is ${status}`, async () => {
    const sql = 'select status from patient_treatment_plans where id = $1';
    return (await peek<string>(live.kernel, sql, [id])) === status;
  });

/** Two deliveries of the same act, as a client does after a lost answer. */
async function twice(as: Caller, path: string, body?: object): Promise<Record<string, unknown>> {
  const key = randomUUID();
  const options = { key, ...(body !== undefined && { body }) };
  const first = await as('POST', path, options);
  const again = await as('POST', path, options);
  expect([first.status < 300, again.status]).toEqual([true, first.status]);
  return first.body;
}

it('tells the making of a plan once', async () => {
  const planId = await buildPublishedPlan(live.kernel, strict.author, strict.exerciseId);
  const told = await eventsOf('plan', planId);
  expect(typesOf(told)).toEqual(['treatment_plan.created', 'treatment_plan.published']);
  expect(told[0]).toMatchObject({
    organization_id: strict.orgId,
    actor_user_id: strict.author.actor.userId,
    payload: { plan_id: planId, scope: 'organization' },
  });
  holdsIdsOnly(told);
});

it('tells each act of a whole course once, in order, with ids only', async () => {
  const patient = await strict.newPatient();
  const as = api.as(patient);
  const specialist = api.as(strict.author);
  const assigned = await twice(specialist, `/v1/treatment-plans/${strict.planId}/assign`, { patient_id: patient.patientId });
  const id = Number(assigned['enrollment_id']);
  await approve(Number(assigned['approval_id']));
  await statusIs(id, 'active');
  const start = { enrollment_id: id, client_id: randomUUID(), pain_before: 6 };
  const { id: session } = (await twice(as, '/v1/patient-session-completions', start))['session'] as { id: number };
  await twice(as, `/v1/patient-session-completions/${session}/complete`, { pain_after: 2, notes: 'Agreed to go on' });
  await twice(as, '/v1/patient-session-completions/skip', { enrollment_id: id, client_id: randomUUID(), reason: 'time' });
  await twice(as, `/v1/patient-treatment-plans/${id}/pause`, { reason: 'A holiday by the sea' });
  await twice(as, `/v1/patient-treatment-plans/${id}/resume`);
  await twice(specialist, `/v1/patient-treatment-plans/${id}/complete`, { reason: 'graduated', note: 'Agreed on the phone' });

  const told = await eventsOf('enrollment', id);
  expect(typesOf(told)).toEqual([
    'treatment_plan.assigned',
    'treatment_plan.approval_requested',
    'treatment_plan.activated',
    'treatment_plan.session_started',
    'treatment_plan.session_completed',
    'treatment_plan.session_skipped',
    'treatment_plan.paused',
    'treatment_plan.resumed',
    'treatment_plan.completed',
  ]);
  const ids = { enrollment_id: id, patient_id: patient.patientId };
  for (const event of told) expect(event).toMatchObject({ organization_id: strict.orgId, payload: ids });
  expect(eventOf(told, 'treatment_plan.assigned')?.payload).toEqual({
    ...ids,
    plan_id: strict.planId,
    version: 1,
    self_assigned: false,
  });
  expect(eventOf(told, 'treatment_plan.approval_requested')?.payload['approval_id']).toBe(assigned['approval_id']);
  expect(eventOf(told, 'treatment_plan.session_started')?.payload['completion_id']).toBe(session);
  const done = eventOf(told, 'treatment_plan.session_completed');
  expect([done?.actor_user_id, done?.payload]).toEqual([patient.actor.userId, { ...ids, completion_id: session }]);
  expect(eventOf(told, 'treatment_plan.session_skipped')?.payload['reason']).toBe('time');
  expect(eventOf(told, 'treatment_plan.completed')).toMatchObject({
    actor_user_id: strict.author.actor.userId,
    payload: { reason: 'graduated', plan_id: strict.planId },
  });
  holdsIdsOnly(told);
});

it('tells a rejection once, and the end of a course that ran out of time', async () => {
  const patient = await strict.newPatient();
  const refused = await assign(strict, patient.patientId);
  const contentHash = await peek<string>(live.kernel, 'select content_hash from approvals where id = $1', [refused.approvalId]);
  await decide(strict, strict.colleague, refused.approvalId ?? 0, 'reject', { contentHash, reason: 'Agreed otherwise' });
  await statusIs(refused.enrollmentId, 'rejected');
  const rejected = await eventsOf('enrollment', refused.enrollmentId);
  expect(typesOf(rejected).filter((type) => type === 'treatment_plan.rejected')).toHaveLength(1);
  expect(typesOf(rejected)).not.toContain('treatment_plan.activated');
  expect(eventOf(rejected, 'treatment_plan.rejected')?.payload['reason']).toBe('rejected');

  const longAgo = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10);
  const old = await assign(impatient, (await impatient.newPatient()).patientId, longAgo);
  await statusIs(old.enrollmentId, 'expired');
  const expired = await eventsOf('enrollment', old.enrollmentId);
  expect(typesOf(expired).filter((type) => type === 'treatment_plan.expired')).toHaveLength(1);
  expect(typesOf(expired)).not.toContain('treatment_plan.completed');
  holdsIdsOnly([...rejected, ...expired]);
});

it('tells a silence once, and a cancellation', async () => {
  const patient = await impatient.newPatient();
  const { enrollmentId } = await assign(impatient, patient.patientId);
  await until('it is silent', async () => typesOf(await eventsOf('enrollment', enrollmentId)).includes('treatment_plan.silent'));
  await act(impatient, impatient.author, enrollmentId, 'cancel', { reason: 'lapsed', note: 'Agreed on the phone' });
  const told = await eventsOf('enrollment', enrollmentId);
  expect(typesOf(told)).toEqual([
    'treatment_plan.assigned',
    'treatment_plan.activated',
    'treatment_plan.silent',
    'treatment_plan.cancelled',
  ]);
  expect(eventOf(told, 'treatment_plan.silent')?.payload).toEqual({
    enrollment_id: enrollmentId,
    patient_id: patient.patientId,
    alert: 1,
  });
  expect(eventOf(told, 'treatment_plan.cancelled')?.payload['reason']).toBe('lapsed');
  holdsIdsOnly(told);
});
