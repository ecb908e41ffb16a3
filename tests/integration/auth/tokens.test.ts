import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthenticate } from '#api/auth/create-authenticate';
import { oidcMount } from '#api/auth/oidc.mount';
import { features } from '#api/features';
import { mintDemoToken } from '#core/auth/mint-token';
import { syncIssuers } from '#core/auth/sync-issuers';
import type { Kernel } from '#core/kernel/ctx';
import { startTestApi, type TestApi } from '#tests/support/api-client';
import { openAuthHouse, type AuthHouse } from './auth-house';

/** A small OpenID issuer of somebody else: discovery, keys, tokens with its own claim names. */
interface OutsideIssuer {
  url: string;
  key: KeyObject;
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  rotate(): void;
  /** Requests for its keys so far. */
  fetches: number;
  down: boolean;
  server: Server;
}

async function startIssuer(): Promise<OutsideIssuer> {
  let pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let kid = randomBytes(4).toString('hex');
  const issuer: OutsideIssuer = {
    url: '',
    get key() {
      return pair.privateKey;
    },
    fetches: 0,
    down: false,
    rotate() {
      pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
      kid = randomBytes(4).toString('hex');
    },
    async sign(claims, header = {}) {
      const { SignJWT } = await import('jose');
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iss: issuer.url, aud: 'clinic-api', sub: 'user_77', iat: now, exp: now + 600, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT', ...header })
        .sign(pair.privateKey);
    },
    server: createServer((req, res) => {
      if (issuer.down) {
        res.writeHead(503).end();
        return;
      }
      res.setHeader('Content-Type', 'application/json');
      if (req.url === '/.well-known/openid-configuration') {
        res.end(JSON.stringify({ issuer: issuer.url, jwks_uri: `${issuer.url}/keys` }));
      } else if (req.url === '/keys') {
        issuer.fetches += 1;
        res.end(JSON.stringify({ keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] }));
      } else res.writeHead(404).end();
    }),
  };
  await new Promise<void>((resolve) => issuer.server.listen(0, '127.0.0.1', resolve));
  issuer.url = `http://127.0.0.1:${(issuer.server.address() as AddressInfo).port}`;
  return issuer;
}

let house: AuthHouse;
let outside: OutsideIssuer;
let kernel: Kernel;
let api: TestApi;
beforeAll(async () => {
  outside = await startIssuer();
  house = await openAuthHouse();
  const claims = {
    email: 'contact.mail',
    email_verified: 'contact.verified',
    roles: 'https://clinic.example/roles',
    organization: 'org.slug',
  };
  const issuer = { issuer: outside.url, audience: 'clinic-api', jwksUri: null, clientId: null, clientSecret: null, claims };
  kernel = { ...house.kernel, config: { ...house.kernel.config, oidc: { ...house.kernel.config.oidc, issuers: [issuer] } } };
  await syncIssuers(kernel);
  api = await startTestApi({ kernel, routes: features.flat(), authenticate: createAuthenticate(kernel) });
});
afterAll(async () => {
  await api.close();
  await house.close();
  outside.server.closeAllConnections();
  outside.server.close();
});

const staff = {
  contact: { mail: 'jana.brandt@uferpark.example', verified: true },
  'https://clinic.example/roles': ['org:specialist'],
  org: { slug: 'uferpark' },
};
const me = (token: string): ReturnType<TestApi['anonymous']> => api.with({ Authorization: `Bearer ${token}` })('GET', '/v1/me');

test('a token of another issuer signs in the person whose verified address it maps to, and stays theirs', async () => {
  const reply = await me(await outside.sign(staff));
  expect(reply.body).toMatchObject({ display_name: 'Jana Brandt', roles: ['specialist'], via: 'bearer' });
  // Bound to the subject now: the address is not needed, and another address does not move it.
  const moved = await me(await outside.sign({ ...staff, contact: { mail: 'petra.lindqvist@uferpark.example', verified: true } }));
  expect(moved.body).toMatchObject({ display_name: 'Jana Brandt' });
});

test('an issuer narrows roles and never adds any', async () => {
  const admin = { ...staff, 'https://clinic.example/roles': ['specialist', 'admin', 'platform_admin'] };
  expect((await me(await outside.sign(admin))).body['roles']).toEqual(['specialist']);
  const none = { ...staff, 'https://clinic.example/roles': ['patient'] };
  expect((await me(await outside.sign(none))).status).toBe(401);
  const platform = {
    sub: 'user_p',
    contact: { mail: 'robin.castellan@pathwell.example', verified: true },
    'https://clinic.example/roles': ['platform_admin'],
  };
  expect((await me(await outside.sign(platform))).status).toBe(401);
});

test('an unverified address and a foreign organization are nobody', async () => {
  const unverified = { ...staff, sub: 'user_1', contact: { mail: 'miriam.hofer@uferpark.example', verified: false } };
  expect((await me(await outside.sign(unverified))).status).toBe(401);
  expect((await me(await outside.sign({ ...staff, org: { slug: 'harbour-physio' } }))).status).toBe(401);
});

test('refuses every forged, foreign, expired or misused token', async () => {
  const { SignJWT } = await import('jose');
  const now = Math.floor(Date.now() / 1000);
  const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const good = await outside.sign(staff);
  const [head = '', body = '', signature = ''] = good.split('.');
  const publicPem = createHash('sha256').update('not a key').digest();
  const claims = { iss: outside.url, aud: 'clinic-api', sub: 'user_77', iat: now, exp: now + 600, ...staff };
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bad: Record<string, string> = {
    'alg none': `${b64({ alg: 'none', typ: 'JWT' })}.${body}.`,
    'shared secret': await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(publicPem),
    'other key': await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(stranger.privateKey),
    'key in the header': await new SignJWT(claims)
      .setProtectedHeader({
        alg: 'RS256',
        jwk: { kty: 'RSA', ...(stranger.publicKey.export({ format: 'jwk' }) as { n: string; e: string }) },
      })
      .sign(stranger.privateKey),
    'changed payload': `${head}.${b64({ ...claims, sub: 'user_78' })}.${signature}`,
    'wrong audience': await outside.sign({ ...staff, aud: 'another-api' }),
    expired: await outside.sign({ ...staff, exp: now - 60 }),
    'not yet valid': await outside.sign({ ...staff, nbf: now + 600 }),
    'unknown issuer': await outside.sign({ ...staff, iss: 'https://issuer.invalid' }),
    'id token by nonce': await outside.sign({ ...staff, nonce: 'n-1' }),
    'id token by use': await outside.sign({ ...staff, token_use: 'id' }),
    'other type': await outside.sign(staff, { typ: 'logout+jwt' }),
    garbage: 'a.b.c',
  };
  for (const [what, token] of Object.entries(bad)) {
    expect({ what, status: (await me(token)).status }).toEqual({ what, status: 401 });
  }
  expect((await me(good)).status).toBe(200);
});

test('keys are fetched once, again for a rotated key, and known keys outlive an issuer that is down', async () => {
  const before = outside.fetches;
  await me(await outside.sign({ ...staff, jti: '1' }));
  await me(await outside.sign({ ...staff, jti: '2' }));
  expect(outside.fetches).toBe(before);
  outside.down = true;
  expect((await me(await outside.sign({ ...staff, jti: '3' }))).status).toBe(200);
  outside.rotate();
  expect((await me(await outside.sign({ ...staff, jti: '4' }))).status).toBe(401);
  outside.down = false;
});

test('the token of a demo person works until their epoch moves, and no other installation can mint one', async () => {
  const token = await mintDemoToken(kernel, 'approver', new Date());
  expect((await me(token)).body).toMatchObject({ display_name: 'Tomasz Zielinski' });
  await house.query('update users set epoch = epoch + 1 where demo_key = $1', ['approver']);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await me(token)).status).toBe(401);
  const real: Kernel = { ...kernel, config: { ...kernel.config, mode: 'real' } };
  await expect(mintDemoToken(real, 'author', new Date())).rejects.toMatchObject({ code: 'not_in_demo' });
});

test('API keys act for the clinic, are stored hashed, rotate with overlap and stop when revoked', async () => {
  const admin = await house.as('admin');
  const made = await admin.call('POST', '/v1/api-keys', { body: { name: 'Export', roles: ['specialist'] } });
  expect(made.status).toBe(201);
  const { key, id } = made.body as { key: string; id: number };
  const as = (value: string): ReturnType<TestApi['anonymous']> =>
    house.api.with({ Authorization: `Bearer ${value}` })('GET', '/v1/patients');
  expect((await as(key)).status).toBe(200);
  expect((await as(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).status).toBe(401);
  expect(JSON.stringify(await house.query('select * from api_keys'))).not.toContain(key.slice('pw_'.length + 12 + 1));
  const rotated = (await admin.call('POST', `/v1/api-keys/${id}/rotate`)).body as { key: string; id: number };
  expect((await as(rotated.key)).status).toBe(200);
  expect((await as(key)).status).toBe(200);
  expect((await admin.call('DELETE', `/v1/api-keys/${rotated.id}`)).status).toBe(204);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await as(rotated.key)).status).toBe(401);
  const other = await house.as('other-admin');
  expect((await other.call('DELETE', `/v1/api-keys/${id}`)).status).toBe(404);
  const clinician = await house.as('author');
  expect((await clinician.call('POST', '/v1/api-keys', { body: { name: 'Mine', roles: ['admin'] } })).status).toBe(403);
});

test('the embedded provider signs a person in for another program, and its access token opens the API', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const publicUrl = `http://127.0.0.1:${port}`;
  const own: Kernel = { ...house.kernel, config: { ...house.kernel.config, http: { ...house.kernel.config.http, publicUrl } } };
  await syncIssuers(own);
  const { createApp } = await import('#api/app');
  const app = createApp({
    kernel: own,
    routes: features.flat(),
    authenticate: createAuthenticate(own),
    mounts: [oidcMount(own)],
  });
  const serve = app.callback();
  const running = createServer((req, res) => void serve(req, res));
  await new Promise<void>((resolve) => running.listen(port, '127.0.0.1', resolve));
  try {
    const token = await codeFlow(own, publicUrl);
    const reply = await fetch(`${publicUrl}/v1/me`, { headers: { Authorization: `Bearer ${token.access_token}` } });
    expect(await reply.json()).toMatchObject({ display_name: 'Jana Brandt', via: 'bearer', roles: ['specialist'] });
    const idAsAccess = await fetch(`${publicUrl}/v1/me`, { headers: { Authorization: `Bearer ${token.id_token}` } });
    expect(idAsAccess.status).toBe(401);
    expect(JSON.stringify(await house.query('select * from oidc_payloads'))).not.toContain(token.refresh_token);
  } finally {
    running.closeAllConnections();
    running.close();
    await syncIssuers(kernel);
  }
});

/** The steps of a native program with a browser that is signed in. */
async function codeFlow(
  own: Kernel,
  publicUrl: string,
): Promise<{ access_token: string; id_token: string; refresh_token: string }> {
  const { registerOidcClient } = await import('#core/auth/oidc-clients');
  const { systemCtx } = await import('#core/kernel/ctx');
  const redirectUri = 'http://127.0.0.1:39393/back';
  const client = await registerOidcClient(systemCtx(own, null, new Date()), {
    name: 'Test program',
    redirectUris: [redirectUri],
  });
  const jar = new Map<string, string>();
  const visit = async (
    url: string,
    init: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(url, publicUrl), {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, Cookie: cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid offline_access api',
    prompt: 'consent',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const start = await visit(`/oidc/auth?${query.toString()}`);
  let location = start.headers.get('location') ?? '';
  expect(location).toContain('/oidc/interaction/');
  expect((await visit(location)).headers.get('location')).toContain('/sign-in?back=');
  const signedIn = await visit('/v1/demo/sign-in', {
    method: 'POST',
    body: JSON.stringify({ person: 'author' }),
    headers: { 'Content-Type': 'application/json' },
  });
  expect(signedIn.status).toBe(200);
  for (let hops = 0; hops < 8 && !location.startsWith(redirectUri); hops++) {
    const response = await visit(location);
    location = response.headers.get('location') ?? `stuck at ${response.status}: ${await response.text()}`;
  }
  const code = new URL(location).searchParams.get('code') ?? '';
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: client.clientId,
    code_verifier: verifier,
  });
  const reply = await fetch(`${publicUrl}/oidc/token`, { method: 'POST', body: form });
  expect(reply.status).toBe(200);
  return (await reply.json()) as { access_token: string; id_token: string; refresh_token: string };
}
