import { features } from '#api/features';
import type { Principal } from '#api/http/authenticate';
import type { Route } from '#api/http/route';
import { permissions, roles, type Role } from '#domain/auth/roles';
import { startTestApi, type Caller, type TestApi, type TestReply } from '#tests/support/api-client';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';
import { addressOf, bodyOf, loadSamples, nameOf, subjectOf } from '#tests/support/route-samples';
import { buildWorld, holders, personal, type World } from '#tests/support/world';

/** Generated from the registry: a route that is declared is tested, there is no list to keep. */
const routes: readonly Route[] = features.flat();
const samples = loadSamples();
const walled = routes.filter((route) => route.access.kind !== 'public');
const limited = routes.filter((route) => route.access.kind === 'permission');
const withRow = walled.filter((route) => route.path.includes(':') && samples.get(nameOf(route))?.shared === undefined);
const withBody = walled.filter((route) => route.method !== 'GET');
const cases = (list: readonly Route[]): [string, Route][] => list.map((route) => [nameOf(route), route]);

let house: HttpKernel;
let api: TestApi;
let world: World;

beforeAll(async () => {
  house = await httpKernel();
  api = await startTestApi({ kernel: house.kernel, routes });
  world = await buildWorld(house.kernel);
});

afterAll(async () => {
  await api.close();
  await house.close();
});

interface Change {
  body?: unknown;
  path?: string;
}

function send(caller: Caller, route: Route, change: Change = {}): Promise<TestReply> {
  const sample = samples.get(nameOf(route));
  const body = 'body' in change ? change.body : bodyOf(route, world, sample);
  return caller(route.method, change.path ?? addressOf(route, world, sample), {
    ...(body !== undefined && { body }),
    ...(route.ifMatch && { rev: 1 }),
  });
}

/** Somebody of the given cast who may use the route. */
function permitted(route: Route, cast: Record<Role, Principal>, not: readonly Role[] = []): Principal {
  if (route.access.kind !== 'permission') return cast.specialist;
  const role = holders(route.access.permission).find(
    (held) => !not.includes(held) && (held !== 'platform_admin' || route.tenantOptional),
  );
  if (role === undefined) throw new Error(`${nameOf(route)}: nobody may use it`);
  return cast[role];
}

const verdict = (reply: TestReply): unknown[] => [reply.status, reply.body['code']];

it('knows which row every address means', () => {
  const unknown = routes.filter((route) => {
    try {
      addressOf(route, world, samples.get(nameOf(route)));
      return false;
    } catch {
      return true;
    }
  });
  expect(unknown.map(nameOf)).toEqual([]);
});

describe('without a token', () => {
  it.each(cases(walled))('%s answers 401', async (_name, route) => {
    expect(verdict(await send(api.anonymous, route))).toEqual([401, 'unauthenticated']);
    const forged = await send(api.with({ Authorization: 'Bearer forged', Cookie: 'pw_session=forged' }), route);
    expect(forged.status).toBe(401);
  });
});

describe('with a role that lacks the permission', () => {
  it.each(cases(limited))('%s answers 403', async (_name, route) => {
    if (route.access.kind !== 'permission') return;
    const allowed: readonly Role[] = permissions[route.access.permission];
    for (const role of roles.filter((one) => !allowed.includes(one))) {
      const reply = await send(api.as(world.people[role]), route);
      expect([role, ...verdict(reply)]).toEqual([role, 403, 'forbidden']);
    }
  });
});

describe('as the owner', () => {
  const readable = withRow.filter(
    (route) => route.method === 'GET' && route.kind === 'json' && samples.get(nameOf(route))?.noControl === undefined,
  );
  it.each(cases(readable))('%s answers 200, so the refusals below are about ownership', async (_name, route) => {
    const reply = await send(api.as(permitted(route, world.people)), route);
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
  });
});

describe('from another organization', () => {
  it.each(cases(withRow))('%s does not tell that the row exists', async (_name, route) => {
    const stranger = api.as(permitted(route, world.strangers));
    const reply = await send(stranger, route);
    expect([403, 404]).toContain(reply.status);
    const nowhere = addressOf(route, world, samples.get(nameOf(route))).replace(/\/\d+/, '/999999999');
    const absent = await send(stranger, route, { path: nowhere });
    expect([absent.status, absent.body['code'], absent.body['detail']]).toEqual([
      reply.status,
      reply.body['code'],
      reply.body['detail'],
    ]);
  });
});

describe('as another patient of the same organization', () => {
  const own = withRow.filter((route) => {
    const subject = subjectOf(route);
    return (
      subject !== null &&
      personal.has(subject) &&
      (route.access.kind !== 'permission' || holders(route.access.permission).includes('patient'))
    );
  });
  it.each(cases(own))('%s answers 404 or 403', async (_name, route) => {
    expect([403, 404]).toContain((await send(api.as(world.neighbour), route)).status);
  });
});

describe('with an unknown field', () => {
  it.each(cases(withBody))('%s answers 422 with its pointer', async (_name, route) => {
    const body = { ...bodyOf(route, world, samples.get(nameOf(route))), surely_unknown: 1 };
    const reply = await send(api.as(permitted(route, world.people)), route, { body });
    expect([...verdict(reply), reply.body['errors']]).toEqual([
      422,
      'validation_failed',
      [expect.objectContaining({ pointer: '/surely_unknown', code: 'unknown_field' })],
    ]);
  });
});

describe('with an oversized body', () => {
  it.each(cases(withBody))('%s answers 413', async (_name, route) => {
    const body = JSON.stringify({ padding: 'x'.repeat(route.maxBodyBytes) });
    expect(verdict(await send(api.as(permitted(route, world.people)), route, { body }))).toEqual([413, 'body_too_large']);
  });
});
