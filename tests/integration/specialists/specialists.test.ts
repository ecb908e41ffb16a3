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

test('specialists change what patients read about them, and nothing else of anybody', async () => {
  const author = await house.as('author');
  const path = '/v1/me/specialist-profile';
  const before = await author.call('GET', path);
  expect(before.body).toMatchObject({ display_name: 'Jana Brandt' });
  const rev = Number(before.body['rev']);
  const change = { title: 'Physiotherapist, spine', biography: 'I listen first.', languages: ['de', 'hi', 'de'] };
  const changed = await author.call('PATCH', path, { rev, body: change });
  expect(changed.body).toMatchObject({ ...change, languages: ['de', 'hi'], rev: rev + 1 });
  const seen = await (await house.as('patient-1')).call('GET', `/v1/specialists/${String(before.body['id'])}`);
  expect(seen.body).toMatchObject({ title: 'Physiotherapist, spine', languages: ['de', 'hi'] });

  expect((await author.call('PATCH', path, { rev, body: { title: 'x' } })).status).toBe(412);
  const unknown = await author.call('PATCH', path, { rev: rev + 1, body: { languages: ['de', 'xx'] } });
  expect([unknown.status, unknown.body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '/languages' })]]);
  const given = await author.call('PATCH', path, { rev: rev + 1, body: { specialty_ids: [] } });
  expect([given.status, given.body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '/specialty_ids' })]]);
  const others = await author.call('PATCH', `/v1/specialists/${String(before.body['id'])}`, {
    rev: rev + 1,
    body: { title: 'x' },
  });
  expect(others.status).toBe(403);
  const approver = await (await house.as('approver')).call('GET', path);
  expect(approver.body).toMatchObject({ display_name: 'Tomasz Zielinski', languages: expect.not.arrayContaining(['hi']) });
});

test('a profile of one’s own is there for those who treat; admins change anybody’s languages', async () => {
  const statuses = ['patient-1', 'admin', 'ops'].map(
    async (who) => (await (await house.as(who)).call('GET', '/v1/me/specialist-profile')).status,
  );
  expect(await Promise.all(statuses)).toEqual([403, 403, 403]);
  const admin = await house.as('admin');
  const { body } = await admin.call('GET', '/v1/specialists');
  const tomasz = (body['items'] as { id: number; display_name: string; rev: number }[]).find(
    (one) => one.display_name === 'Tomasz Zielinski',
  );
  const changed = await admin.call('PATCH', `/v1/specialists/${tomasz?.id ?? 0}`, {
    rev: tomasz?.rev ?? 0,
    body: { languages: ['pl', 'de'] },
  });
  expect(changed.body).toMatchObject({ languages: ['pl', 'de'], title: 'Physiotherapist, sports' });
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
