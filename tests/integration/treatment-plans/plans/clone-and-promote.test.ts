import { finishPromotion } from '#core/treatment-plans/plans/finish-promotion';
import { systemCtx } from '#core/kernel/ctx';
import { buildPatient } from '#tests/support/factories/base';
import { codeOf, idOf, peek, planBody, planHouse, publishedPlan, revOf, session, type PlanHouse } from './plan-fixtures';

let at: PlanHouse;
beforeAll(async () => {
  at = await planHouse();
});
afterAll(() => at.close());

const author = (method: string, path: string, options = {}) => at.api.as(at.author)(method, path, options);
const noted = (note: string) =>
  session([], {
    exercises: [
      {
        exercise_id: at.bridgeId,
        params: { mode: 'reps', sets: 2, reps: 8, rest_between_sets_seconds: 20, note_to_patient: note },
      },
    ],
  });
const customPlan = async (change: Record<string, unknown> = {}) => {
  const created = await author('POST', '/v1/treatment-plans', {
    body: {
      ...planBody([at.bridgeId], { sessions: [noted('Slowly, Xaveria, mind your scar')], ...change }),
      patient_id: at.patient.patientId,
    },
  });
  return author('POST', `/v1/treatment-plans/${idOf(created)}/publish`, { body: {}, rev: revOf(created) });
};

it('clones a version with provenance into a draft of its own', async () => {
  const source = await publishedPlan(at, { requires_approval: true });
  const clone = await author('POST', `/v1/treatment-plans/${idOf(source)}/clone`, { body: { name: 'Copy' } });
  expect(clone.status).toBe(201);
  expect(clone.body).toMatchObject({
    name: 'Copy',
    status: 'draft',
    version: 0,
    cloned_from: { plan_id: idOf(source), version: 1 },
    requires_approval: true,
    visibility: 'private',
  });
  const changed = planBody([at.squatId], { name: 'Copy' });
  await author('PUT', `/v1/treatment-plans/${idOf(clone)}/content`, { body: changed, rev: revOf(clone) });
  expect((await author('GET', `/v1/treatment-plans/${idOf(source)}`)).body).toMatchObject({
    content: { sessions: [{ exercises: [{ exercise_id: at.bridgeId }] }] },
  });
});

it('clones for one patient, with notes kept only for that patient', async () => {
  const source = await customPlan({ name: 'Back programme' });
  const path = `/v1/treatment-plans/${idOf(source)}/clone`;
  const same = await author('POST', path, { body: { patient_id: at.patient.patientId } });
  expect(same.text).toContain('mind your scar');
  const other = await buildPatient(at.house.kernel, at.orgId, { name: 'Otto Other' });
  const foreign = await author('POST', path, { body: { patient_id: other.patientId } });
  expect([foreign.status, foreign.text.includes('scar')]).toEqual([201, false]);
  expect(codeOf(await author('POST', path, { body: {} }))).toBe('forbidden');
});

it('does not put a plan made for one patient into the library', async () => {
  const body = { ...planBody([at.bridgeId], { visibility: 'library' }), patient_id: at.patient.patientId };
  expect((await author('POST', '/v1/treatment-plans', { body })).body['errors']).toMatchObject([
    { pointer: '/visibility', code: 'custom_plan_private' },
  ]);
});

it('refuses to promote while a text names the patient, a draft, or a plan of the clinic', async () => {
  const named = await customPlan({ name: 'Programme', description: 'Made for Xaveria after her fall.' });
  const refused = await author('POST', `/v1/treatment-plans/${idOf(named)}/promote`, { body: { name: 'Good one' } });
  expect(refused.body).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/description', code: 'trace_of_patient' }],
  });
  const draft = await author('POST', '/v1/treatment-plans', {
    body: { ...planBody([at.bridgeId]), patient_id: at.patient.patientId },
  });
  expect(codeOf(await author('POST', `/v1/treatment-plans/${idOf(draft)}/promote`, { body: { name: 'Good one' } }))).toBe(
    'plan_not_published',
  );
  const own = await publishedPlan(at);
  expect(codeOf(await author('POST', `/v1/treatment-plans/${idOf(own)}/promote`, { body: { name: 'Good one' } }))).toBe(
    'conflict',
  );
  expect(await peek(at, `select 1 from treatment_plans where name = 'Good one'`)).toEqual([]);
});

it('promotes an anonymous copy that waits for its approval and cannot be changed meanwhile', async () => {
  const source = await customPlan({ name: 'Quiet programme' });
  const reply = await author('POST', `/v1/treatment-plans/${idOf(source)}/promote`, { body: { name: 'Back strength' } });
  expect(reply.status).toBe(202);
  const planId = Number(reply.body['plan_id']);
  const copy = await author('GET', `/v1/treatment-plans/${planId}`);
  expect(copy.body).toMatchObject({
    scope: 'organization',
    patient: null,
    name: 'Back strength',
    status: 'draft',
    version: 0,
    visibility: 'private',
    awaits_promotion: true,
    editable: false,
    cloned_from: null,
  });
  const put = await author('PUT', `/v1/treatment-plans/${planId}/content`, { body: planBody([at.squatId]), rev: revOf(copy) });
  expect(codeOf(put)).toBe('conflict');
  const [approval] = await peek<Record<string, unknown>>(
    at,
    'select kind, patient_id, treatment_plan_id, version, content_hash, title, status from approvals where id = $1',
    [reply.body['approval_id']],
  );
  expect(approval).toEqual({
    kind: 'plan_promotion',
    patient_id: null,
    treatment_plan_id: planId,
    version: 1,
    content_hash: copy.body['content_hash'],
    title: 'Back strength',
    status: 'pending',
  });
});

it('leaves no trace of the patient, the notes or the source in the copy, its version, approval and events', async () => {
  const source = await customPlan({ name: 'Another programme' });
  const reply = await author('POST', `/v1/treatment-plans/${idOf(source)}/promote`, { body: { name: 'Traceless' } });
  const planId = Number(reply.body['plan_id']);
  await finishPromotion(systemCtx(at.house.kernel, at.orgId, new Date()), { planId, outcome: 'approved' });
  const rows = await peek<{ row: string }>(
    at,
    `select to_jsonb(p)::text as row from treatment_plans p where id = $1
     union all select to_jsonb(v)::text from treatment_plan_versions v where treatment_plan_id = $1
     union all select to_jsonb(s)::text from treatment_plan_sessions s where treatment_plan_id = $1
     union all select to_jsonb(e)::text from treatment_plan_session_exercises e join treatment_plan_sessions s on s.id = e.session_id where s.treatment_plan_id = $1
     union all select to_jsonb(a)::text from approvals a where treatment_plan_id = $1
     union all select to_jsonb(o)::text from outbox o where aggregate = 'plan' and aggregate_id = $1
     union all select to_jsonb(l)::text from audit_log l where entity = 'treatment_plan' and entity_id = $1`,
    [planId],
  );
  expect(rows.length).toBeGreaterThan(6);
  const all = rows.map(({ row }) => row).join('\n');
  expect(all).not.toMatch(/xaveria|quandt|scar/i);
  for (const { row } of rows) {
    const parsed = JSON.parse(row) as Record<string, unknown>;
    expect([parsed['patient_id'] ?? null, parsed['cloned_from_plan_id'] ?? null]).toEqual([null, null]);
    expect(JSON.stringify(parsed['payload'] ?? {})).not.toContain(`"source_plan_id":${idOf(source)}`);
  }
});

it('offers the approved copy in the library, archives a refused one, and takes repeated news as one', async () => {
  const source = await customPlan({ name: 'Third programme' });
  const promoted = await author('POST', `/v1/treatment-plans/${idOf(source)}/promote`, { body: { name: 'Approved copy' } });
  const refused = await author('POST', `/v1/treatment-plans/${idOf(source)}/promote`, { body: { name: 'Refused copy' } });
  const system = systemCtx(at.house.kernel, at.orgId, new Date());
  const [yes, no] = [Number(promoted.body['plan_id']), Number(refused.body['plan_id'])];
  await peek(at, `update approvals set status = 'approved' where subject_id = $1`, [yes]);
  await finishPromotion(system, { planId: yes, outcome: 'approved' });
  await finishPromotion(system, { planId: yes, outcome: 'approved' });
  await finishPromotion(system, { planId: no, outcome: 'rejected' });
  expect((await author('GET', `/v1/treatment-plans/${yes}`)).body).toMatchObject({
    status: 'published',
    version: 1,
    visibility: 'library',
    awaits_promotion: false,
    editable: true,
  });
  expect((await author('GET', `/v1/treatment-plans/${no}`)).body).toMatchObject({
    status: 'archived',
    version: 0,
    visibility: 'private',
  });
  const events = await peek<{ type: string }>(
    at,
    `select type from outbox where aggregate = 'plan' and aggregate_id = $1 order by id`,
    [yes],
  );
  expect(events.map((event) => event.type)).toEqual([
    'treatment_plan.created',
    'treatment_plan.published',
    'treatment_plan.promoted',
  ]);
});
