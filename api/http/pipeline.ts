import type { Context as KoaContext } from 'koa';
import { problemTypes } from '#domain/shared/problem-codes';
import type { Ctx, Kernel } from '#core/kernel/ctx';
import { keyedHash } from '#core/kernel/crypto';
import { AppError, normalizeError } from '#core/kernel/errors';
import { fingerprintOf, once, type Idempotency, type StoredReply } from '#core/kernel/idempotency';
import { anonymousActor, checkAccess, checkCsrf, type Authenticator } from './access';
import type { Principal } from './authenticate';
import { readJsonBody } from './body';
import { codesOf } from './codes';
import { cookieLine, parseCookies } from './cookies';
import type { OriginGuard } from './origin';
import { problemDocument, problemHeaders } from './problem';
import type { RateGate } from './rate-limit';
import { stateOf, type RequestState } from './request-state';
import { ContractBroken, renderReply } from './response';
import type { AnyInput, AnyReply, RequestView, Route } from './route';
import { refuseMembers, refuseQuery, validateBody, validateParams, validateQuery } from './validate';

export interface PipelineDeps {
  kernel: Kernel;
  authenticator: Authenticator;
  rates: RateGate;
  origins: OriginGuard;
  secureCookies: boolean;
  /** Tests throw when an answer breaks its declaration; a running product logs it and sends the stripped answer. */
  strict: boolean;
}

type Middleware = (koa: KoaContext) => Promise<void>;

/**
 * One function per route, in the order of architecture §2.7:
 * authenticate → user limit → tenant → permit → validate → idempotency → handler → response check.
 * (Request log, problem and address limit wrap all routes, see app.ts.)
 */
export function compileRoute(route: Route, deps: PipelineDeps): Middleware {
  const unsafe = route.method !== 'GET';
  return async (koa) => {
    const state = stateOf(koa);
    state.route = route.path;
    koa.set('Cache-Control', 'no-store');
    const principal = await authorize(route, deps, koa, state, unsafe);
    const input = await readInput(route, deps, koa, state, principal);
    const ctx: Ctx = {
      orgId: principal?.orgId ?? null,
      actor: principal?.actor ?? anonymousActor,
      requestId: state.requestId,
      now: new Date(),
      kernel: deps.kernel,
    };
    try {
      if (route.kind === 'raw') await route.run(ctx, input, koa);
      else if (route.idempotent && principal !== null) await runOnce(route, deps, koa, state, ctx, input, principal);
      else sendReply(route, deps, koa, await route.run(ctx, input, koa));
    } catch (error) {
      throw declared(route, deps, error);
    } finally {
      if (unsafe && !route.readOnly) deps.authenticator.forget(koa);
    }
  };
}

async function authorize(
  route: Route,
  deps: PipelineDeps,
  koa: KoaContext,
  state: RequestState,
  unsafe: boolean,
): Promise<Principal | null> {
  if (unsafe && koa.req.headers.authorization === undefined) deps.origins.checkOrigin(koa);
  if (route.access.kind === 'public') {
    await (route.rate === 'sign_in' ? deps.rates.signIn(state.ip) : deps.rates.anonymous(route, state.ip));
    return null;
  }
  const principal = await deps.authenticator.identify(koa, state.ip);
  if (principal === null) {
    throw new AppError('unauthenticated', {
      detail: 'Sign in, then repeat the request. A session ends after a while without use.',
    });
  }
  state.orgId = principal.orgId;
  state.principal = principalHash(deps.kernel, principal);
  await deps.rates.principal(route, principal);
  if (unsafe) checkCsrf(koa, principal);
  checkAccess(route, principal);
  return principal;
}

const hashes = new WeakMap<Principal, string>();

function principalHash(kernel: Kernel, principal: Principal): string {
  const known = hashes.get(principal);
  if (known !== undefined) return known;
  const hash = keyedHash(kernel.keys, 'log', principal.subject).slice(0, 16);
  hashes.set(principal, hash);
  return hash;
}

async function readInput(
  route: Route,
  deps: PipelineDeps,
  koa: KoaContext,
  state: RequestState,
  principal: Principal | null,
): Promise<AnyInput> {
  const params = validateParams(route.params, pathParams(koa));
  const query = readQuery(route, koa.querystring);
  let body: object = {};
  if (route.method !== 'GET') {
    const sent = await readJsonBody(koa.req, route.maxBodyBytes);
    if (route.body === null) refuseMembers(sent);
    else body = validateBody(route.body, sent);
    if (route.rateKey !== null) await deps.rates.signInName(route, body);
  }
  const rev = route.ifMatch ? readRevision(koa.get('if-match')) : null;
  return { params, query, body, rev, idempotency: null, request: viewOf(koa, state), principal };
}

/** @koa/router leaves its match here. */
function pathParams(koa: KoaContext): Record<string, string> {
  const params: unknown = Reflect.get(koa, 'params');
  return (params ?? {}) as Record<string, string>; // a record of texts by the router's contract
}

function readQuery(route: Route, querystring: string): object {
  if (querystring === '' && route.query === null) return {};
  const search = new URLSearchParams(querystring);
  if (route.query !== null) return validateQuery(route.query, search);
  refuseQuery(search);
  return {};
}

function readRevision(header: string): number {
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim());
  if (match === null) {
    throw new AppError('precondition_required', {
      detail: 'Send the header If-Match with the ETag you last read, for example If-Match: "3".',
    });
  }
  return Number(match[1]);
}

function viewOf(koa: KoaContext, state: RequestState): RequestView {
  return {
    id: state.requestId,
    ip: state.ip,
    method: koa.method,
    userAgent: (koa.req.headers['user-agent'] ?? '').slice(0, 300),
    header(name) {
      const value = koa.req.headers[name.toLowerCase()];
      return typeof value === 'string' ? value : null;
    },
    cookie: (name) => parseCookies(koa.req.headers.cookie)[name] ?? null,
  };
}

async function runOnce(
  route: Route,
  deps: PipelineDeps,
  koa: KoaContext,
  state: RequestState,
  ctx: Ctx,
  input: AnyInput,
  principal: Principal,
): Promise<void> {
  const key = koa.get('idempotency-key');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new AppError('idempotency_key_required', {
      detail:
        'Send the header Idempotency-Key with a new random value, 1 to 255 visible characters; repeat it when you repeat the request.',
    });
  }
  const identity = { orgId: principal.orgId ?? 0, principal: principal.subject, route: `${route.method} ${route.path}`, key };
  const fingerprint = fingerprintOf({ params: input.params, query: input.query, body: input.body });
  const { reply, replayed } = await once(deps.kernel, identity, fingerprint, (idempotency) =>
    execute(route, deps, koa, state, ctx, { ...input, idempotency }),
  );
  state.replayed = replayed;
  koa.set({ ...reply.headers, ...(replayed && { 'Idempotency-Replayed': 'true' }) });
  koa.body = reply.body === '' ? null : reply.body;
  koa.status = reply.status; // after the body: Koa turns a null body into 204 by itself
  if (reply.status >= 400) state.problem = 'refused';
}

/** A refusal is a result and is kept with the key; an operational or unexpected failure is not, so that a repeat can still succeed. */
async function execute(
  route: Route,
  deps: PipelineDeps,
  koa: KoaContext,
  state: RequestState,
  ctx: Ctx,
  input: AnyInput & { idempotency: Idempotency },
): Promise<StoredReply> {
  try {
    const reply = (await route.run(ctx, input, koa)) ?? {};
    const { status, text } = renderReply(route, reply, complaint(route, deps));
    return { status, headers: { ...replyHeaders(reply), ...(text !== null && jsonType) }, body: text ?? '' };
  } catch (thrown) {
    const error = declared(route, deps, thrown);
    if (
      !(error instanceof AppError) ||
      error.kind !== 'user' ||
      error.code.startsWith('idempotency_') ||
      error.code === 'rate_limited'
    ) {
      throw error;
    }
    return {
      status: error.status,
      headers: { ...problemHeaders(error), 'Content-Type': 'application/problem+json; charset=utf-8' },
      body: JSON.stringify(problemDocument(error, state.requestId)),
    };
  }
}

const jsonType = { 'Content-Type': 'application/json; charset=utf-8' };

function sendReply(route: Route, deps: PipelineDeps, koa: KoaContext, reply: AnyReply | null): void {
  const { status, text } = renderReply(route, reply ?? {}, complaint(route, deps));
  koa.status = status;
  koa.set(replyHeaders(reply ?? {}));
  if (reply?.cookies !== undefined) {
    koa.append(
      'Set-Cookie',
      reply.cookies.map((cookie) => cookieLine(cookie, deps.secureCookies)),
    );
  }
  if (text === null) koa.body = null;
  else {
    koa.set(jsonType);
    koa.body = text;
  }
  koa.status = status; // Koa turns a null body into 204 by itself
}

function replyHeaders(reply: AnyReply): Record<string, string> {
  return {
    ...reply.headers,
    ...(reply.etag !== undefined && { ETag: `"${reply.etag}"` }),
    ...(reply.location !== undefined && { Location: reply.location }),
  };
}

function complaint(route: Route, deps: PipelineDeps): (problem: string) => void {
  return (problem) => {
    const sentence = `${route.method} ${route.path}: ${problem}`;
    if (deps.strict) throw new ContractBroken(sentence);
    deps.kernel.log.error({ route: route.path, problem }, 'answer breaks its declaration');
  };
}

/** A refusal whose status the route does not declare is a broken promise to the clients: tests fail on it. */
function declared(route: Route, deps: PipelineDeps, thrown: unknown): unknown {
  const error = normalizeError(thrown);
  const statuses = new Set([...codesOf(route)].map((code): number => problemTypes[code].status));
  if (statuses.has(error.status)) return thrown;
  const sentence = `${route.method} ${route.path}: refusal ${error.code} (${error.status}) is not declared`;
  if (deps.strict) return new ContractBroken(sentence);
  deps.kernel.log.error({ route: route.path, code: error.code }, 'refusal is not declared');
  return thrown;
}
