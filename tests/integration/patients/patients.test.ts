import { openAuthHouse, type AuthHouse, type Browser } from '../auth/auth-house';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

async function patientId(key: string): Promise<number> {
  const rows = await house.query<{ id: number }>(
    'select p.id from patients p join users u on u.id = p.user_id where u.demo_key = $1',
    [key],
  );
  return rows[0]?.id ?? 0;
}

const names = (reply: { body: Record<string, unknown> }): string[] =>
  (reply.body['items'] as { display_name: string }[]).map((row) => row.display_name);

async function visibility(value: string): Promise<void> {
  const admin = await house.as('admin');
  const { rev } = (await admin.call('GET', '/v1/organizations/current/policies')).body;
  const reply = await admin.call('PATCH', '/v1/organizations/current/policies', {
    rev: Number(rev),
    body: { values: { 'care.visibility': value } },
  });
  expect(reply.status).toBe(200);
}

test('a record is opened, read and changed at the revision somebody saw', async () => {
  const author = await house.as('author');
  const made = await author.call('POST', '/v1/patients', {
    body: { display_name: 'Beate Stein', phone: '+49 30 23125 900', birth_date: '1959-02-28', time_zone: 'Europe/Vienna' },
  });
  expect(made.status).toBe(201);
  expect(made.headers.get('location')).toBe(`/v1/patients/${String(made.body['id'])}`);
  expect(made.body).toMatchObject({
    birth_date: '1959-02-28',
    time_zone: 'Europe/Vienna',
    reminder_time: '18:00',
    onboarding: 'none',
    rev: 1,
  });
  const path = `/v1/patients/${String(made.body['id'])}`;
  const changed = await author.call('PATCH', path, { rev: 1, body: { reminder_time: '07:15', preferred_weekdays: [5, 1, 5] } });
  expect(changed.body).toMatchObject({ reminder_time: '07:15', preferred_weekdays: [5, 1], rev: 2 });
  expect((await author.call('PATCH', path, { rev: 1, body: { phone: '' } })).status).toBe(412);
  expect((await author.call('PATCH', path, { rev: 2, body: { responsible_specialist_id: 999_999 } })).status).toBe(422);
  expect((await author.call('PATCH', path, { rev: 2, body: { status: 'archived' } })).body).toMatchObject({ status: 'archived' });
});

test('lists page by name without a gap or a repeat; searches carry the name in the body', async () => {
  const author = await house.as('author');
  for (const name of ['Zoe Amsel', 'anna amsel', 'Änne Amsel']) {
    await author.call('POST', '/v1/patients', { body: { display_name: name } });
  }
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await author.call('GET', `/v1/patients?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...names(page));
    cursor = page.body['next_cursor'] as string | null;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(['Zoe Amsel', 'anna amsel', 'Änne Amsel', 'Lena Vogt']));
  expect(seen).not.toContain('Priya Ramanathan');
  expect(names(await author.call('POST', '/v1/patients/search', { body: { text: 'AMSEL' } })).sort()).toEqual(
    ['Zoe Amsel', 'anna amsel', 'Änne Amsel'].sort(),
  );
  expect(names(await author.call('POST', '/v1/patients/search', { body: { text: '%' } }))).toEqual([]);
});

test('another clinic and another patient get the same 404 as a record that does not exist', async () => {
  const id = await patientId('patient-1');
  const shape = (body: Record<string, unknown>): unknown => ({ ...body, request_id: '', instance: '' });
  const callers: Browser[] = await Promise.all([
    house.as('other-author'),
    house.as('other-admin'),
    house.as('patient-2'),
    house.as('other-patient'),
  ]);
  for (const caller of callers) {
    const foreign = await caller.call('GET', `/v1/patients/${id}`);
    const missing = await caller.call('GET', '/v1/patients/999999999');
    expect(foreign.status).toBe(404);
    expect(shape(foreign.body)).toEqual(shape(missing.body));
    expect((await caller.call('PATCH', `/v1/patients/${id}`, { rev: 1, body: { phone: '1' } })).status).toBe(404);
    expect((await caller.call('GET', `/v1/patients/${id}/access-log`)).status).toBe(404);
  }
});

test('a patient reads their own record and changes only what is theirs', async () => {
  const patient = await house.as('patient-2');
  const path = `/v1/patients/${await patientId('patient-2')}`;
  const own = await patient.call('GET', path);
  expect(own.body).toMatchObject({ display_name: 'Karim Haddad' });
  const rev = Number(own.body['rev']);
  expect((await patient.call('PATCH', path, { rev, body: { reminder_time: '08:00' } })).body).toMatchObject({
    reminder_time: '08:00',
  });
  const refused = await patient.call('PATCH', path, { rev: rev + 1, body: { responsible_specialist_id: null } });
  expect(refused.status).toBe(403);
  expect((await patient.call('GET', '/v1/patients')).status).toBe(403);
});

test('a patient sees who opened the record, by name, and their own visits are not in it', async () => {
  const id = await patientId('patient-4');
  await (await house.as('approver')).call('GET', `/v1/patients/${id}`);
  const patient = await house.as('patient-4');
  await patient.call('GET', `/v1/patients/${id}`);
  const log = await patient.call('GET', '/v1/me/access-log');
  expect(log.body['items']).toEqual([
    expect.objectContaining({
      actor_name: 'Tomasz Zielinski',
      action: 'patient.read',
      entity: 'patient',
      roles: ['specialist'],
      on_behalf_by_name: null,
    }),
  ]);
});

test('under `caseload` a specialist sees their own patients, those of an absent colleague they stand in for, and nobody else', async () => {
  await visibility('caseload');
  try {
    const approver = await house.as('approver');
    expect(names(await approver.call('GET', '/v1/patients'))).toEqual(['Ingrid Solheim']);
    expect((await approver.call('GET', `/v1/patients/${await patientId('patient-1')}`)).status).toBe(404);
    expect((await approver.call('GET', `/v1/patients/${await patientId('patient-3')}`)).status).toBe(200);
    expect(names(await (await house.as('director')).call('GET', '/v1/patients'))).toContain('Lena Vogt');
    const author = await house.as('author');
    const until = new Date(Date.now() + 86_400_000).toISOString().replace(/\.\d+/, '');
    const away = await author.call('PUT', '/v1/me/away', {
      body: { away_until: until, fallback_user_id: await house.idOf('approver') },
    });
    expect(away.status).toBe(200);
    expect(names(await approver.call('GET', '/v1/patients'))).toEqual(expect.arrayContaining(['Ingrid Solheim', 'Lena Vogt']));
    expect((await approver.call('GET', `/v1/patients/${await patientId('patient-1')}`)).status).toBe(200);
    await author.call('PUT', '/v1/me/away', { body: { away_until: null } });
    expect((await approver.call('GET', `/v1/patients/${await patientId('patient-1')}`)).status).toBe(404);
  } finally {
    await visibility('organization');
  }
});

test('events and audit rows of a patient carry ids, never names', async () => {
  const rows =
    JSON.stringify(await house.query('select * from audit_log')) + JSON.stringify(await house.query('select * from outbox'));
  for (const word of ['Beate Stein', 'Lena Vogt', 'lena.vogt', '23125 900']) expect(rows).not.toContain(word);
});
