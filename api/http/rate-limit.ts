import type { Context as KoaContext } from 'koa';
import type { KeyRing } from '#core/kernel/crypto';
import { keyedHash } from '#core/kernel/crypto';
import { AppError } from '#core/kernel/errors';
import { createRateLimiter, type RateLimiter, type RateRule } from '#core/kernel/rate-limit';
import type { Principal } from './authenticate';
import type { RateClass, Route } from './route';

/** `address` is per caller address over everything under /v1; `sign_in_name` per hashed e-mail; the others per person, organization and class. */
export type RateRules = Readonly<Record<RateClass | 'address' | 'sign_in_name', RateRule>>;

/** A clinic behind one address: forty people clicking hard stay below `address`. */
export const defaultRateRules: RateRules = {
  address: { points: 6000, seconds: 60 },
  read: { points: 1200, seconds: 60 },
  write: { points: 240, seconds: 60 },
  search: { points: 120, seconds: 60 },
  heavy: { points: 20, seconds: 60 },
  sign_in: { points: 60, seconds: 300 },
  sign_in_name: { points: 20, seconds: 900 },
};

export interface RateGate {
  address(ip: string): Promise<void>;
  principal(route: Route, principal: Principal): Promise<void>;
  /** For public routes of class `sign_in`: the address, then the name that is tried. */
  signIn(ip: string): Promise<void>;
  signInName(route: Route, body: object): Promise<void>;
  /** Other public routes: the address, by class. */
  anonymous(route: Route, ip: string): Promise<void>;
}

export function createRateGate(rules: RateRules, keys: KeyRing): RateGate {
  const limiters = new Map<string, RateLimiter>(Object.entries(rules).map(([name, rule]) => [name, createRateLimiter(rule)]));
  const take = async (name: RateClass | 'address' | 'sign_in_name', key: string): Promise<void> => {
    const seconds = (await limiters.get(name)?.take(key)) ?? 0;
    if (seconds > 0) throw refused(seconds);
  };
  return {
    address: (ip) => take('address', ip),
    principal: (route, principal) => take(route.rate, `${principal.orgId ?? 0}:${principal.subject}`),
    signIn: (ip) => take('sign_in', ip),
    async signInName(route, body) {
      const name = route.rateKey?.(body) ?? null;
      if (name !== null) await take('sign_in_name', keyedHash(keys, 'rate', name.trim().toLowerCase()));
    },
    anonymous: (route, ip) => take(route.rate, `ip:${ip}`),
  };
}

function refused(seconds: number): AppError {
  return new AppError('rate_limited', {
    detail: `Too many requests in a short time. Wait ${seconds} seconds and try again.`,
    extra: { retry_after: seconds },
  });
}

/** The address limit guards everything that costs a database connection; static files are not counted. */
export function countsForAddress(koa: KoaContext): boolean {
  return koa.path.startsWith('/v1/') || koa.path.startsWith('/ops/') || koa.path.startsWith('/inbox');
}
