import { randomUUID } from 'node:crypto';
import type { Principal } from '#api/http/authenticate';
import { once } from '#core/kernel/idempotency';
import { claimKey, sweepExpiredKeys } from '#core/kernel/idempotency.repository';
import { startTestApi, type TestApi } from '#tests/support/api-client';
import { buildMember, buildOrganization } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';
import { probeRoutes, probeRuns } from '#tests/support/probe-routes';

let house: HttpKernel;
let api: TestApi;
let admin: Principal;
let colleague: Principal;

beforeAll(async () => {
  house = await httpKernel();
  api = await startTestApi({ kernel: house.kernel, routes: probeRoutes });
  const org = await buildOrganization(house.kernel);
  admin = await buildMember(house.kernel, org, ['admin']);
  colleague = await buildMember(house.kernel, org, ['admin']);
});

afterAll(async () => {
  await api.close();
  await house.close();
});

const person = async (): Promise<string> => {
  const { actor } = await buildMember(house.kernel, admin.orgId ?? 0, ['admin']);
  return `/v1/probes/people/${actor.userId}`;
};
const identity = (key: string) => ({ orgId: admin.orgId ?? 0, principal: 'user:1', route: 'POST /v1/x', key });

it('refuses a creating POST without a key, and a key that is no token', async () => {
  const path = await person();
  expect((await api.as(admin)('POST', path, { body: { title: 'a' }, key: null })).body['code']).toBe('idempotency_key_required');
  expect((await api.as(admin)('POST', path, { body: { title: 'a' }, key: 'x'.repeat(256) })).status).toBe(400);
});

it('answers a repeat with the stored status, body and location, and does not run again', async () => {
  const [path, key, before] = [await person(), randomUUID(), probeRuns.count];
  const first = await api.as(admin)('POST', path, { body: { title: 'a', pain: 1 }, key });
  const again = await api.as(admin)('POST', path, { body: { pain: 1, title: 'a' }, key });
  expect([again.status, again.text, again.headers.get('location'), again.headers.get('etag')]).toEqual([
    201,
    first.text,
    first.headers.get('location'),
    '"1"',
  ]);
  expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
  expect(probeRuns.count).toBe(before + 1);
});

it('refuses the same key with another body or another path with 422', async () => {
  const [path, key] = [await person(), randomUUID()];
  await api.as(admin)('POST', path, { body: { title: 'a' }, key });
  expect((await api.as(admin)('POST', path, { body: { title: 'b' }, key })).body['code']).toBe('idempotency_key_reused');
  expect((await api.as(admin)('POST', await person(), { body: { title: 'a' }, key })).status).toBe(422);
});

it('keeps the keys of two people apart', async () => {
  const [path, key] = [await person(), randomUUID()];
  expect((await api.as(admin)('POST', path, { body: { title: 'a' }, key })).status).toBe(201);
  expect((await api.as(colleague)('POST', path, { body: { title: 'a' }, key })).body['code']).toBe('already_exists');
});

it('answers 409 with Retry-After while the first request runs, and the stored reply afterwards', async () => {
  const [path, key] = [await person(), randomUUID()];
  const first = api.as(admin)('POST', path, { body: { title: 'a', wait_ms: 400 }, key });
  await new Promise((resolve) => setTimeout(resolve, 150));
  const during = await api.as(admin)('POST', path, { body: { title: 'a', wait_ms: 400 }, key });
  expect([during.status, during.body['code']]).toEqual([409, 'idempotency_in_progress']);
  expect(Number(during.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await first).status).toBe(201);
  expect((await api.as(admin)('POST', path, { body: { title: 'a', wait_ms: 400 }, key })).status).toBe(201);
});

it('executes exactly once per key when 60 requests over 6 keys race', async () => {
  const paths = await Promise.all(Array.from({ length: 6 }, person));
  const keys = paths.map(() => randomUUID());
  const before = probeRuns.count;
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      api.as(admin)('POST', paths[n % 6] ?? '', { body: { title: 'a' }, key: keys[n % 6] ?? '' }),
    ),
  );
  expect(probeRuns.count).toBe(before + 6);
  expect(replies.every((reply) => reply.status === 201 || reply.body['code'] === 'idempotency_in_progress')).toBe(true);
});

it('stores a refusal of the use case, but neither validation failures nor failures of a dependency', async () => {
  const [path, key] = [await person(), randomUUID()];
  expect((await api.as(admin)('POST', path, { body: { title: '' }, key })).status).toBe(422);
  expect((await api.as(admin)('POST', path, { body: { title: 'a', fail: true }, key })).status).toBe(503);
  expect(
    (await api.as(admin)('POST', path, { body: { title: 'a', fail: true }, key })).headers.get('idempotency-replayed'),
  ).toBeNull();
  await api.as(admin)('POST', path, { body: { title: 'a' } });
  const refusedKey = randomUUID();
  expect((await api.as(admin)('POST', path, { body: { title: 'b' }, key: refusedKey })).body['code']).toBe('already_exists');
  const repeat = await api.as(admin)('POST', path, { body: { title: 'b' }, key: refusedKey });
  expect([repeat.status, repeat.body['code'], repeat.headers.get('idempotency-replayed')]).toEqual([
    409,
    'already_exists',
    'true',
  ]);
  expect(repeat.headers.get('content-type')).toContain('application/problem+json');
});

it('takes over after the lease of a dead process ran out, with the id it had reserved', async () => {
  const mine = identity(randomUUID());
  const died = once(house.kernel, mine, 'f', async (idempotency) => {
    await idempotency.reserveId(() => Promise.resolve(4711));
    return new Promise(() => undefined); // the process dies here: nobody ever answers
  });
  void died.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  // The dead process renews nothing; the row is aged by hand instead of waiting for the lease.
  await house.kernel.db.system.query(`update idempotency_keys set leased_until = now() - interval '1 second' where key = $1`, [
    mine.key,
  ]);
  const { reply } = await once(house.kernel, mine, 'f', async (idempotency) => {
    const id = await idempotency.reserveId(() => Promise.resolve(9999));
    return { status: 201, headers: {}, body: JSON.stringify({ id }) };
  });
  expect(reply.body).toBe('{"id":4711}');
});

it('does not let the one whose lease was taken over store anything', async () => {
  const mine = identity(randomUUID());
  const slow = once(house.kernel, mine, 'f', async () => {
    await house.kernel.db.system.query(`update idempotency_keys set leased_until = now() - interval '1 second' where key = $1`, [
      mine.key,
    ]);
    await once(house.kernel, mine, 'f', () => Promise.resolve({ status: 201, headers: {}, body: '"second"' }));
    return { status: 201, headers: {}, body: '"first"' };
  });
  await slow;
  const claim = await claimKey(house.kernel, mine, 'f', 15);
  expect(claim).toMatchObject({ outcome: 'replay', reply: { body: '"second"' } });
});

it('keeps a lease alive while a long handler runs', async () => {
  const mine = identity(randomUUID());
  const long = once(
    house.kernel,
    mine,
    'f',
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      return { status: 200, headers: {}, body: '1' };
    },
    1,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_800));
  expect((await claimKey(house.kernel, mine, 'f', 1)).outcome).toBe('running');
  expect((await long).replayed).toBe(false);
});

it('keeps stored replies unreadable in the database and forgets them after 48 hours', async () => {
  const mine = identity(randomUUID());
  await once(house.kernel, mine, 'f', () => Promise.resolve({ status: 200, headers: {}, body: '"secret words"' }));
  const [row] = (await house.kernel.db.system.query('select response_body::text as body from idempotency_keys where key = $1', [
    mine.key,
  ])) as { body: string }[];
  expect(row?.body).not.toContain('secret');
  await house.kernel.db.system.query(`update idempotency_keys set expires_at = now() - interval '1 second' where key = $1`, [
    mine.key,
  ]);
  expect(await sweepExpiredKeys(house.kernel)).toBeGreaterThan(0);
  expect((await claimKey(house.kernel, mine, 'other', 15)).outcome).toBe('mine');
});
