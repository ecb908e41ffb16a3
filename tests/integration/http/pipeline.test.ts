import { request as httpRequest } from 'node:http';
import type { Principal } from '#api/http/authenticate';
import { sha256Hex } from '#core/kernel/crypto';
import { startTestApi, type TestApi } from '#tests/support/api-client';
import { buildMember, buildOrganization, buildPatient } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';
import { probeRoutes } from '#tests/support/probe-routes';

let house: HttpKernel;
let api: TestApi;
let admin: Principal;
let otherAdmin: Principal;
let specialist: Principal;
let patient: Principal;

beforeAll(async () => {
  house = await httpKernel();
  api = await startTestApi({ kernel: house.kernel, routes: probeRoutes });
  const org = await buildOrganization(house.kernel);
  const other = await buildOrganization(house.kernel);
  admin = await buildMember(house.kernel, org, ['admin']);
  otherAdmin = await buildMember(house.kernel, other, ['admin', 'specialist']);
  specialist = await buildMember(house.kernel, org, ['specialist']);
  patient = await buildPatient(house.kernel, org);
});

afterAll(async () => {
  await api.close();
  await house.close();
});

const freshUser = async (): Promise<number> => {
  const { actor } = await buildMember(house.kernel, admin.orgId ?? 0, ['admin']);
  return actor.userId ?? 0;
};

describe('who may come in', () => {
  it('answers 401 as a problem document without a credential and says what to do', async () => {
    const reply = await api.anonymous('GET', `/v1/probes/${specialist.actor.specialistId}`);
    expect(reply.status).toBe(401);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.body).toMatchObject({
      code: 'unauthenticated',
      type: '/problems/unauthenticated',
      request_id: reply.headers.get('x-request-id'),
    });
    expect(reply.body['instance']).toBe(`urn:uuid:${reply.headers.get('x-request-id')}`);
  });

  it('answers 403 to a role without the permission, before it looks at the body', async () => {
    const reply = await api.as(patient)('POST', '/v1/probes/people/1', { body: '{broken' });
    expect([reply.status, reply.body['code']]).toEqual([403, 'forbidden']);
  });

  it('answers 404 for a row of another organization and 200 for an own one', async () => {
    const path = `/v1/probes/${specialist.actor.specialistId}`;
    expect((await api.as(otherAdmin)('GET', path)).status).toBe(404);
    const own = await api.as(admin)('GET', path);
    expect([own.status, own.headers.get('etag'), own.headers.get('cache-control')]).toEqual([200, '"1"', 'no-store']);
  });

  it('limits an API key to its scopes', async () => {
    const key: Principal = { ...admin, via: 'api_key', subject: 'api_key:1', scopes: ['people:write'] };
    expect((await api.as(key)('GET', '/v1/probes')).status).toBe(403);
    expect((await api.as({ ...key, scopes: ['specialist:read'] })('GET', '/v1/probes')).status).toBe(200);
  });

  it('lets an impersonating admin look and search but not change', async () => {
    const viewing: Principal = { ...admin, actor: { ...admin.actor, impersonatorUserId: 99 } };
    expect((await api.as(viewing)('GET', '/v1/probes')).status).toBe(200);
    expect((await api.as(viewing)('POST', '/v1/probes/search', { body: { title: 'x' } })).status).toBe(200);
    expect((await api.as(viewing)('DELETE', '/v1/probes/1')).body['code']).toBe('impersonation_read_only');
  });

  it('asks somebody outside every organization to choose one', async () => {
    expect((await api.as({ ...admin, orgId: null })('GET', '/v1/probes')).status).toBe(403);
  });
});

describe('cookie sessions', () => {
  const token = 'csrf-token-of-this-test';
  const session = async (headers: Record<string, string>) => {
    const principal: Principal = { ...admin, via: 'session', csrfHash: sha256Hex(token) };
    return api.as(principal)('DELETE', '/v1/probes/1', { headers });
  };

  it('refuses a change without the CSRF header, with another one, and with one the session does not know', async () => {
    expect((await session({ Cookie: `pw_csrf=${token}` })).body['code']).toBe('csrf_failed');
    expect((await session({ Cookie: `pw_csrf=${token}`, 'X-CSRF-Token': 'other' })).body['code']).toBe('csrf_failed');
    expect((await session({ Cookie: 'pw_csrf=forged', 'X-CSRF-Token': 'forged' })).body['code']).toBe('csrf_failed');
  });

  it('accepts the token of the session and needs none for reading', async () => {
    expect((await session({ Cookie: `pw_csrf=${token}`, 'X-CSRF-Token': token })).status).toBe(204);
    const reader: Principal = { ...admin, via: 'session', csrfHash: sha256Hex(token) };
    expect((await api.as(reader)('GET', '/v1/probes')).status).toBe(200);
  });

  it('refuses a form post from another site, also on public routes', async () => {
    const reply = await api.anonymous('POST', '/v1/probes/sign-in', {
      body: { title: 'a' },
      headers: { Origin: 'https://evil.example' },
    });
    expect(reply.body['code']).toBe('csrf_failed');
    const own = await api.anonymous('POST', '/v1/probes/sign-in', { body: { title: 'a' }, headers: { Origin: api.baseUrl } });
    expect([own.status, own.headers.get('set-cookie')]).toEqual([204, 'pw_csrf=abc; Path=/; SameSite=Lax']);
  });
});

describe('what is let through', () => {
  const create = async (body: unknown, headers: Record<string, string> = {}) =>
    api.as(admin)('POST', '/v1/probes/people/999999', { body, headers });
  const firstError = async (body: unknown) => {
    const reply = await create(body);
    return [reply.status, reply.body['code'], ...pick(reply.body['errors'])];
  };
  const pick = (errors: unknown): unknown[] => {
    const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
    return typeof first === 'object' && first !== null ? [Reflect.get(first, 'pointer'), Reflect.get(first, 'code')] : [];
  };

  it.each([
    ['an unknown field', { title: 'a', admin: true }, '/admin', 'unknown_field'],
    ['a nested unknown field', { title: 'a', part: { label: 'a', marks: [], x: 1 } }, '/part/x', 'unknown_field'],
    ['a missing field', {}, '/title', 'required'],
    ['a wrong type', { title: 5 }, '/title', 'text_length'],
    ['only white space', { title: '  ' }, '/title', 'text_length'],
    ['a text that is too long', { title: 'x'.repeat(51) }, '/title', 'text_length'],
    ['null where null is not meant', { title: null }, '/title', 'text_length'],
    ['a NUL character', { title: 'a\0b' }, '/title', 'nul_character'],
    ['half a surrogate', { title: '\ud800' }, '/title', 'broken_text'],
    ['an array for an object', { title: 'a', part: [] }, '/part', 'object'],
    ['an object for a list', { title: 'a', parts: {} }, '/parts', 'list'],
    ['null in a list', { title: 'a', parts: [null] }, '/parts', 'list'],
    ['a list that is too long', { title: 'a', parts: Array(4).fill({ label: 'a', marks: [] }) }, '/parts', 'list'],
    ['a wrong value deep inside', { title: 'a', parts: [{ label: 'a', marks: [10] }] }, '/parts/0/marks', 'list'],
    ['a day that does not exist', { title: 'a', day: '2026-02-30' }, '/day', 'date'],
    ['an instant without zone', { title: 'a', at: '2026-02-03T10:00:00' }, '/at', 'instant'],
    ['a number out of range', { title: 'a', pain: 10.5 }, '/pain', 'number_range'],
  ])('refuses %s with a pointer', async (_name, body, pointer, code) => {
    expect(await firstError(body)).toEqual([422, 'validation_failed', pointer, code]);
  });

  it.each([
    ['2^60', '{"title":"a","wait_ms":1152921504606846976}', '/wait_ms', 'unsafe_number'],
    ['infinity', '{"title":"a","pain":1e999}', '/pain', 'unsafe_number'],
    ['__proto__', '{"title":"a","__proto__":{"x":1}}', '/__proto__', 'forbidden_name'],
    ['constructor', '{"title":"a","constructor":{"prototype":{}}}', '/constructor', 'forbidden_name'],
    ['a bare array', '[]', '', 'object'],
    ['a bare null', 'null', '', 'object'],
    ['a bare text', '"a"', '', 'object'],
    ['21 levels', `{"part":${'['.repeat(21)}${']'.repeat(21)}}`, `/part${'/0'.repeat(19)}`, 'too_deep'],
  ])('refuses %s in the raw body', async (_name, body, pointer, code) => {
    expect(await firstError(body)).toEqual([422, 'validation_failed', pointer, code]);
  });

  it('tells broken JSON, broken UTF-8, foreign media types and compressed bodies apart', async () => {
    expect((await create('{"title":')).body['code']).toBe('malformed_body');
    expect((await create(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).body['code']).toBe('malformed_body');
    expect((await create('title=a', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await create({ title: 'a' }, { 'Content-Encoding': 'gzip' })).status).toBe(415);
    expect((await create({ title: 'a' }, { 'Content-Type': 'application/json; charset=latin1' })).status).toBe(415);
  });

  it('refuses 10 MB with 413 whether the length is announced or not', async () => {
    const huge = JSON.stringify({ title: 'x'.repeat(10_000_000) });
    expect((await create(huge)).status).toBe(413);
    expect(await chunkedStatus(huge)).toBe(413);
  });

  it('refuses ids that are no safe positive integers, unknown query parameters and cursors of another list', async () => {
    const get = api.as(admin);
    for (const id of ['0', '-1', 'abc', '1.5', '1152921504606846976', '%00', '1e3']) {
      const reply = await get('GET', `/v1/probes/${id}`);
      expect([id, reply.status, reply.body['in']]).toEqual([id, 422, 'path']);
    }
    expect((await get('GET', '/v1/probes?limit=101')).body).toMatchObject({ code: 'validation_failed', in: 'query' });
    expect((await get('GET', '/v1/probes?limit=ten')).status).toBe(422);
    expect((await get('GET', '/v1/probes?nope=1')).status).toBe(422);
    expect((await get('GET', '/v1/probes?status=active&status=archived')).status).toBe(422);
    expect((await get('GET', '/v1/probes?cursor=WyJhIl0')).status).toBe(422);
    expect((await get('GET', '/v1/probes?cursor=%00')).status).toBe(422);
    expect((await get('GET', '/v1/probes/%zz')).status).toBeLessThan(500);
  });

  const chunkedStatus = (text: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const target = new URL(api.baseUrl);
      const sent = httpRequest({
        host: target.hostname,
        port: target.port,
        method: 'POST',
        path: '/v1/probes/sign-in',
        headers: { 'Content-Type': 'application/json' },
      });
      sent.on('response', (response) => resolve(response.statusCode ?? 0));
      sent.on('error', reject);
      for (let at = 0; at < text.length; at += 65_536) sent.write(text.slice(at, at + 65_536));
      sent.end();
    });
});

describe('lists', () => {
  it('pages through everything once, in order', async () => {
    for (let made = 0; made < 5; made += 1) await buildMember(house.kernel, otherAdmin.orgId ?? 0, ['specialist']);
    const ids: number[] = [];
    let cursor: unknown = null;
    do {
      const reply = await api.as(otherAdmin)('GET', `/v1/probes?limit=2${typeof cursor === 'string' ? `&cursor=${cursor}` : ''}`);
      ids.push(...(reply.body['items'] as { id: number }[]).map((item) => item.id));
      cursor = reply.body['next_cursor'];
    } while (cursor !== null);
    expect(ids).toHaveLength(6);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });
});

describe('revisions', () => {
  it('asks for If-Match, refuses a stale one with the current one, and answers the new one', async () => {
    const path = `/v1/probes/${specialist.actor.specialistId}`;
    const missing = await api.as(admin)('PATCH', path, { body: { title: 'a' } });
    expect([missing.status, missing.body['code']]).toEqual([428, 'precondition_required']);
    expect((await api.as(admin)('PATCH', path, { body: { title: 'a' }, headers: { 'If-Match': 'latest' } })).status).toBe(428);
    const changed = await api.as(admin)('PATCH', path, { body: { title: 'Doctor' }, rev: 1 });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    const stale = await api.as(admin)('PATCH', path, { body: { title: 'Nurse' }, rev: 1 });
    expect([stale.status, stale.body['code'], stale.body['current_rev']]).toEqual([412, 'stale_revision', 2]);
  });
});

describe('answers', () => {
  it('never lets an undeclared field out', async () => {
    const reply = await api.as(admin)('POST', `/v1/probes/people/${await freshUser()}`, {
      body: { title: 'a', biography: 'private words' },
    });
    expect(reply.status).toBe(201);
    expect(Object.keys(reply.body).sort()).toEqual(['id', 'rev', 'title']);
    expect(reply.headers.get('location')).toBe(`/v1/probes/${String(reply.body['id'])}`);
  });

  it.each(['status', 'body', 'code'])('fails in tests when a handler breaks its declaration: %s', async (kind) => {
    const reply = await api.anonymous('GET', `/v1/probes/broken/${kind}`);
    expect([reply.status, reply.body['code']]).toEqual([500, 'internal']);
  });

  it('says nothing of an unexpected error to the caller', async () => {
    const reply = await api.anonymous('GET', '/v1/probes/broken/throw');
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('Mustermann');
  });

  it('names the methods of a known address, and answers 404 in the same form elsewhere', async () => {
    const wrong = await api.anonymous('PUT', '/v1/probes/1');
    expect([wrong.status, wrong.headers.get('allow'), wrong.body['code']]).toEqual([
      405,
      'DELETE, GET, HEAD, PATCH',
      'method_not_allowed',
    ]);
    const nowhere = await api.anonymous('GET', '/v1/nowhere');
    expect([nowhere.status, nowhere.body['code'], nowhere.headers.get('content-type')]).toEqual([
      404,
      'not_found',
      'application/problem+json',
    ]);
  });

  it('prefers a literal address over a parameter', async () => {
    expect((await api.as(admin)('POST', '/v1/probes/search', { body: { title: 'x' } })).status).toBe(200);
  });

  it('streams changes as server-sent events', async () => {
    const response = await fetch(`${api.baseUrl}/v1/probes/events`, { headers: { Authorization: 'Bearer none' } });
    expect(response.status).toBe(401);
  });
});

describe('limits', () => {
  it('answers 429 with Retry-After per person, and does not punish another person', async () => {
    const tight = await startTestApi({ kernel: house.kernel, routes: probeRoutes, rates: { read: { points: 2, seconds: 60 } } });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await tight.as(admin)('GET', '/v1/probes')).status);
    const refused = await tight.as(admin)('GET', '/v1/probes');
    expect(statuses).toEqual([200, 200, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await tight.as(specialist)('GET', '/v1/probes')).status).toBe(200);
    await tight.close();
  });

  it('counts sign-ins per address and per name, upper case or not', async () => {
    const tight = await startTestApi({
      kernel: house.kernel,
      routes: probeRoutes,
      rates: { sign_in_name: { points: 1, seconds: 60 } },
    });
    const attempt = async (title: string) => (await tight.anonymous('POST', '/v1/probes/sign-in', { body: { title } })).status;
    expect([await attempt('a@b.example'), await attempt('A@b.example'), await attempt('c@b.example')]).toEqual([204, 429, 204]);
    await tight.close();
  });
});
