import { createHash } from 'node:crypto';
import type { Context as KoaContext } from 'koa';
import { isPermitted, type Permission } from '#domain/auth/roles';
import type { Actor } from '#core/kernel/ctx';
import { safeEqual, sha256Hex } from '#core/kernel/crypto';
import { AppError } from '#core/kernel/errors';
import type { Authenticate, Principal } from './authenticate';
import { parseCookies } from './cookies';
import type { Route } from './route';

/** Revoked sessions and changed roles take effect within this time (ASVS 8.3.2 asks for at once; one second is our figure). */
const keepMs = 1_000;
const maxKept = 5_000;

/** Finds out who calls, asking the auth feature at most once a second per credential. */
export interface Authenticator {
  /** null: no credential, or one that is not valid. */
  identify(koa: KoaContext, ip: string): Promise<Principal | null>;
  /** Forgets the credential of this request, after anything that may have changed what it stands for. */
  forget(koa: KoaContext): void;
}

/** An LRU by hash of the credential headers; the clear credential is not kept. Concurrent requests share one look-up. */
export function createAuthenticator(authenticate: Authenticate): Authenticator {
  const kept = new Map<string, { until: number; principal: Promise<Principal | null> }>();
  return {
    async identify(koa, ip) {
      const { headers } = koa.req;
      if (headers.cookie === undefined && headers.authorization === undefined) return null;
      const key = credentialKey(koa);
      const now = performance.now();
      const known = kept.get(key);
      if (known !== undefined && known.until > now) return known.principal;
      kept.delete(key); // re-inserted below as the youngest
      const principal = authenticate({ cookies: parseCookies(headers.cookie), headers, method: koa.method, ip });
      kept.set(key, { until: now + keepMs, principal });
      if (kept.size > maxKept) evictOldest(kept);
      try {
        return await principal;
      } catch (error) {
        kept.delete(key); // a database that was away must not be remembered as an answer
        throw error;
      }
    },
    forget: (koa) => void kept.delete(credentialKey(koa)),
  };
}

function evictOldest(kept: Map<string, unknown>): void {
  const oldest = kept.keys().next();
  if (oldest.done !== true) kept.delete(oldest.value);
}

const keys = new WeakMap<object, string>();

function credentialKey(koa: KoaContext): string {
  const known = keys.get(koa.req);
  if (known !== undefined) return known;
  const { cookie = '', authorization = '' } = koa.req.headers;
  const key = createHash('sha256').update(cookie).update('\0').update(authorization).digest('base64');
  keys.set(koa.req, key);
  return key;
}

/** What a public route acts as: nobody. The use cases of sign-in work as the system role by themselves. */
export const anonymousActor: Actor = {
  kind: 'user',
  userId: null,
  roles: [],
  patientId: null,
  specialistId: null,
  impersonatorUserId: null,
};

/** Refuses a cookie session whose request does not prove that our own page made it. Bearer tokens and API keys are not sent by browsers on their own. */
export function checkCsrf(koa: KoaContext, principal: Principal): void {
  if (principal.via !== 'session') return;
  const token = koa.get('x-csrf-token');
  const cookie = parseCookies(koa.req.headers.cookie)['pw_csrf'] ?? '';
  const valid =
    token !== '' &&
    token.length <= 200 &&
    safeEqual(token, cookie) &&
    principal.csrfHash !== null &&
    safeEqual(sha256Hex(token), principal.csrfHash);
  if (!valid) {
    throw new AppError('csrf_failed', {
      detail: 'Reload the page and try again. API clients send the cookie pw_csrf also as header X-CSRF-Token.',
    });
  }
}

/** The wall between roles, for routes and mounts alike. */
export function checkPermission(principal: Principal, permission: Permission): void {
  const scopes = principal.scopes ?? null;
  if (!isPermitted(principal.actor.roles, permission) || (scopes !== null && !scopes.includes(permission))) {
    throw new AppError('forbidden', {
      detail: 'Your role does not allow this. Ask an administrator of your clinic if you need it.',
    });
  }
}

/** Everything a known person must pass before a route may run, in fixed order: tenant, permission, impersonation. */
export function checkAccess(route: Route, principal: Principal): void {
  if (route.access.kind === 'permission') {
    if (principal.orgId === null && !route.tenantOptional) {
      throw new AppError('forbidden', { detail: 'This belongs to a clinic. Choose an organization first.' });
    }
    checkPermission(principal, route.access.permission);
  }
  if (principal.actor.impersonatorUserId !== null && !route.readOnly && !route.impersonationAllowed) {
    throw new AppError('impersonation_read_only', {
      detail: 'You are looking through the eyes of somebody else. End that first, then change things as yourself.',
    });
  }
}
