import { codeOf, idOf, namesOf, peek, planBody, planHouse, publishedPlan, revOf, session, type PlanHouse } from './plan-fixtures';
import { updateExercise } from '#core/exercise-library/update-exercise';
import { ctxOf } from '#tests/support/factories/base';
import { exerciseDraft } from '../../exercise-library/exercise-fixtures';

let at: PlanHouse;
beforeAll(async () => {
  at = await planHouse();
});
afterAll(() => at.close());

const as = (who: 'author' | 'colleague' | 'stranger' | 'patient') => at.api.as(at[who]);

it('creates a draft with computed durations and says what keeps it from being published', async () => {
  const empty = await as('author')('POST', '/v1/treatment-plans', { body: planBody([]) });
  expect(empty.body).toMatchObject({
    scope: 'organization',
    status: 'draft',
    version: 0,
    author: { name: 'Ada Author' },
    editable: true,
  });
  expect(empty.body['publish_faults']).toEqual([{ pointer: '/sessions', code: 'plan_empty', message: expect.any(String) }]);
  const full = await as('author')('POST', '/v1/treatment-plans', { body: planBody([at.bridgeId, at.squatId]) });
  // 3 sets × (5 s ready + 10 × 4 s) + 2 × 30 s rest = 195 s each, 20 s between the two
  expect(full.body).toMatchObject({
    publish_faults: [],
    content: {
      sessions_total: 12,
      sessions: [{ seconds: 410, exercises: [{ seconds: 195, name: 'Glute bridge', exercise_revision: 1 }, {}] }],
    },
  });
});

it('refuses to publish an incomplete plan with a pointer per fault and changes nothing', async () => {
  const draft = await as('author')('POST', '/v1/treatment-plans', {
    body: planBody([], { sessions: [session([], { to_week: 9 })] }),
  });
  const refused = await as('author')('POST', `/v1/treatment-plans/${idOf(draft)}/publish`, { body: {}, rev: revOf(draft) });
  expect([refused.status, codeOf(refused)]).toEqual([422, 'plan_not_publishable']);
  const pointers = (refused.body['errors'] as { pointer: string }[]).map((error) => error.pointer);
  expect(pointers).toEqual(expect.arrayContaining(['/sessions/0/exercises', '/sessions/0/to_week']));
  expect((await as('author')('GET', `/v1/treatment-plans/${idOf(draft)}`)).body).toMatchObject({
    status: 'draft',
    version: 0,
    rev: revOf(draft),
  });
});

it('publishes a snapshot that pins hash and exercise revision and cannot be changed by anybody', async () => {
  const published = await publishedPlan(at);
  expect(published.body).toMatchObject({ status: 'published', version: 1 });
  const [row] = await peek<{ content_hash: string; revision: number }>(
    at,
    `select content_hash, (content #>> '{sessions,0,exercises,0,exercise_revision}')::int as revision from treatment_plan_versions where treatment_plan_id = $1`,
    [idOf(published)],
  );
  expect(row).toEqual({ content_hash: published.body['content_hash'], revision: 1 });
  for (const sql of [
    `update treatment_plan_versions set note = 'x' where treatment_plan_id = $1`,
    'delete from treatment_plan_versions where treatment_plan_id = $1',
  ]) {
    await expect(peek(at, sql, [idOf(published)])).rejects.toMatchObject({ code: '23514' });
  }
});

it('keeps the published version in force while the working copy changes, and returns to published when it is put back', async () => {
  const published = await publishedPlan(at);
  const put = (frequency: number, rev: number) =>
    as('author')('PUT', `/v1/treatment-plans/${idOf(published)}/content`, {
      body: planBody([at.bridgeId], { frequency_per_week: frequency }),
      rev,
    });
  const edited = await put(5, revOf(published));
  expect(edited.body).toMatchObject({ status: 'draft', version: 1, frequency_per_week: 5 });
  expect((await as('author')('GET', `/v1/treatment-plans/${idOf(published)}/versions/1`)).body).toMatchObject({
    content: { frequency_per_week: 3 },
  });
  expect((await put(3, revOf(edited))).body).toMatchObject({ status: 'published', version: 1 });
});

it('refuses to publish what did not change, and a stale revision, and a change without one', async () => {
  const published = await publishedPlan(at);
  const path = `/v1/treatment-plans/${idOf(published)}`;
  expect(codeOf(await as('author')('POST', `${path}/publish`, { body: {}, rev: revOf(published) }))).toBe('conflict');
  expect(codeOf(await as('author')('PUT', `${path}/content`, { body: planBody([at.bridgeId]), rev: 1 }))).toBe('stale_revision');
  expect(codeOf(await as('author')('PUT', `${path}/content`, { body: planBody([at.bridgeId]) }))).toBe('precondition_required');
});

it('says in words what changed between two versions and against the working copy', async () => {
  const published = await publishedPlan(at);
  const path = `/v1/treatment-plans/${idOf(published)}`;
  const change = planBody([at.bridgeId, at.squatId], { frequency_per_week: 4 });
  const edited = await as('author')('PUT', `${path}/content`, { body: change, rev: revOf(published) });
  const draftDiff = await as('author')('GET', `${path}/diff?from=1`);
  expect(draftDiff.body['to']).toBeNull();
  await as('author')('POST', `${path}/publish`, { body: { note: 'More load' }, rev: revOf(edited) });
  const diff = await as('author')('GET', `${path}/diff?from=1&to=2`);
  const sentences = (diff.body['changes'] as { sentence: string }[]).map((item) => item.sentence);
  expect(sentences).toEqual(['Sessions per week: 3 → 4.', 'Squat added to "Session A" (3 × 10).']);
  expect((draftDiff.body['changes'] as unknown[]).length).toBe(2);
  expect((diff.body['changes'] as unknown[])[0]).toMatchObject({
    kind: 'plan_field_changed',
    before: '3',
    after: '4',
    pointer: '/frequency_per_week',
  });
  const versions = (await as('author')('GET', `${path}/versions`)).body['items'];
  expect(versions).toMatchObject([{ version: 2, note: 'More load', published_by: { name: 'Ada Author' } }, { version: 1 }]);
  expect((await as('author')('GET', `${path}/versions/3`)).status).toBe(404);
});

it('offers a new version after an exercise it uses was changed', async () => {
  const ctx = ctxOf(at.house.kernel, at.author);
  const { createExercise } = await import('#core/exercise-library/create-exercise');
  const exercise = await createExercise(ctx, exerciseDraft(at.categoryId, { name: 'Plank' }));
  const published = await publishedPlan(at, { sessions: [session([exercise.id])] });
  await updateExercise(ctx, {
    id: exercise.id,
    expectedRevision: 1,
    material: true,
    draft: exerciseDraft(at.categoryId, { name: 'Plank', difficulty: 'advanced' }),
  });
  const path = `/v1/treatment-plans/${idOf(published)}`;
  expect((await as('author')('GET', `${path}/diff?from=1`)).body['changes']).toMatchObject([
    { kind: 'exercise_revised', before: '1', after: '2' },
  ]);
  expect((await as('author')('POST', `${path}/publish`, { body: {}, rev: revOf(published) })).body).toMatchObject({ version: 2 });
  expect((await as('author')('GET', `${path}/versions/1`)).body).toMatchObject({
    content: { sessions: [{ exercises: [{ exercise_revision: 1 }] }] },
  });
});

it('cannot be published with an exercise that was taken out of the library, which stays readable in it', async () => {
  const ctx = ctxOf(at.house.kernel, at.author);
  const { createExercise } = await import('#core/exercise-library/create-exercise');
  const { deleteExercise } = await import('#core/exercise-library/delete-exercise');
  const exercise = await createExercise(ctx, exerciseDraft(at.categoryId, { name: 'Gone' }));
  const draft = await as('author')('POST', '/v1/treatment-plans', { body: planBody([], { sessions: [session([exercise.id])] }) });
  await deleteExercise(ctx, { id: exercise.id, expectedRevision: 1 });
  const read = await as('author')('GET', `/v1/treatment-plans/${idOf(draft)}`);
  expect(read.body).toMatchObject({
    publish_faults: [{ code: 'exercise_removed' }],
    content: { sessions: [{ exercises: [{ name: 'Gone', deleted: true }] }] },
  });
});

it('refuses unknown exercises, doses out of range and exercises of another clinic, with pointers', async () => {
  const foreign = await as('stranger')('POST', '/v1/treatment-plans', { body: planBody([at.bridgeId]) });
  expect(foreign.body['errors']).toMatchObject([{ pointer: '/sessions/0/exercises/0/exercise_id', code: 'unknown_reference' }]);
  const dose = session([], {
    exercises: [{ exercise_id: at.bridgeId, params: { mode: 'reps', sets: 0, reps: 5, rest_between_sets_seconds: 0 } }],
  });
  const refused = await as('author')('POST', '/v1/treatment-plans', { body: planBody([], { sessions: [dose] }) });
  expect(refused.body['errors']).toMatchObject([{ pointer: '/sessions/0/exercises/0/params/sets' }]);
});

it('hides plans of the clinic from another organization', async () => {
  const published = await publishedPlan(at);
  const path = `/v1/treatment-plans/${idOf(published)}`;
  const calls = [
    as('stranger')('GET', path),
    as('stranger')('PUT', `${path}/content`, { body: planBody([]), rev: revOf(published) }),
    as('stranger')('POST', `${path}/publish`, { body: {}, rev: revOf(published) }),
    as('stranger')('POST', `${path}/archive`, { rev: revOf(published) }),
    as('stranger')('POST', `${path}/clone`, { body: {} }),
    as('stranger')('POST', `${path}/promote`, { body: { name: 'Stolen' } }),
    as('stranger')('GET', `${path}/versions`),
    as('stranger')('GET', `${path}/diff?from=1`),
  ];
  expect((await Promise.all(calls)).map((reply) => reply.status)).toEqual(calls.map(() => 404));
  expect(namesOf(await as('stranger')('GET', '/v1/treatment-plans'))).toEqual([]);
  expect((await as('author')('GET', path)).body).toMatchObject({ status: 'published', rev: revOf(published) });
});

it('lets no patient into authoring', async () => {
  expect((await as('patient')('GET', '/v1/treatment-plans')).status).toBe(403);
  expect((await as('patient')('POST', '/v1/treatment-plans', { body: planBody([at.bridgeId]) })).status).toBe(403);
});

it('lists by scope, author, status, patient and words, archived ones only when asked', async () => {
  const mine = await as('colleague')('POST', '/v1/treatment-plans', { body: planBody([at.bridgeId], { name: 'Ankle of Carl' }) });
  const custom = await as('colleague')('POST', '/v1/treatment-plans', {
    body: { ...planBody([at.bridgeId], { name: 'For one' }), patient_id: at.patient.patientId },
  });
  expect(custom.body).toMatchObject({ scope: 'custom', patient: { id: at.patient.patientId, name: 'Xaveria Quandt' } });
  const get = async (query: string): Promise<unknown[]> => namesOf(await as('colleague')('GET', `/v1/treatment-plans?${query}`));
  expect(await get('mine=true')).toEqual(['Ankle of Carl', 'For one']);
  expect(await get('mine=true&scope=organization')).toEqual(['Ankle of Carl']);
  expect(await get(`patient_id=${at.patient.patientId}`)).toEqual(['For one']);
  expect(namesOf(await as('colleague')('POST', '/v1/treatment-plans/search', { body: { text: 'ankle' } }))).toEqual([
    'Ankle of Carl',
  ]);
  const archived = await as('colleague')('POST', `/v1/treatment-plans/${idOf(mine)}/archive`, { rev: revOf(mine) });
  expect(archived.body).toMatchObject({ status: 'archived', editable: false });
  expect(await get('mine=true')).toEqual(['For one']);
  expect(await get('mine=true&status=archived')).toEqual(['Ankle of Carl']);
  const dead = `/v1/treatment-plans/${idOf(mine)}`;
  expect(codeOf(await as('colleague')('POST', `${dead}/publish`, { body: {}, rev: revOf(archived) }))).toBe('plan_archived');
});
