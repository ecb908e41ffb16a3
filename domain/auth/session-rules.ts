import { DAY_MS } from '#domain/shared/duration';
import type { Role } from './roles';

/** How a session was opened; decides how long it lives and which roles it carries. `password` alone is half a sign-in. */
export type Assurance = 'code' | 'password' | 'password_totp' | 'oidc' | 'demo';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Lifetimes in milliseconds. Staff work on shared machines, patients on their own phone. */
const lifetimes: Readonly<Record<Assurance, { idleMs: number; absoluteMs: number }>> = {
  code: { idleMs: 30 * DAY_MS, absoluteMs: 90 * DAY_MS },
  password: { idleMs: 10 * MINUTE_MS, absoluteMs: 10 * MINUTE_MS },
  password_totp: { idleMs: 4 * HOUR_MS, absoluteMs: 14 * HOUR_MS },
  oidc: { idleMs: 4 * HOUR_MS, absoluteMs: 14 * HOUR_MS },
  demo: { idleMs: 12 * HOUR_MS, absoluteMs: DAY_MS },
};

/** Longest impersonation in milliseconds. */
export const IMPERSONATION_MS = 30 * MINUTE_MS;

/** Longest life of a sign-in code and its link in milliseconds (ASVS 6.5.5 asks for ten minutes or less). */
export const SIGN_IN_CODE_MS = 10 * MINUTE_MS;

/** Wrong codes one challenge takes. */
export const SIGN_IN_CODE_ATTEMPTS = 5;

/** When a session opened at `nowMs` ends whatever happens (epoch milliseconds). */
export function sessionExpiry(assurance: Assurance, nowMs: number): number {
  return nowMs + lifetimes[assurance].absoluteMs;
}

/** True while a session may still be used: neither past its end nor idle too long. Arguments in epoch milliseconds. */
export function isSessionAlive(
  session: { assurance: Assurance; expiresAtMs: number; lastSeenAtMs: number },
  nowMs: number,
): boolean {
  return nowMs < session.expiresAtMs && nowMs - session.lastSeenAtMs < lifetimes[session.assurance].idleMs;
}

/**
 * The roles a session may use out of those the person holds. A mailed code proves one factor only, so it never carries a staff
 * role (a second factor is mandatory for staff); half a sign-in carries nothing. O(roles).
 */
export function rolesUnder(assurance: Assurance, held: readonly Role[]): readonly Role[] {
  switch (assurance) {
    case 'code':
      return held.filter((role) => role === 'patient');
    case 'password':
      return [];
    case 'password_totp':
    case 'oidc':
    case 'demo':
      return held;
  }
}

const firstLock = 5;

/**
 * Until when an account stays locked after `failures` wrong attempts in a row (epoch milliseconds); null: not locked.
 * Five are free, then 1, 2, 4 … minutes up to one hour, so that guessing is hopeless and nobody is locked out for good.
 */
export function lockedUntil(failures: number, nowMs: number): number | null {
  if (failures < firstLock) return null;
  return nowMs + Math.min(60, 2 ** Math.min(failures - firstLock, 10)) * MINUTE_MS;
}

/** Why somebody may not be viewed as; null when it is allowed. Nobody climbs by it: admins and platform admins are never viewed as. */
export function impersonationFault(admin: { userId: number }, target: { userId: number; roles: readonly Role[] }): string | null {
  if (admin.userId === target.userId) return 'You cannot view the app as yourself.';
  if (target.roles.length === 0) return 'This person has no access to the organization.';
  if (target.roles.some((role) => role === 'admin' || role === 'platform_admin' || role === 'ops')) {
    return 'Admins and operators cannot be viewed as: that would hand over their rights.';
  }
  return null;
}
