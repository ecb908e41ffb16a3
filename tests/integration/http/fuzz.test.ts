import * as fc from 'fast-check';
import { features } from '#api/features';
import type { Principal } from '#api/http/authenticate';
import { openApiDocument } from '#api/http/openapi';
import type { Route } from '#api/http/route';
import { startTestApi, type TestApi, type TestReply } from '#tests/support/api-client';
import { fuzzCases, type FuzzCase } from '#tests/support/fuzz-cases';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';
import { buildWorld, holders, type World } from '#tests/support/world';

const routes: readonly Route[] = features.flat();
const numRuns = 5_000;
const atOnce = 8;

let house: HttpKernel;
let api: TestApi;
let world: World;
let elsewhere: World;

beforeAll(async () => {
  house = await httpKernel(atOnce);
  api = await startTestApi({ kernel: house.kernel, routes });
  world = await buildWorld(house.kernel);
  elsewhere = await buildWorld(house.kernel);
});

afterAll(async () => {
  await api.close();
  await house.close();
});

const byOperation = new Map(routes.map((route) => [`${route.method} ${route.path.replace(/:([a-z_]+)/g, '{$1}')}`, route]));

/** Mostly somebody who may, so that the use cases are reached; sometimes anybody. */
function whoFor(drawn: FuzzCase): Principal {
  const access = byOperation.get(drawn.operation)?.access;
  const everybody = Object.values(world.people);
  const able = access?.kind === 'permission' ? holders(access.permission).map((role) => world.people[role]) : everybody;
  const [list, share] = drawn.who > 0.85 ? [everybody, (drawn.who - 0.85) / 0.15] : [able, drawn.who / 0.85];
  return list[Math.min(list.length - 1, Math.floor(share * list.length))] ?? world.people.specialist;
}

async function fire(drawn: FuzzCase): Promise<TestReply> {
  const { method, path, body, headers } = drawn;
  return api.as(whoFor(drawn))(method, path, { key: null, headers, ...(method !== 'GET' && body !== undefined && { body }) });
}

/** Only the absent process server may be a reason not to answer: this kernel has none. */
function isFine(reply: TestReply): boolean {
  if (reply.status < 500) return reply.status < 400 || reply.status === 404 || typeof reply.body['code'] === 'string';
  return reply.status === 503 && reply.body['code'] === 'temporal_unavailable';
}

it(`answers ${numRuns} valid, mutated and hostile requests without a single 5xx`, async () => {
  const document = openApiDocument(routes);
  const ids = [...new Set([...Object.values(world.ids), ...Object.values(elsewhere.ids)])];
  const cases = fc.sample(fuzzCases(document, ids), { numRuns, seed: 20_261_121 });
  const failures: string[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let drawn = cases[next++]; drawn !== undefined; drawn = cases[next++]) {
      const reply = await fire(drawn);
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      if (!isFine(reply)) {
        failures.push(
          `${reply.status} ${drawn.method} ${drawn.path.slice(0, 200)} ${JSON.stringify(drawn.body)?.slice(0, 300)} → ${reply.text.slice(0, 200)}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  expect(failures.slice(0, 10)).toEqual([]);
  // The fuzz must reach the use cases, not only the doors: a good part succeeds, and refusals of every kind occur.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(numRuns / 20);
  for (const status of [400, 403, 404, 413, 422]) expect([status, statuses.has(status)]).toEqual([status, true]);
}, 120_000);
