import { openAuthHouse, tokenIn, type AuthHouse } from './auth-house';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

const email = 'lena.vogt@mail.example';
const codeIn = (subject: string): string => /^(\d{6})/.exec(subject)?.[1] ?? '';

test('a patient signs in with the mailed code, once', async () => {
  const browser = house.browser();
  const asked = await browser.call('POST', '/v1/auth/code', { body: { email } });
  expect(asked.status).toBe(202);
  const { challenge } = asked.body;
  const code = codeIn((await house.nextMail(email)).subject);
  expect((await browser.call('POST', '/v1/auth/code/verify', { body: { challenge, code } })).body).toEqual({ next: 'signed_in' });
  const me = await browser.call('GET', '/v1/me');
  expect(me.body).toMatchObject({ roles: ['patient'], time_zone: 'Europe/Berlin' });
  expect(me.body['patient_id']).toEqual(expect.any(Number));
  const again = await house.browser().call('POST', '/v1/auth/code/verify', { body: { challenge, code } });
  expect(again.status).toBe(410);
});

test('the link works only in the browser that asked, and keeps its token out of paths and queries', async () => {
  const browser = house.browser();
  await browser.call('POST', '/v1/auth/code', { body: { email } });
  const mail = await house.nextMail(email);
  expect(mail.text).toMatch(/\/sign-in\/link#[A-Za-z0-9_-]{43}/);
  const token = tokenIn(mail);
  const other = await house.browser().call('POST', '/v1/auth/link', { body: { token } });
  expect(other.status).toBe(403);
  expect(other.body['code']).toBe('wrong_browser');
  expect((await browser.call('POST', '/v1/auth/link', { body: { token } })).status).toBe(200);
  expect((await browser.call('POST', '/v1/auth/link', { body: { token } })).status).toBe(410);
});

test('five wrong codes end a challenge, also for the right code', async () => {
  const browser = house.browser();
  const { challenge } = (await browser.call('POST', '/v1/auth/code', { body: { email } })).body;
  const code = codeIn((await house.nextMail(email)).subject);
  const wrong = code === '000000' ? '111111' : '000000';
  for (let left = 4; left >= 0; left--) {
    const reply = await browser.call('POST', '/v1/auth/code/verify', { body: { challenge, code: wrong } });
    expect(reply.body).toMatchObject({ code: 'sign_in_failed', attempts_left: left });
  }
  expect((await browser.call('POST', '/v1/auth/code/verify', { body: { challenge, code } })).status).toBe(410);
});

test('of twenty racing requests with the right code exactly one signs in', async () => {
  const { challenge } = (await house.browser().call('POST', '/v1/auth/code', { body: { email } })).body;
  const code = codeIn((await house.nextMail(email)).subject);
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => house.browser().call('POST', '/v1/auth/code/verify', { body: { challenge, code } })),
  );
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('an unknown address gets the same answer, and staff get a hint instead of a code', async () => {
  const known = await house.api.anonymous('POST', '/v1/auth/code', { body: { email: 'karim.haddad@mail.example' } });
  const unknown = await house.api.anonymous('POST', '/v1/auth/code', { body: { email: 'nobody@mail.example' } });
  const staff = await house.api.anonymous('POST', '/v1/auth/code', { body: { email: 'jana.brandt@uferpark.example' } });
  for (const reply of [known, unknown, staff]) {
    expect(reply.status).toBe(202);
    expect(Object.keys(reply.body).sort()).toEqual(['challenge', 'expires_at']);
  }
  expect((await house.nextMail('jana.brandt@uferpark.example')).subject).toBe('How to sign in');
  expect(await house.inbox.list({ to: 'nobody@mail.example' })).toEqual([]);
  const guess = await house.api.anonymous('POST', '/v1/auth/code/verify', {
    body: { challenge: unknown.body['challenge'], code: '123456' },
  });
  expect(guess.body).toMatchObject({ code: 'sign_in_failed', attempts_left: 4 });
});

test('a code session never carries a staff role of the same person', async () => {
  const address = 'noah.achterberg@mail.example';
  const id = await house.idOf('patient-4');
  await house.query(`update user_organizations set roles = array['patient', 'specialist'] where user_id = $1`, [id]);
  const browser = house.browser();
  const { challenge } = (await browser.call('POST', '/v1/auth/code', { body: { email: address } })).body;
  const code = codeIn((await house.nextMail(address)).subject);
  expect((await browser.call('POST', '/v1/auth/code/verify', { body: { challenge, code } })).status).toBe(200);
  expect((await browser.call('GET', '/v1/me')).body['roles']).toEqual(['patient']);
  expect((await browser.call('GET', '/v1/patients')).status).toBe(403);
});

test('codes, tokens and addresses are stored hashed', async () => {
  await house.api.anonymous('POST', '/v1/auth/code', { body: { email: 'ingrid.solheim@mail.example' } });
  const mail = await house.nextMail('ingrid.solheim@mail.example');
  const stored = JSON.stringify(await house.query('select * from login_challenges'));
  expect(stored).not.toContain(tokenIn(mail));
  expect(stored).not.toContain('ingrid.solheim');
});
