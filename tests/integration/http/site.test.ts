import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { features } from '#api/features';
import { createReadiness, productDependencies } from '#api/health/readiness';
import { defineMount } from '#api/http/mount';
import type { Kernel } from '#core/kernel/ctx';
import { startTestApi, type TestApi } from '#tests/support/api-client';
import { buildMember, buildOrganization } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';
import { probeRoutes } from '#tests/support/probe-routes';

let house: HttpKernel;
let api: TestApi;
let kernel: Kernel;
let folder: string;
const script = `console.log(${'1'.repeat(500)})`;
const video = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 256));

beforeAll(async () => {
  house = await httpKernel();
  folder = mkdtempSync(join(tmpdir(), 'pathwell-site-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, 'exercises'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Pathwell</title>');
  writeFileSync(join(folder, 'assets/app-AbCd1234.js'), script);
  writeFileSync(join(folder, 'assets/app-AbCd1234.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'exercises/bridge.mp4'), video);
  kernel = { ...house.kernel, config: { ...house.kernel.config, http: { ...house.kernel.config.http, webFolder: folder } } };
  const mount = defineMount({
    prefix: '/ops/temporal',
    permission: 'ops:read',
    handle: async (koa) => {
      koa.body = 'inside';
    },
  });
  api = await startTestApi({ kernel, routes: [...features.flat(), ...probeRoutes], mounts: [mount] });
});

afterAll(async () => {
  await api.close();
  await house.close();
  rmSync(folder, { recursive: true });
});

/** fetch decodes and normalises; these tests look at what is on the wire. */
function raw(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; bytes: Buffer }> {
  const { hostname, port } = new URL(api.baseUrl);
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the web app', () => {
  it('sends hashed assets compressed and for ever, and says 304 to who has them', async () => {
    const sent = await raw('/assets/app-AbCd1234.js', { 'Accept-Encoding': 'gzip, br' });
    expect([sent.status, sent.headers['content-encoding'], sent.headers['cache-control'], sent.headers['content-type']]).toEqual([
      200,
      'br',
      'public, max-age=31536000, immutable',
      'text/javascript; charset=utf-8',
    ]);
    expect(brotliDecompressSync(sent.bytes).toString()).toBe(script);
    expect((await raw('/assets/app-AbCd1234.js')).bytes.toString()).toBe(script);
    expect((await raw('/assets/app-AbCd1234.js', { 'If-None-Match': String(sent.headers['etag']) })).status).toBe(304);
  });

  it('sends parts of a video', async () => {
    const part = await raw('/exercises/bridge.mp4', { Range: 'bytes=10-19' });
    expect([part.status, part.headers['content-range'], part.headers['content-type']]).toEqual([
      206,
      'bytes 10-19/1000',
      'video/mp4',
    ]);
    expect(part.bytes).toEqual(video.subarray(10, 20));
    expect((await raw('/exercises/bridge.mp4', { Range: 'bytes=-5' })).bytes).toEqual(video.subarray(995));
    expect((await raw('/exercises/bridge.mp4', { Range: 'bytes=2000-' })).status).toBe(416);
    expect((await raw('/exercises/bridge.mp4', { Range: 'bytes=990-5000' })).bytes).toHaveLength(10);
  });

  it('answers every page of the app with its shell and every missing file with 404', async () => {
    const page = await raw('/patients/12/plan', { Accept: 'text/html' });
    expect([page.status, page.headers['cache-control'], page.bytes.toString()]).toEqual([
      200,
      'no-cache',
      '<!doctype html><title>Pathwell</title>',
    ]);
    expect((await raw('/')).status).toBe(200);
    expect((await raw('/assets/missing.js')).status).toBe(404);
    expect((await raw('/v1/missing', { Accept: 'text/html' })).status).toBe(404);
  });

  it('never leaves its folder', async () => {
    for (const path of ['/../package.json', '/assets/..%2f..%2f..%2fetc/hosts.conf', '/%2e%2e/%2e%2e/etc/hosts.txt', '/%zz.js']) {
      expect([path, (await raw(path)).status]).toEqual([path, 404]);
    }
  });
});

describe('headers', () => {
  it('stand on every answer: no foreign script, no frame, no sniffing, nothing stored of the API', async () => {
    const { headers } = await raw('/v1/probes');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect([headers['x-content-type-options'], headers['referrer-policy'], headers['strict-transport-security']]).toEqual([
      'nosniff',
      'no-referrer',
      undefined,
    ]);
  });

  it('a demo does not answer under a foreign name pointed at this machine', async () => {
    expect((await raw('/v1/probes', { Host: 'evil.example' })).status).toBe(403);
    expect((await raw('/', { Host: 'evil.example:4000' })).status).toBe(403);
    for (const host of ['localhost:4000', '127.0.0.1', '[::1]:4000']) expect((await raw('/', { Host: host })).status).toBe(200);
  });
});

describe('documentation', () => {
  it('is one page without a script or a foreign address, and names every route', async () => {
    const page = (await raw('/docs')).bytes.toString();
    expect(page).not.toMatch(/<script|https?:\/\//);
    expect(page).toContain('/v1/exercises/{id}');
    expect((await raw('/docs/style.css')).headers['content-type']).toContain('text/css');
  });

  it('serves the OpenAPI document and explains each problem code', async () => {
    const document: unknown = JSON.parse((await raw('/openapi.json')).bytes.toString());
    expect(document).toMatchObject({ openapi: '3.1.0' });
    expect((await raw('/problems/stale_revision')).bytes.toString()).toContain('Somebody changed this in the meantime');
    expect((await raw('/problems/unknown', { Accept: 'application/json' })).status).toBe(404);
  });
});

describe('mounts', () => {
  it('let in who may and nobody else', async () => {
    const org = await buildOrganization(kernel);
    const ops = await buildMember(kernel, org, ['ops']);
    const admin = await buildMember(kernel, org, ['admin']);
    expect((await api.anonymous('GET', '/ops/temporal/x')).status).toBe(401);
    expect((await api.as(admin)('GET', '/ops/temporal/x')).status).toBe(403);
    expect((await api.as(ops)('GET', '/ops/temporal/x')).text).toBe('inside');
    expect((await raw('/ops/temporalities', { Accept: 'text/html' })).bytes.toString()).toContain('doctype');
  });
});

describe('events', () => {
  it('tell the standing state at once and each change after it', async () => {
    const org = await buildOrganization(kernel);
    const admin = await buildMember(kernel, org, ['admin']);
    const principal = { ...admin, actor: { ...admin.actor, roles: ['admin', 'specialist'] as const } };
    const live = await startTestApi({ kernel, routes: probeRoutes, authenticate: async () => principal });
    const response = await fetch(`${live.baseUrl}/v1/probes/events`, { headers: { Authorization: 'Bearer x' } });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const until = async (text: string, seen = ''): Promise<string> =>
      seen.includes(text) ? seen : until(text, seen + String((await reader?.read())?.value));
    expect(await until('"count":0')).toContain('event: count');
    await buildMember(kernel, org, ['specialist']);
    expect(await until('"count":1')).toContain('data: {"count":1}');
    await reader?.cancel();
    await live.close();
  }, 20_000);
});

describe('readiness', () => {
  it('says the process is alive and which dependency is down', async () => {
    expect((await raw('/livez')).status).toBe(200);
    const answer = await raw('/readyz');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(JSON.parse(answer.bytes.toString())).toMatchObject({
      status: 'not_ready',
      dependencies: {
        postgres: { up: true, critical: true },
        temporal: { up: false, critical: true },
        mail: { up: true, critical: false },
      },
    });
  });

  it('is ready only while a worker polled within 30 seconds; mail alone does not stop it', async () => {
    const at = new Date('2026-11-21T10:00:00Z');
    const silentFor = async (seconds: number): Promise<unknown> => {
      const processes = { ...kernel.processes, workerLastSeen: () => Promise.resolve(new Date(at.getTime() - seconds * 1000)) };
      const mailer = { ...kernel.mailer, check: () => Promise.resolve(false) };
      return createReadiness(productDependencies({ ...kernel, processes, mailer }, () => at))();
    };
    expect(await silentFor(29)).toMatchObject({ ready: true, dependencies: { mail: { up: false } } });
    expect(await silentFor(31)).toMatchObject({
      ready: false,
      dependencies: { worker: { up: false, last_poll_seconds_ago: 31 } },
    });
  });

  it('does not hang on a dependency that never answers', async () => {
    const never = { name: 'slow', critical: true, check: () => new Promise<never>(() => undefined) };
    expect(await createReadiness([never])()).toMatchObject({ ready: false, dependencies: { slow: { up: false } } });
  });
});
