import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp, type AppDeps } from '#api/app';
import type { Authenticate, Principal } from '#api/http/authenticate';
import { closeEventStreams } from '#api/http/sse';

export interface TestReply {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed JSON; an empty object when the body is empty or not JSON. */
  body: Record<string, unknown>;
}

export interface CallOptions {
  /** JSON value, or a Buffer / string that is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Set on idempotent routes; default a new random key for every POST. null sends none. */
  key?: string | null;
  /** Value for If-Match. */
  rev?: number;
}

export interface Caller {
  (method: string, path: string, options?: CallOptions): Promise<TestReply>;
}

export interface TestApi {
  baseUrl: string;
  server: Server;
  /** Without any credential. */
  anonymous: Caller;
  /** As this principal, by a bearer token only this test server knows. */
  as(principal: Principal): Caller;
  /** With exactly these headers as credential (a real session's cookie, an API key). */
  with(headers: Record<string, string>): Caller;
  close(): Promise<void>;
}

/** Limits no test should meet by accident; a test of limits sets its own. */
const wideOpen = { points: 1_000_000, seconds: 60 };
const noLimits = {
  address: wideOpen,
  read: wideOpen,
  write: wideOpen,
  search: wideOpen,
  heavy: wideOpen,
  sign_in: wideOpen,
  sign_in_name: wideOpen,
};

/**
 * Serves the app on a free port. Test principals are bearer tokens known to this server only;
 * every other credential goes to `authenticate` when one is given (the product's own, for tests of sign-in).
 */
export async function startTestApi(deps: Omit<AppDeps, 'authenticate'> & { authenticate?: Authenticate }): Promise<TestApi> {
  const principals = new Map<string, Principal>();
  const tokens = new Map<Principal, string>();
  const authenticate: Authenticate = async (request) => {
    const known = principals.get(request.headers.authorization ?? '');
    return known ?? (await deps.authenticate?.(request)) ?? null;
  };
  const app = createApp({ ...deps, rates: { ...noLimits, ...deps.rates }, authenticate });
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    server,
    anonymous: (method, path, options) => call(baseUrl, {}, method, path, options),
    as(principal) {
      const token = tokens.get(principal) ?? `Bearer test-${randomUUID()}`;
      tokens.set(principal, token);
      principals.set(token, principal);
      return (method, path, options) => call(baseUrl, { Authorization: token }, method, path, options);
    },
    with: (headers) => (method, path, options) => call(baseUrl, headers, method, path, options),
    close: () =>
      new Promise((resolve) => {
        closeEventStreams();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function call(
  baseUrl: string,
  credential: Record<string, string>,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<TestReply> {
  const { body, key, rev } = options;
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  const headers: Record<string, string> = {
    ...credential,
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(method === 'POST' && key !== null && { 'Idempotency-Key': key ?? randomUUID() }),
    ...(rev !== undefined && { 'If-Match': `"${rev}"` }),
    ...options.headers,
  };
  const sent = body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) };
  const response = await fetch(`${baseUrl}${path}`, { method, headers, redirect: 'manual', ...sent });
  // An event stream never ends by itself; that it opened is what there is to know here.
  const streaming = (response.headers.get('content-type') ?? '').startsWith('text/event-stream');
  if (streaming) await response.body?.cancel();
  const text = streaming ? '' : await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
