import { createSetupLink } from '#core/auth/create-setup-link';
import { totpCode } from '#core/auth/totp';
import { openAuthHouse, tokenIn, type AuthHouse, type Browser } from './auth-house';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

async function confirmFactor(browser: Browser): Promise<void> {
  const { secret } = (await browser.call('POST', '/v1/auth/second-factor/setup')).body as { secret: string };
  const confirmed = await browser.call('POST', '/v1/auth/second-factor/confirm', {
    body: { code: totpCode(secret, new Date()) },
  });
  expect(confirmed.status).toBe(200);
}

test('an admin invites a colleague, who chooses password and second step and has a specialist profile', async () => {
  const admin = await house.as('admin');
  const invited = await admin.call('POST', '/v1/invitations', {
    body: { email: 'new.colleague@uferpark.example', roles: ['specialist'] },
  });
  expect(invited.status).toBe(201);
  expect(invited.body).toMatchObject({ state: 'open', purpose: 'staff' });
  const token = tokenIn(await house.nextMail('new.colleague@uferpark.example'));
  const browser = house.browser();
  const view = await browser.call('POST', '/v1/auth/invitation', { body: { token } });
  expect(view.body).toMatchObject({
    purpose: 'staff',
    organization_name: 'Rehazentrum am Uferpark',
    needs_password: true,
    needs_name: true,
  });
  const incomplete = await browser.call('POST', '/v1/auth/invitation/accept', { body: { token } });
  expect(incomplete.status).toBe(422);
  const accepted = await browser.call('POST', '/v1/auth/invitation/accept', {
    body: { token, display_name: 'Nora Weiss', password: 'copper lantern sails north' },
  });
  expect(accepted.body).toEqual({ next: 'second_factor_setup' });
  expect((await browser.call('GET', '/v1/me')).status).toBe(401);
  await confirmFactor(browser);
  const me = await browser.call('GET', '/v1/me');
  expect(me.body).toMatchObject({ display_name: 'Nora Weiss', roles: ['specialist'] });
  expect(me.body['specialist_id']).toEqual(expect.any(Number));
});

test('a withdrawn invitation opens nothing', async () => {
  const admin = await house.as('admin');
  const { id } = (await admin.call('POST', '/v1/invitations', { body: { email: 'late@uferpark.example', roles: ['ops'] } })).body;
  const token = tokenIn(await house.nextMail('late@uferpark.example'));
  expect((await admin.call('DELETE', `/v1/invitations/${String(id)}`)).status).toBe(204);
  expect((await house.api.anonymous('POST', '/v1/auth/invitation', { body: { token } })).status).toBe(410);
});

test('a patient is invited from their record and gets in by the confirming click, once', async () => {
  const author = await house.as('author');
  const created = await author.call('POST', '/v1/patients', {
    body: { display_name: 'Ada Kranz', email: 'ada.kranz@mail.example', invite: true },
  });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({
    onboarding: 'invited',
    time_zone: 'Europe/Berlin',
    responsible_specialist_name: 'Jana Brandt',
  });
  const token = tokenIn(await house.nextMail('ada.kranz@mail.example'));
  const phone = house.browser();
  expect((await phone.call('POST', '/v1/auth/invitation/accept', { body: { token } })).body).toEqual({ next: 'signed_in' });
  const me = await phone.call('GET', '/v1/me');
  expect(me.body).toMatchObject({ display_name: 'Ada Kranz', roles: ['patient'], patient_id: created.body['id'] });
  expect((await house.browser().call('POST', '/v1/auth/invitation/accept', { body: { token } })).status).toBe(409);
  const again = await author.call('GET', `/v1/patients/${String(created.body['id'])}`);
  expect(again.body).toMatchObject({ onboarding: 'onboarded' });
  const events = await house.query(`select type from outbox where aggregate_id = $1 and aggregate = 'patient' order by id`, [
    created.body['id'],
  ]);
  expect(events).toEqual([{ type: 'patient.created' }, { type: 'patient.onboarded' }]);
});

test('a changed role and a closed access hold within a second, and the last admin cannot be lost', async () => {
  const admin = await house.as('other-admin');
  const colleague = await house.as('other-author');
  const id = await house.idOf('other-author');
  expect((await colleague.call('GET', '/v1/patients')).status).toBe(200);
  expect((await admin.call('PATCH', `/v1/members/${id}`, { body: { roles: ['ops'] } })).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await colleague.call('GET', '/v1/patients')).status).toBe(403);
  expect((await admin.call('PATCH', `/v1/members/${id}`, { body: { status: 'disabled' } })).body).toMatchObject({
    status: 'disabled',
    specialist_id: null,
  });
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await colleague.call('GET', '/v1/me')).status).toBe(401);
  const self = await house.idOf('other-admin');
  const last = await admin.call('PATCH', `/v1/members/${self}`, { body: { roles: ['specialist'] } });
  expect(last.status).toBe(409);
  expect((await admin.call('PATCH', `/v1/members/${await house.idOf('author')}`, { body: { roles: ['ops'] } })).status).toBe(404);
});

test('somebody away names a stand-in who is there and treats patients', async () => {
  const author = await house.as('author');
  const until = new Date(Date.now() + 86_400_000).toISOString().replace(/\.\d+/, '');
  const admin = await house.idOf('admin');
  expect((await author.call('PUT', '/v1/me/away', { body: { away_until: until, fallback_user_id: admin } })).status).toBe(422);
  const approver = await house.idOf('approver');
  const away = await author.call('PUT', '/v1/me/away', { body: { away_until: until, fallback_user_id: approver } });
  expect(away.body).toMatchObject({ fallback_name: 'Tomasz Zielinski' });
  expect((await author.call('PUT', '/v1/me/away', { body: { away_until: null } })).body).toMatchObject({
    away_until: null,
    fallback_user_id: null,
  });
  const patient = await house.as('patient-1');
  expect((await patient.call('PUT', '/v1/me/away', { body: { away_until: until } })).status).toBe(403);
});

test('people are found by parts of names in the body, never in the address', async () => {
  const admin = await house.as('admin');
  const found = await admin.call('POST', '/v1/members/search', { body: { text: 'zielin' } });
  expect(found.body['items']).toEqual([
    expect.objectContaining({ display_name: 'Tomasz Zielinski', email: 'tomasz.zielinski@uferpark.example' }),
  ]);
  expect((await admin.call('GET', '/v1/members?text=zielin')).status).toBe(422);
  const first = await admin.call('GET', '/v1/members?limit=2');
  const rest = await admin.call('GET', `/v1/members?limit=100&cursor=${String(first.body['next_cursor'])}`);
  const names = [
    ...(first.body['items'] as { display_name: string }[]),
    ...(rest.body['items'] as { display_name: string }[]),
  ].map((row) => row.display_name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['Petra Lindqvist', 'Oskar Reimann', 'Dr. Miriam Hofer']));
});

test('viewing as a patient reads only, shows a banner, names both in the audit log and ends', async () => {
  const admin = await house.as('admin');
  const patient = await house.idOf('patient-1');
  const started = await admin.call('POST', '/v1/me/impersonation', {
    body: { user_id: patient, reason: 'Cannot find the plan' },
  });
  expect(started.status).toBe(204);
  const me = await admin.call('GET', '/v1/me');
  expect(me.body).toMatchObject({
    display_name: 'Lena Vogt',
    roles: ['patient'],
    impersonation: { by_display_name: 'Petra Lindqvist', reason: 'Cannot find the plan' },
  });
  const refused = await admin.call('PATCH', '/v1/me', { body: { display_name: 'Somebody else' } });
  expect(refused.body['code']).toBe('impersonation_read_only');
  expect((await admin.call('GET', `/v1/patients/${String(me.body['patient_id'])}`)).status).toBe(200);
  expect((await admin.call('DELETE', '/v1/me/impersonation')).status).toBe(204);
  expect((await admin.call('GET', '/v1/me')).body).toMatchObject({ display_name: 'Petra Lindqvist', impersonation: null });
  const rows = await house.query<{ n: number }>(
    `select count(*) as n from audit_log where actor_user_id = $1 and impersonator_user_id = $2`,
    [patient, await house.idOf('admin')],
  );
  expect(rows[0]?.n).toBeGreaterThan(1);
  const log = await (await house.as('patient-1')).call('GET', '/v1/me/access-log');
  expect(log.body['items']).toEqual(expect.arrayContaining([expect.objectContaining({ on_behalf_by_name: 'Petra Lindqvist' })]));
});

test('nobody gains rights by viewing as somebody', async () => {
  const admin = await house.as('admin');
  for (const key of ['ops', 'admin', 'other-author', 'platform']) {
    const reply = await admin.call('POST', '/v1/me/impersonation', {
      body: { user_id: await house.idOf(key), reason: 'Trying something' },
    });
    expect([403, 404]).toContain(reply.status);
  }
  const specialist = await house.as('approver');
  expect(
    (
      await specialist.call('POST', '/v1/me/impersonation', {
        body: { user_id: await house.idOf('patient-1'), reason: 'Trying it' },
      })
    ).status,
  ).toBe(403);
});

test('own sessions are listed and ended one by one; a signed-out cookie is worthless', async () => {
  const one = await house.as('director');
  const two = await house.as('director');
  const list = await one.call('GET', '/v1/me/sessions');
  const items = list.body['items'] as { id: number; current: boolean }[];
  expect(items.filter(({ current }) => current)).toHaveLength(1);
  const other = items.find(({ current }) => !current);
  expect((await one.call('DELETE', `/v1/me/sessions/${other?.id ?? 0}`)).status).toBe(204);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await two.call('GET', '/v1/me')).status).toBe(401);
  const cookie = one.cookies.get('pw_session') ?? '';
  expect((await one.call('POST', '/v1/auth/sign-out')).status).toBe(204);
  expect(one.cookies.has('pw_session')).toBe(false);
  expect((await house.api.with({ Cookie: `pw_session=${cookie}` })('GET', '/v1/me')).status).toBe(401);
});

test('a cookie alone changes nothing: the CSRF token must come with it', async () => {
  const browser = await house.as('author');
  const cookie = `pw_session=${browser.cookies.get('pw_session') ?? ''}; pw_csrf=${browser.cookies.get('pw_csrf') ?? ''}`;
  const reply = await house.api.with({ Cookie: cookie })('PATCH', '/v1/me', { body: { display_name: 'Changed' } });
  expect(reply.body['code']).toBe('csrf_failed');
});

test('a person of two clinics switches between them, and to no third', async () => {
  const person = await house.idOf('director');
  await house.query(
    `insert into user_organizations (organization_id, user_id, roles) select id, $1, array['medical_director'] from organizations where slug = 'harbour-physio'`,
    [person],
  );
  const browser = await house.as('director');
  const { organizations, organization } = (await browser.call('GET', '/v1/me')).body as {
    organizations: { id: number }[];
    organization: { id: number };
  };
  const other = organizations.find(({ id }) => id !== organization.id);
  expect((await browser.call('POST', '/v1/me/switch-organization', { body: { organization_id: other?.id } })).status).toBe(204);
  expect((await browser.call('GET', '/v1/me')).body).toMatchObject({ organization: { id: other?.id } });
  expect((await browser.call('POST', '/v1/me/switch-organization', { body: { organization_id: 999 } })).status).toBe(404);
  const only = await house.as('author');
  expect((await only.call('POST', '/v1/me/switch-organization', { body: { organization_id: other?.id } })).status).toBe(404);
});

test('patients set their own zone, staff do not', async () => {
  const patient = await house.as('patient-3');
  const changed = await patient.call('PATCH', '/v1/me', { body: { time_zone: 'America/Chicago' } });
  expect(changed.body).toMatchObject({ time_zone: 'America/Chicago' });
  const events = await house.query(`select 1 from outbox where type = 'patient.updated'`);
  expect(events.length).toBeGreaterThan(0);
  const staff = await house.as('author');
  expect((await staff.call('PATCH', '/v1/me', { body: { time_zone: 'America/Chicago' } })).status).toBe(422);
});

test('outside a demo there are no demo people, and the first admin begins with a one-time link', async () => {
  const real = await openAuthHouse((config) => ({ ...config, mode: 'real' }));
  try {
    expect((await real.api.anonymous('GET', '/v1/demo')).status).toBe(404);
    expect((await real.api.anonymous('POST', '/v1/demo/sign-in', { body: { person: 'admin' } })).status).toBe(404);
    const replaced = await createSetupLink(real.kernel, new Date());
    const link = await createSetupLink(real.kernel, new Date());
    const tokenOf = (url: string | null): string => url?.split('#')[1] ?? '';
    expect(link).toContain('/invitation#');
    const browser = real.browser();
    expect((await browser.call('POST', '/v1/auth/invitation', { body: { token: tokenOf(replaced) } })).status).toBe(410);
    const accepted = await browser.call('POST', '/v1/auth/invitation/accept', {
      body: {
        token: tokenOf(link),
        display_name: 'First Admin',
        email: 'first.admin@clinic.example',
        password: 'copper lantern sails north',
        organization: { name: 'First Clinic', slug: 'first-clinic', time_zone: 'Europe/Vienna' },
      },
    });
    expect(accepted.body).toEqual({ next: 'second_factor_setup' });
    await confirmFactor(browser);
    expect((await browser.call('GET', '/v1/me')).body).toMatchObject({
      roles: expect.arrayContaining(['admin', 'platform_admin']),
      organization: { slug: 'first-clinic' },
    });
    expect(await createSetupLink(real.kernel, new Date())).toBeNull();
  } finally {
    await real.close();
  }
});

test('the page of a reset link shows whose account it is', async () => {
  await house.api.anonymous('POST', '/v1/auth/password-reset', { body: { email: 'miriam.hofer@uferpark.example' } });
  const token = tokenIn(await house.nextMail('miriam.hofer@uferpark.example'));
  const view = await house.api.anonymous('POST', '/v1/auth/invitation', { body: { token } });
  expect(view.body).toMatchObject({
    purpose: 'password_reset',
    email: 'miriam.hofer@uferpark.example',
    needs_password: true,
    needs_name: false,
  });
});
