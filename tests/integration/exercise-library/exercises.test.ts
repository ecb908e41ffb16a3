import type { Principal } from '#api/http/authenticate';
import { exerciseRoutes } from '#api/exercise-library/exercise.routes';
import { taxonomyRoutes } from '#api/exercise-library/taxonomy.routes';
import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { startTestApi, type TestApi, type TestReply } from '#tests/support/api-client';
import { buildMember, buildOrganization, buildPatient } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';
import { buildGlobalExercise, buildTaxonomy, reps } from './exercise-fixtures';

let house: HttpKernel;
let api: TestApi;
let author: Principal;
let stranger: Principal;
let patient: Principal;
let categoryId: number;
let globalId: number;

beforeAll(async () => {
  house = await httpKernel();
  api = await startTestApi({ kernel: house.kernel, routes: [...exerciseRoutes, ...taxonomyRoutes] });
  const org = await buildOrganization(house.kernel);
  author = await buildMember(house.kernel, org, ['specialist']);
  patient = await buildPatient(house.kernel, org);
  stranger = await buildMember(house.kernel, await buildOrganization(house.kernel), ['specialist']);
  categoryId = await buildTaxonomy(house.kernel);
  globalId = await buildGlobalExercise(house.kernel, categoryId, 'cat-cow', 'Cat and cow');
});

afterAll(async () => {
  await api.close();
  await house.close();
});

const body = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Glute bridge',
  category_id: categoryId,
  difficulty: 'beginner',
  body_regions: ['low_back'],
  equipment: ['mat'],
  tags: ['core'],
  default_params: reps,
  demo_slug: 'glute-bridge',
  video_provider: 'local',
  video_key: 'glute-bridge',
  easier_exercise_id: null,
  harder_exercise_id: null,
  instructions: [
    { locale: 'en', phase: 'move', text: 'Lift the hips.' },
    { locale: 'en', phase: 'start', text: 'Lie on your back.' },
  ],
  contraindications: [{ code: 'fracture', question: 'Do you have a fresh fracture?' }],
  ...change,
});

async function created(change: Record<string, unknown> = {}, who: Principal = author): Promise<number> {
  const reply = await api.as(who)('POST', '/v1/exercises', { body: body(change) });
  expect(reply.status).toBe(201);
  return Number(reply.body['id']);
}

const names = (reply: TestReply): unknown[] => (reply.body['items'] as { name: string }[]).map((item) => item.name);

it('creates an exercise of the clinic with instructions in the order start, move, feel, avoid', async () => {
  const id = await created({ name: 'Bridge in order' });
  const reply = await api.as(author)('GET', `/v1/exercises/${id}`);
  expect(reply.body).toMatchObject({
    scope: 'organization',
    slug: 'bridge-in-order',
    revision: 1,
    default_params: { mode: 'reps', side: null },
    instructions: [
      { phase: 'start', text: 'Lie on your back.' },
      { phase: 'move', text: 'Lift the hips.' },
    ],
    contraindications: [{ code: 'fracture' }],
  });
  expect(reply.headers.get('etag')).toBe('"1"');
});

it('gives a second exercise of the same name another slug', async () => {
  await created({ name: 'Twice named' });
  const again = await api.as(author)('GET', `/v1/exercises/${await created({ name: 'Twice named' })}`);
  expect(again.body['slug']).toBe('twice-named-2');
});

it('refuses unknown regions, equipment, categories and doses with a pointer each, and stores nothing', async () => {
  const wrong = body({
    name: 'Wrong',
    category_id: 999_999,
    body_regions: ['tail'],
    equipment: ['mat', 'anvil'],
    default_params: { mode: 'reps', sets: 99 },
  });
  const reply = await api.as(author)('POST', '/v1/exercises', { body: wrong });
  expect(reply.status).toBe(422);
  const pointers = (reply.body['errors'] as { pointer: string }[]).map((error) => error.pointer);
  expect(pointers).toEqual(
    expect.arrayContaining(['/body_regions/0', '/equipment/1', '/category_id', '/default_params/sets', '/default_params/reps']),
  );
  expect(names(await api.as(author)('POST', '/v1/exercises/search', { body: { text: 'wrong' } }))).toEqual([]);
});

it('writes a revision for each change and none for a change of nothing', async () => {
  const id = await created({ name: 'Revised' });
  const edit = { ...body({ name: 'Revised', difficulty: 'advanced' }), material: true };
  const changed = await api.as(author)('PUT', `/v1/exercises/${id}`, { body: edit, rev: 1 });
  expect([changed.status, changed.body['revision']]).toEqual([200, 2]);
  expect((await api.as(author)('PUT', `/v1/exercises/${id}`, { body: edit, rev: 2 })).body['revision']).toBe(2);
  const rows = await inSystemTx(systemCtx(house.kernel, null, new Date()), (tx) =>
    tx.query<{ revision: number; material: boolean; difficulty: string }>(
      `select revision, material, content ->> 'difficulty' as difficulty from exercise_revisions where exercise_id = $1 order by revision`,
      [id],
    ),
  );
  expect(rows).toEqual([
    { revision: 1, material: false, difficulty: 'beginner' },
    { revision: 2, material: true, difficulty: 'advanced' },
  ]);
});

it('refuses a change of a revision that is no longer the current one', async () => {
  const id = await created({ name: 'Stale' });
  const edit = { ...body({ name: 'Fresh' }), material: false };
  expect((await api.as(author)('PUT', `/v1/exercises/${id}`, { body: edit, rev: 1 })).status).toBe(200);
  expect((await api.as(author)('PUT', `/v1/exercises/${id}`, { body: { ...edit, name: 'Staler' }, rev: 1 })).body['code']).toBe(
    'stale_revision',
  );
});

it('does not change a global exercise, but clones it with provenance', async () => {
  const edit = { ...body({ name: 'Mine now' }), material: false };
  expect((await api.as(author)('PUT', `/v1/exercises/${globalId}`, { body: edit, rev: 1 })).body['code']).toBe('forbidden');
  expect((await api.as(author)('DELETE', `/v1/exercises/${globalId}`, { rev: 1 })).body['code']).toBe('forbidden');
  const clone = await api.as(author)('POST', `/v1/exercises/${globalId}/clone`, { body: {} });
  expect(clone.body).toMatchObject({ scope: 'organization', name: 'Cat and cow', cloned_from_id: globalId, revision: 1 });
});

it('hides exercises of the clinic from another organization for reading, changing, cloning and removing', async () => {
  const id = await created({ name: 'Ours alone' });
  const other = api.as(stranger);
  expect((await other('GET', `/v1/exercises/${id}`)).status).toBe(404);
  expect((await other('PUT', `/v1/exercises/${id}`, { body: { ...body(), material: false }, rev: 1 })).status).toBe(404);
  expect((await other('DELETE', `/v1/exercises/${id}`, { rev: 1 })).status).toBe(404);
  expect((await other('POST', `/v1/exercises/${id}/clone`, { body: {} })).status).toBe(404);
  expect(names(await other('GET', '/v1/exercises?scope=organization'))).toEqual([]);
  expect(names(await other('GET', '/v1/exercises'))).toEqual(['Cat and cow']);
  const variant = body({ name: 'Borrowed variant', easier_exercise_id: id });
  expect((await other('POST', '/v1/exercises', { body: variant })).status).toBe(422);
});

it('lets a patient read and not write', async () => {
  expect((await api.as(patient)('GET', `/v1/exercises/${globalId}`)).status).toBe(200);
  expect((await api.as(patient)('POST', '/v1/exercises', { body: body() })).status).toBe(403);
  expect((await api.as(patient)('POST', '/v1/exercise-equipment', { body: { name: 'Rope' } })).status).toBe(403);
});

it('filters by category, region, equipment, difficulty and words, and pages without gap or repeat', async () => {
  await created({ name: 'Knee one', body_regions: ['knee'], equipment: ['band'], difficulty: 'advanced', tags: ['quadriceps'] });
  await created({ name: 'Knee two', body_regions: ['knee'], equipment: [], difficulty: 'intermediate' });
  const get = async (query: string): Promise<unknown[]> => names(await api.as(author)('GET', `/v1/exercises?${query}`));
  expect(await get('body_region=knee')).toEqual(['Knee one', 'Knee two']);
  expect(await get('body_region=knee&equipment=band')).toEqual(['Knee one']);
  expect(await get('body_region=knee&difficulty=intermediate&category=strength')).toEqual(['Knee two']);
  expect(names(await api.as(author)('POST', '/v1/exercises/search', { body: { text: 'QUADRI' } }))).toEqual(['Knee one']);
  expect(names(await api.as(author)('POST', '/v1/exercises/search', { body: { text: '%' } }))).toEqual([]);
  const all = await get('limit=100');
  const paged: unknown[] = [];
  let cursor = '';
  do {
    const page = await api.as(author)('GET', `/v1/exercises?limit=3${cursor}`);
    paged.push(...names(page));
    cursor = typeof page.body['next_cursor'] === 'string' ? `&cursor=${page.body['next_cursor']}` : '';
  } while (cursor !== '');
  expect(paged).toEqual(all);
});

it('keeps a removed exercise readable, out of lists, and refuses while it is somebody’s variant', async () => {
  const easier = await created({ name: 'Easier one' });
  const harder = await created({ name: 'Harder one', easier_exercise_id: easier });
  const refused = await api.as(author)('DELETE', `/v1/exercises/${easier}`, { rev: 1 });
  expect(refused.body).toMatchObject({ code: 'in_use', used_by: [{ id: harder, name: 'Harder one' }] });
  expect((await api.as(author)('DELETE', `/v1/exercises/${harder}`, { rev: 1 })).status).toBe(204);
  expect((await api.as(author)('DELETE', `/v1/exercises/${easier}`, { rev: 1 })).status).toBe(204);
  expect((await api.as(author)('GET', `/v1/exercises/${easier}`)).body).toMatchObject({ name: 'Easier one', deleted: true });
  expect(names(await api.as(author)('POST', '/v1/exercises/search', { body: { text: 'easier one' } }))).toEqual([]);
  expect((await api.as(author)('PUT', `/v1/exercises/${easier}`, { body: { ...body(), material: false }, rev: 1 })).status).toBe(
    404,
  );
});

it('adds words to the taxonomy of the clinic, once, unseen by others', async () => {
  const added = await api.as(author)('POST', '/v1/exercise-body-regions', { body: { name: 'Sacro-iliac joint' } });
  expect([added.status, added.body['slug'], added.body['scope']]).toEqual([201, 'sacro_iliac_joint', 'organization']);
  expect((await api.as(author)('POST', '/v1/exercise-body-regions', { body: { name: 'sacro iliac JOINT' } })).body['code']).toBe(
    'already_exists',
  );
  expect((await api.as(author)('POST', '/v1/exercise-body-regions', { body: { name: 'Knee' } })).body['code']).toBe(
    'already_exists',
  );
  expect(names(await api.as(stranger)('GET', '/v1/exercise-body-regions'))).toEqual(['Knee', 'Low back']);
});

it('renames a word of the clinic under its revision, and no word of everybody', async () => {
  const added = await api.as(author)('POST', '/v1/exercise-equipment', { body: { name: 'Foam rol' } });
  const path = `/v1/exercise-equipment/${String(added.body['id'])}`;
  const renamed = await api.as(author)('PATCH', path, { rev: 1, body: { name: 'Foam roller' } });
  expect(renamed.body).toMatchObject({ slug: 'foam_rol', name: 'Foam roller', rev: 2, scope: 'organization' });
  expect(renamed.headers.get('etag')).toBe('"2"');
  expect((await api.as(author)('PATCH', path, { rev: 1, body: { name: 'Roller' } })).status).toBe(412);
  expect((await api.as(stranger)('PATCH', path, { rev: 2, body: { name: 'Roller' } })).status).toBe(404);
  expect((await api.as(author)('PATCH', path, { rev: 2, body: { name: 'MAT' } })).body['detail']).toBe(
    '"Mat" is in the list already. Use it instead.',
  );
  // The new name counts as well as the slug: nobody adds it a second time.
  expect((await api.as(author)('POST', '/v1/exercise-equipment', { body: { name: 'foam roller' } })).status).toBe(409);
  const all = (await api.as(author)('GET', '/v1/exercise-equipment')).body['items'] as { id: number; scope: string }[];
  const shared = all.find(({ scope }) => scope === 'global');
  const refused = await api.as(author)('PATCH', `/v1/exercise-equipment/${shared?.id ?? 0}`, { rev: 1, body: { name: 'Rug' } });
  expect([refused.status, refused.body['code']]).toEqual([403, 'forbidden']);
});

it('answers the instructions as a text track, also to patients', async () => {
  const id = await created({ name: 'Bridge with a track' });
  const track = await api.as(patient)('GET', `/v1/exercises/${id}/text-track?locale=de`);
  expect(track.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
  expect(track.text).toMatch(/^WEBVTT\n\nstart\n.*\nLie on your back\.\n\nmove\n/);
  expect((await api.as(stranger)('GET', `/v1/exercises/${id}/text-track`)).status).toBe(404);
});
