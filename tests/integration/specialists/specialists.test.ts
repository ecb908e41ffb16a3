import { openAuthHouse, type AuthHouse } from '../auth/auth-house';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

test('specialists are listed with their specialties, also to patients, and changed by admins alone', async () => {
  const patient = await house.as('patient-1');
  const list = await patient.call('GET', '/v1/specialists');
  const jana = (list.body['items'] as { id: number; display_name: string; rev: number }[]).find(
    ({ display_name: name }) => name === 'Jana Brandt',
  );
  expect(jana).toMatchObject({
    title: 'Physiotherapist',
    specialties: [
      { slug: 'orthopaedics', global: true },
      { slug: 'physiotherapy', global: true },
    ],
  });
  const admin = await house.as('admin');
  const path = `/v1/specialists/${jana?.id ?? 0}`;
  const changed = await admin.call('PATCH', path, {
    rev: jana?.rev ?? 0,
    body: { biography: 'Backs and knees.', specialty_ids: [] },
  });
  expect(changed.body).toMatchObject({ biography: 'Backs and knees.', specialties: [] });
  expect((await admin.call('PATCH', path, { rev: jana?.rev ?? 0, body: { title: 'x' } })).status).toBe(412);
  expect((await patient.call('PATCH', path, { rev: 2, body: { title: 'x' } })).status).toBe(403);
  expect((await (await house.as('other-admin')).call('PATCH', path, { rev: 2, body: { title: 'x' } })).status).toBe(404);
});

test('a profile needs a member who treats patients, and there is one per person', async () => {
  const admin = await house.as('admin');
  expect((await admin.call('POST', '/v1/specialists', { body: { user_id: await house.idOf('ops') } })).status).toBe(422);
  expect((await admin.call('POST', '/v1/specialists', { body: { user_id: await house.idOf('other-author') } })).status).toBe(422);
  expect((await admin.call('POST', '/v1/specialists', { body: { user_id: await house.idOf('author') } })).status).toBe(409);
});

test('a clinic keeps specialties of its own; shared ones and used ones stay', async () => {
  const admin = await house.as('admin');
  const made = await admin.call('POST', '/v1/specialties', { body: { slug: 'hand-therapy', name: 'Hand therapy' } });
  expect(made.status).toBe(201);
  expect((await admin.call('POST', '/v1/specialties', { body: { slug: 'hand-therapy', name: 'Again' } })).status).toBe(409);
  const path = `/v1/specialties/${String(made.body['id'])}`;
  expect((await admin.call('PATCH', path, { body: { name: 'Hands' } })).body).toMatchObject({ name: 'Hands', global: false });
  expect((await (await house.as('other-admin')).call('DELETE', path)).status).toBe(404);
  const all = (await admin.call('GET', '/v1/specialties')).body['items'] as { id: number; slug: string; global: boolean }[];
  const shared = all.find(({ slug }) => slug === 'neurology');
  expect((await admin.call('DELETE', `/v1/specialties/${shared?.id ?? 0}`)).status).toBe(404);
  const used = all.find(({ slug }) => slug === 'sports-medicine');
  expect((await admin.call('DELETE', `/v1/specialties/${used?.id ?? 0}`)).status).toBe(409);
  expect((await admin.call('DELETE', path)).status).toBe(204);
  const foreign = (await (await house.as('other-admin')).call('GET', '/v1/specialties')).body['items'] as { slug: string }[];
  expect(foreign.map(({ slug }) => slug)).not.toContain('hand-therapy');
});
