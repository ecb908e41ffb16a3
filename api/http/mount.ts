import type { Context as KoaContext } from 'koa';
import type { Permission } from '#domain/auth/roles';
import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { anonymousActor, checkPermission } from './access';
import type { Principal } from './authenticate';
import type { PipelineDeps } from './pipeline';
import { stateOf } from './request-state';

/** A part of the origin that is not the JSON API: a proxied UI, the demo inbox, the OpenID provider. */
export interface Mount {
  /** Everything at and below this path. */
  readonly prefix: string;
  readonly access: { kind: 'permission'; permission: Permission } | { kind: 'public'; reason: string };
  /** Answers the request. The Host check and the security headers have run; the handler may replace headers for its own pages. */
  readonly handle: (koa: KoaContext, ctx: Ctx, principal: Principal | null) => Promise<void>;
}

type MountSpec = { prefix: string; handle: Mount['handle'] } & (
  | { permission: Permission; public?: never }
  | { public: string; permission?: never }
);

/** Declares a mount with its wall. @throws when the prefix would shadow the API. */
export function defineMount(spec: MountSpec): Mount {
  if (!/^\/[a-z0-9/-]*[a-z0-9]$/.test(spec.prefix) || spec.prefix.startsWith('/v1')) {
    throw new Error(`Mount ${spec.prefix}: use a lower-case path outside /v1`);
  }
  const access: Mount['access'] =
    spec.permission === undefined ? { kind: 'public', reason: spec.public } : { kind: 'permission', permission: spec.permission };
  return { prefix: spec.prefix, access, handle: spec.handle };
}

/** True when `path` lies in the mount. */
export function lies(path: string, mount: Mount): boolean {
  return path === mount.prefix || path.startsWith(`${mount.prefix}/`);
}

/** Lets the request into the mount when the caller may enter. Nobody learns from a refusal what lies behind. */
export async function enterMount(koa: KoaContext, mount: Mount, deps: PipelineDeps): Promise<void> {
  const state = stateOf(koa);
  state.route = `${mount.prefix}/*`;
  koa.set('Cache-Control', 'no-store');
  const principal = mount.access.kind === 'public' ? null : await deps.authenticator.identify(koa, state.ip);
  if (mount.access.kind === 'permission') {
    if (principal === null) throw new AppError('unauthenticated', { detail: 'Sign in, then open this address again.' });
    checkPermission(principal, mount.access.permission);
    if (koa.method !== 'GET' && koa.method !== 'HEAD') deps.origins.checkOrigin(koa);
    state.orgId = principal.orgId;
  }
  const ctx: Ctx = {
    orgId: principal?.orgId ?? null,
    actor: principal?.actor ?? anonymousActor,
    requestId: state.requestId,
    now: new Date(),
    kernel: deps.kernel,
  };
  await mount.handle(koa, ctx, principal);
}
