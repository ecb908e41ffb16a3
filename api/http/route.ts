import type { Context as KoaContext } from 'koa';
import type { Permission } from '#domain/auth/roles';
import type { ProblemCode } from '#domain/shared/problem-codes';
import type { Ctx } from '#core/kernel/ctx';
import type { Idempotency } from '#core/kernel/idempotency';
import type { Principal } from './authenticate';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How fast one person may call. The figures are in `rate-limit.ts`. */
export type RateClass = 'read' | 'write' | 'search' | 'sign_in' | 'heavy';

/**
 * `id` = positive safe integer, `count` = positive 32-bit integer (a version, a week; fits a Postgres integer), both become numbers;
 * `uuid`; `slug` = `[a-z0-9][a-z0-9_-]*`, at most 100 characters.
 */
export type ParamKind = 'id' | 'count' | 'uuid' | 'slug';
export type ParamSpec = Readonly<Record<string, ParamKind>>;
export type ParamsOf<P extends ParamSpec> = { readonly [K in keyof P]: P[K] extends 'id' | 'count' ? number : string };

/** A class whose fields carry the decorators of `fields.ts` (or class-validator's own). */
export type Dto<T extends object = object> = new () => T;

/** Stands for "this route declares no body / no query / answers without a body". */
export type Nothing = Readonly<Record<never, never>>;

/** What a handler may know of the HTTP request. */
export interface RequestView {
  readonly id: string;
  readonly ip: string;
  readonly method: string;
  readonly userAgent: string;
  header(name: string): string | null;
  cookie(name: string): string | null;
}

export interface CookieOut {
  name: string;
  /** null removes the cookie. */
  value: string | null;
  maxAgeSeconds?: number;
  httpOnly?: boolean;
  /** Default `lax`; `secure` follows PUBLIC_URL. */
  sameSite?: 'lax' | 'strict';
  path?: string;
}

export interface HandlerInput<P extends ParamSpec, Q extends object, B extends object, I extends boolean, M extends boolean> {
  params: ParamsOf<P>;
  query: Q;
  body: B;
  /** The revision of `If-Match` on routes with `ifMatch: true`. */
  rev: M extends true ? number : null;
  idempotency: I extends true ? Idempotency : null;
  request: RequestView;
  /** null only on public routes. */
  principal: Principal | null;
}

export interface ReplyExtras {
  /** One of the declared success statuses; default `status`. */
  status?: number;
  /** The row's `rev`; becomes `ETag: "rev"`. */
  etag?: number;
  headers?: Readonly<Record<string, string>>;
  /** Path of the new resource on this origin. */
  location?: string;
  cookies?: readonly CookieOut[];
}

export type Reply<R extends object> = ReplyExtras &
  ([R] extends [Nothing] ? ([Nothing] extends [R] ? { body?: undefined } : { body: R }) : { body: R });

/** Exactly one of the three: R13, no route without a stated wall. */
export type Access =
  | { permission: Permission; public?: never; session?: never }
  | { public: string; permission?: never; session?: never }
  | { session: 'any'; permission?: never; public?: never };

interface Common<P extends ParamSpec, Q extends object, B extends object> {
  method: HttpMethod;
  /** `/v1/...` with `:name` parameters, every one of them listed in `params`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  params?: P;
  query?: Dto<Q>;
  body?: Dto<B>;
  /** Largest body in bytes; default 256 kB. */
  maxBodyBytes?: number;
  /** Problem codes this route may answer beside the common ones. */
  refusals?: readonly ProblemCode[];
  rate: RateClass;
  /** For `sign_in`: what is limited beside the address (an e-mail); it is hashed before it is kept. */
  rateKey?: (body: B) => string | null;
  /** A POST that only reads (a search with names in its body): allowed while impersonating. */
  readOnly?: boolean;
  /** Set to `optional` when the route works without an organization (platform work, own account). */
  tenant?: 'optional';
  /** Set to `allowed` on the few unsafe routes that may run while impersonating (sign out, end the impersonation). */
  impersonation?: 'allowed';
}

type RouteSpec<
  P extends ParamSpec,
  Q extends object,
  B extends object,
  R extends object,
  I extends boolean,
  M extends boolean,
> = Common<P, Q, B> &
  Access & {
    response?: Dto<R>;
    /** Success status; default 200, or 204 without `response`. */
    status?: number;
    /** Further success statuses the handler may choose with `status`. */
    alsoStatus?: readonly number[];
    idempotent?: I;
    ifMatch?: M;
    handler: (ctx: Ctx, input: HandlerInput<P, Q, B, I, M>) => Promise<Reply<R>>;
  };

type RawSpec<P extends ParamSpec, Q extends object, B extends object> = Common<P, Q, B> &
  Access & {
    /** Media type of the answer: `text/event-stream`, `video/mp4`, … */
    produces: string;
    /** Writes the answer itself (stream, file). Problems may be thrown until the first byte. */
    handler: (ctx: Ctx, input: HandlerInput<P, Q, B, false, false>, koa: KoaContext) => Promise<void>;
  };

/** The registry's view of a route: one shape for all, types checked where it was defined. */
export interface Route {
  readonly kind: 'json' | 'raw';
  readonly method: HttpMethod;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly access: { kind: 'permission'; permission: Permission } | { kind: 'public'; reason: string } | { kind: 'session' };
  readonly params: ParamSpec;
  readonly query: Dto | null;
  readonly body: Dto | null;
  readonly response: Dto | null;
  readonly produces: string;
  readonly statuses: readonly [number, ...number[]];
  readonly refusals: readonly ProblemCode[];
  readonly idempotent: boolean;
  readonly ifMatch: boolean;
  readonly rate: RateClass;
  readonly rateKey: ((body: object) => string | null) | null;
  readonly maxBodyBytes: number;
  readonly readOnly: boolean;
  readonly tenantOptional: boolean;
  readonly impersonationAllowed: boolean;
  readonly run: (ctx: Ctx, input: AnyInput, koa: KoaContext) => Promise<AnyReply | null>;
}

export interface AnyInput {
  params: Readonly<Record<string, number | string>>;
  query: object;
  body: object;
  rev: number | null;
  idempotency: Idempotency | null;
  request: RequestView;
  principal: Principal | null;
}

export interface AnyReply extends ReplyExtras {
  body?: object | undefined;
}

export const defaultMaxBodyBytes = 256 * 1024;

/**
 * Declares one JSON route. From this one declaration come validation, access control, limits, idempotency,
 * the OpenAPI document, the typed web client and the generated tests.
 * @throws at import when the declaration contradicts itself, so the app does not start.
 */
export function defineRoute<
  P extends ParamSpec = Nothing,
  Q extends object = Nothing,
  B extends object = Nothing,
  R extends object = Nothing,
  I extends boolean = false,
  M extends boolean = false,
>(spec: RouteSpec<P, Q, B, R, I, M>): Route {
  const status = spec.status ?? (spec.response === undefined ? 204 : 200);
  return checked({
    ...common(spec),
    kind: 'json',
    response: spec.response ?? null,
    produces: 'application/json',
    statuses: [status, ...(spec.alsoStatus ?? [])],
    idempotent: spec.idempotent ?? false,
    ifMatch: spec.ifMatch ?? false,
    // The pipeline builds `input` from this same declaration, so its parts have the types the handler names.
    run: (ctx, input) => spec.handler(ctx, input as unknown as HandlerInput<P, Q, B, I, M>),
  });
}

/** Declares a route that writes its own answer: live events, files. */
export function defineRawRoute<P extends ParamSpec = Nothing, Q extends object = Nothing, B extends object = Nothing>(
  spec: RawSpec<P, Q, B>,
): Route {
  return checked({
    ...common(spec),
    kind: 'raw',
    response: null,
    produces: spec.produces,
    statuses: [200],
    idempotent: false,
    ifMatch: false,
    run: async (ctx, input, koa) => {
      await spec.handler(ctx, input as unknown as HandlerInput<P, Q, B, false, false>, koa); // same declaration, see defineRoute
      return null;
    },
  });
}

type CommonFields = Omit<Route, 'kind' | 'response' | 'produces' | 'statuses' | 'idempotent' | 'ifMatch' | 'run'>;

function common<P extends ParamSpec, Q extends object, B extends object>(spec: Common<P, Q, B> & Access): CommonFields {
  const { rateKey } = spec;
  return {
    method: spec.method,
    path: spec.path,
    tag: spec.tag,
    summary: spec.summary,
    description: spec.description ?? '',
    access: accessOf(spec),
    params: spec.params ?? {},
    query: spec.query ?? null,
    body: spec.body ?? null,
    refusals: spec.refusals ?? [],
    rate: spec.rate,
    rateKey: rateKey === undefined ? null : (body) => rateKey(body as B), // validated against the same DTO
    maxBodyBytes: spec.maxBodyBytes ?? defaultMaxBodyBytes,
    readOnly: spec.readOnly ?? spec.method === 'GET',
    tenantOptional: spec.tenant === 'optional',
    impersonationAllowed: spec.impersonation === 'allowed',
  };
}

function accessOf(spec: Access): Route['access'] {
  if (spec.permission !== undefined) return { kind: 'permission', permission: spec.permission };
  if (spec.public !== undefined) return { kind: 'public', reason: spec.public };
  return { kind: 'session' };
}

function checked(route: Route): Route {
  const name = `${route.method} ${route.path}`;
  const refuse = (why: string): never => {
    throw new Error(`Route ${name}: ${why}`);
  };
  const inPath = [...route.path.matchAll(/:([a-z_]+)/g)].map((match) => match[1]);
  const declared = Object.keys(route.params);
  if (inPath.length !== declared.length || inPath.some((param) => param === undefined || !declared.includes(param))) {
    refuse('`params` must list exactly the parameters of the path');
  }
  if (!/^\/(v1\/|livez$|readyz$|openapi\.json$)[a-z0-9/:_-]*$|^\/(livez|readyz)$/.test(route.path)) {
    refuse('the path must lie under /v1 in lower case');
  }
  if (route.method === 'GET' && route.body !== null) refuse('a GET has no body');
  if (route.access.kind === 'public' && route.access.reason.trim().length < 10) refuse('`public` must say why in words');
  if (route.access.kind === 'public' && route.idempotent) {
    refuse('a public route has no principal to keep an Idempotency-Key for');
  }
  if (route.idempotent && route.method !== 'POST') refuse('`idempotent` is for POST');
  if (route.ifMatch && route.method === 'GET') refuse('`ifMatch` is for changes');
  if (route.kind === 'json' && (route.response === null) !== (route.statuses[0] === 204)) {
    refuse('204 and `response` exclude each other');
  }
  return route;
}
