import { totpCode } from '#core/auth/totp';
import { DEMO_PASSWORD } from '#migrations/seeds/demo/demo-people';
import type { TestReply } from '#tests/support/api-client';
import { openAuthHouse, tokenIn, type AuthHouse, type Browser } from './auth-house';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

const email = 'jana.brandt@uferpark.example';

/** Password, then the set-up of the authenticator: the way of everybody new. */
async function setUp(
  browser: Browser,
  address: string,
  password: string,
): Promise<{ secret: string; usedAt: number; recovery: string[] }> {
  const first = await browser.call('POST', '/v1/auth/password', { body: { email: address, password } });
  expect(first.body).toEqual({ next: 'second_factor_setup' });
  const setup = await browser.call('POST', '/v1/auth/second-factor/setup');
  expect(setup.status).toBe(200);
  const { secret, qr_svg: svg } = setup.body as { secret: string; qr_svg: string };
  expect(svg).toContain('<svg');
  const usedAt = Date.now();
  const confirmed = await browser.call('POST', '/v1/auth/second-factor/confirm', {
    body: { code: totpCode(secret, new Date(usedAt)) },
  });
  expect(confirmed.status).toBe(200);
  return { secret, usedAt, recovery: (confirmed.body as { recovery_codes: string[] }).recovery_codes };
}

test('staff sign in with password and authenticator; each code is good once; a recovery code stands in', async () => {
  const browser = house.browser();
  const { secret, usedAt, recovery } = await setUp(browser, email, DEMO_PASSWORD);
  expect(recovery).toHaveLength(10);
  const me = await browser.call('GET', '/v1/me');
  expect(me.body).toMatchObject({
    display_name: 'Jana Brandt',
    roles: ['specialist'],
    via: 'session',
    organization: { slug: 'uferpark' },
  });
  expect(me.body['specialist_id']).toEqual(expect.any(Number));

  const again = house.browser();
  expect((await again.call('POST', '/v1/auth/password', { body: { email, password: DEMO_PASSWORD } })).body).toEqual({
    next: 'second_factor',
  });
  expect((await again.call('GET', '/v1/me')).status).toBe(401);
  // The code that confirmed the set-up is used up.
  const replay = await again.call('POST', '/v1/auth/second-factor', { body: { code: totpCode(secret, new Date(usedAt)) } });
  expect(replay.status).toBe(401);
  expect(replay.body['code']).toBe('sign_in_failed');
  const next = await again.call('POST', '/v1/auth/second-factor', {
    body: { code: totpCode(secret, new Date(usedAt + 30_000)) },
  });
  expect(next.body).toEqual({ next: 'signed_in' });

  const third = house.browser();
  await third.call('POST', '/v1/auth/password', { body: { email, password: DEMO_PASSWORD } });
  expect((await third.call('POST', '/v1/auth/second-factor', { body: { code: recovery[0] } })).status).toBe(200);
  const fourth = house.browser();
  await fourth.call('POST', '/v1/auth/password', { body: { email, password: DEMO_PASSWORD } });
  expect((await fourth.call('POST', '/v1/auth/second-factor', { body: { code: recovery[0] } })).status).toBe(401);
});

test('half a sign-in opens nothing, not even when its cookie is passed off as a session', async () => {
  const browser = house.browser();
  await browser.call('POST', '/v1/auth/password', {
    body: { email: 'tomasz.zielinski@uferpark.example', password: DEMO_PASSWORD },
  });
  const step = browser.cookies.get('pw_step') ?? '';
  const reply = await house.api.with({ Cookie: `pw_session=${step}` })('GET', '/v1/me');
  expect(reply.status).toBe(401);
  expect(reply.body['code']).toBe('second_factor_required');
});

test('an unknown address and a wrong password answer alike', async () => {
  const unknown = await house.api.anonymous('POST', '/v1/auth/password', {
    body: { email: 'nobody@uferpark.example', password: 'x'.repeat(14) },
  });
  const wrong = await house.api.anonymous('POST', '/v1/auth/password', {
    body: { email: 'miriam.hofer@uferpark.example', password: 'x'.repeat(14) },
  });
  expect(unknown.status).toBe(401);
  const shape = ({ body }: typeof wrong): unknown => ({ ...body, request_id: '', instance: '' });
  expect(shape(unknown)).toEqual(shape(wrong));
});

test('after five wrong passwords the right one does not help for a minute, and nobody learns that the account exists', async () => {
  const right = { email: 'oskar.reimann@uferpark.example', password: DEMO_PASSWORD };
  const shape = ({ status, body }: TestReply): unknown => [status, { ...body, request_id: '', instance: '' }];
  for (let i = 0; i < 5; i++) {
    const reply = await house.api.anonymous('POST', '/v1/auth/password', { body: { ...right, password: 'not the password' } });
    expect(reply.status).toBe(401);
  }
  const locked = await house.api.anonymous('POST', '/v1/auth/password', { body: right });
  const unknown = await house.api.anonymous('POST', '/v1/auth/password', {
    body: { ...right, email: 'nobody@uferpark.example' },
  });
  expect(shape(locked)).toEqual(shape(unknown));
  const rows = await house.query<{ seconds: number }>(
    `select extract(epoch from locked_until - now())::integer as seconds from user_credentials where user_id = $1`,
    [await house.idOf('ops')],
  );
  expect(rows[0]?.seconds).toBeGreaterThan(30);
  await house.query(`update user_credentials set locked_until = now() where user_id = $1`, [await house.idOf('ops')]);
  expect((await house.api.anonymous('POST', '/v1/auth/password', { body: right })).body).toEqual({ next: 'second_factor_setup' });
});

test('five wrong second steps make it wait, with the time', async () => {
  const browser = house.browser();
  const address = 'marcus.bellweather@harbour-physio.example';
  await setUp(browser, address, DEMO_PASSWORD);
  await browser.call('POST', '/v1/auth/password', { body: { email: address, password: DEMO_PASSWORD } });
  for (let i = 0; i < 5; i++) {
    expect((await browser.call('POST', '/v1/auth/second-factor', { body: { code: 'aaaaa-bbbbb' } })).status).toBe(401);
  }
  const locked = await browser.call('POST', '/v1/auth/second-factor', { body: { code: 'aaaaa-bbbbb' } });
  expect(locked.status).toBe(429);
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(30);
});

test('an admin resets a lost second step: every session ends, the mailed link leads to a new password and a new set-up', async () => {
  const person = house.browser();
  await setUp(person, 'carys.pemberton@harbour-physio.example', DEMO_PASSWORD);
  const admin = await house.as('other-admin');
  const id = await house.idOf('other-author');
  expect((await admin.call('POST', `/v1/members/${id}/second-factor-reset`)).status).toBe(204);
  expect((await person.call('GET', '/v1/me')).status).toBe(401);
  const token = tokenIn(await house.nextMail('carys.pemberton@harbour-physio.example'));
  const fresh = house.browser();
  const weak = await fresh.call('POST', '/v1/auth/invitation/accept', { body: { token, password: 'aaaaaaaaaaaa' } });
  expect(weak.status).toBe(422);
  expect(weak.body['errors']).toEqual([expect.objectContaining({ pointer: '/password' })]);
  const accepted = await fresh.call('POST', '/v1/auth/invitation/accept', {
    body: { token, password: 'meadow kettle orbit plum' },
  });
  expect(accepted.body).toEqual({ next: 'second_factor_setup' });
  const used = await house.api.anonymous('POST', '/v1/auth/invitation/accept', {
    body: { token, password: 'meadow kettle orbit plum' },
  });
  expect(used.body['code']).toBe('invitation_used');
});

test('a mailed password reset keeps the second step', async () => {
  const first = house.browser();
  await setUp(first, 'petra.lindqvist@uferpark.example', DEMO_PASSWORD);
  expect(
    (await house.api.anonymous('POST', '/v1/auth/password-reset', { body: { email: 'petra.lindqvist@uferpark.example' } }))
      .status,
  ).toBe(204);
  expect(
    (await house.api.anonymous('POST', '/v1/auth/password-reset', { body: { email: 'nobody@uferpark.example' } })).status,
  ).toBe(204);
  const token = tokenIn(await house.nextMail('petra.lindqvist@uferpark.example'));
  const accepted = await house
    .browser()
    .call('POST', '/v1/auth/invitation/accept', { body: { token, password: 'meadow kettle orbit plum' } });
  expect(accepted.body).toEqual({ next: 'second_factor' });
  expect((await first.call('GET', '/v1/me')).status).toBe(401);
});
