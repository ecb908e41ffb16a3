import { openAuthHouse, tokenIn, type AuthHouse } from '../auth/auth-house';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

test('everybody of the clinic reads its numbers, an admin changes them at the revision they saw', async () => {
  const admin = await house.as('admin');
  const seen = await admin.call('GET', '/v1/organizations/current');
  expect(seen.body).toMatchObject({ slug: 'uferpark', phone: '+49 30 23125 480', time_zone: 'Europe/Berlin' });
  const rev = Number(seen.body['rev']);
  const changed = await admin.call('PATCH', '/v1/organizations/current', { rev, body: { phone: '+49 30 23125 481' } });
  expect(changed.body).toMatchObject({ phone: '+49 30 23125 481', rev: rev + 1 });
  expect(changed.headers.get('etag')).toBe(`"${rev + 1}"`);
  expect((await admin.call('PATCH', '/v1/organizations/current', { rev, body: { phone: '' } })).status).toBe(412);
  expect((await admin.call('PATCH', '/v1/organizations/current', { body: { phone: '' } })).status).toBe(428);
  const patient = await house.as('patient-1');
  expect((await patient.call('GET', '/v1/organizations/current')).body).toMatchObject({ phone: '+49 30 23125 481' });
  expect((await patient.call('PATCH', '/v1/organizations/current', { rev: rev + 1, body: { name: 'Mine' } })).status).toBe(403);
});

test('policies start as the defaults at revision 0, change key by key, and refuse with a sentence per key', async () => {
  const admin = await house.as('other-admin');
  const first = await admin.call('GET', '/v1/organizations/current/policies');
  expect(first.body).toMatchObject({ rev: 0, values: { 'silence.after': 'P5D', 'care.visibility': 'organization' } });
  const changed = await admin.call('PATCH', '/v1/organizations/current/policies', {
    rev: 0,
    body: { values: { 'silence.after': 'PT20S' } },
  });
  expect(changed.body).toMatchObject({ rev: 1, values: { 'silence.after': 'PT20S', 'silence.repeat': 'P7D' } });
  const stale = await admin.call('PATCH', '/v1/organizations/current/policies', {
    rev: 0,
    body: { values: { 'silence.after': 'P1D' } },
  });
  expect(stale.status).toBe(412);
  const bad = await admin.call('PATCH', '/v1/organizations/current/policies', {
    rev: 1,
    body: { values: { 'silence.after': 'soon', 'no.such': 1, 'enrollment.completion_threshold': 7 } },
  });
  expect(bad.status).toBe(422);
  expect((bad.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
    '/values/enrollment.completion_threshold',
    '/values/no.such',
    '/values/silence.after',
  ]);
  const events = await house.query(`select payload from outbox where type = 'organization.policy_changed'`);
  expect(events).toEqual([{ payload: { keys: 'silence.after' } }]);
  expect((await (await house.as('author')).call('GET', '/v1/organizations/current/policies')).body).toMatchObject({
    rev: 0,
    values: { 'silence.after': 'P5D' },
  });
});

test('of two admins who change policies at once one is told', async () => {
  const [one, two] = await Promise.all([house.as('admin'), house.as('admin')]);
  const replies = await Promise.all(
    [one, two].map((admin, index) =>
      admin.call('PATCH', '/v1/organizations/current/policies', {
        rev: 0,
        body: { values: { 'silence.after': `P${index + 2}D` } },
      }),
    ),
  );
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
});

test('authors are only kept from approving while two people may approve', async () => {
  const admin = await house.as('other-admin');
  const rev = Number((await admin.call('GET', '/v1/organizations/current/policies')).body['rev']);
  await house.query(`update user_organizations set status = 'disabled' where user_id = $1`, [await house.idOf('other-author')]);
  const refused = await admin.call('PATCH', '/v1/organizations/current/policies', {
    rev,
    body: { values: { 'approval.separate_author': true } },
  });
  expect(refused.status).toBe(409);
  expect(refused.body['code']).toBe('not_enough_approvers');
  await house.query(`update user_organizations set status = 'active' where user_id = $1`, [await house.idOf('other-author')]);
  expect(
    (
      await admin.call('PATCH', '/v1/organizations/current/policies', {
        rev,
        body: { values: { 'approval.separate_author': true } },
      })
    ).status,
  ).toBe(200);
});

test('a platform admin opens a clinic, its first admin is invited; a clinic admin cannot', async () => {
  const platform = await house.as('platform');
  const body = {
    slug: 'north-clinic',
    name: 'North Clinic',
    time_zone: 'Europe/Oslo',
    admin_email: 'north.admin@clinic.example',
  };
  const made = await platform.call('POST', '/v1/organizations', { body });
  expect(made.status).toBe(201);
  expect(tokenIn(await house.nextMail('north.admin@clinic.example'))).not.toBe('');
  expect((await platform.call('POST', '/v1/organizations', { body })).status).toBe(409);
  const list = await platform.call('GET', '/v1/organizations');
  expect((list.body['items'] as { slug: string }[]).map(({ slug }) => slug)).toContain('north-clinic');
  expect((await (await house.as('admin')).call('POST', '/v1/organizations', { body })).status).toBe(403);
  expect((await platform.call('GET', '/v1/patients')).status).toBe(403);
});
