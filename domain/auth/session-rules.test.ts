import { DAY_MS } from '#domain/shared/duration';
import {
  IMPERSONATION_MS,
  impersonationFault,
  isSessionAlive,
  lockedUntil,
  rolesUnder,
  sessionExpiry,
  type Assurance,
} from './session-rules';

const now = Date.UTC(2026, 10, 21, 9);

test('a mailed code carries the patient role alone, half a sign-in nothing, a complete one everything held', () => {
  expect(rolesUnder('code', ['patient', 'specialist', 'platform_admin'])).toEqual(['patient']);
  expect(rolesUnder('password', ['specialist', 'patient'])).toEqual([]);
  for (const assurance of ['password_totp', 'oidc', 'demo'] as const) {
    expect(rolesUnder(assurance, ['specialist', 'admin'])).toEqual(['specialist', 'admin']);
  }
});

test('a session ends at its absolute end and when nobody used it for too long, whichever comes first', () => {
  const at = (
    assurance: Assurance,
    lastSeenAtMs: number,
  ): { assurance: Assurance; expiresAtMs: number; lastSeenAtMs: number } => ({
    assurance,
    expiresAtMs: sessionExpiry(assurance, now),
    lastSeenAtMs,
  });
  const hour = 3_600_000;
  expect(isSessionAlive(at('password_totp', now), now + 4 * hour - 1)).toBe(true);
  expect(isSessionAlive(at('password_totp', now), now + 4 * hour)).toBe(false);
  expect(isSessionAlive(at('password_totp', now + 13 * hour), now + 14 * hour - 1)).toBe(true);
  expect(isSessionAlive(at('password_totp', now + 14 * hour), now + 14 * hour)).toBe(false);
  expect(isSessionAlive(at('code', now), now + 29 * DAY_MS)).toBe(true);
  expect(isSessionAlive(at('password', now), now + 10 * 60_000)).toBe(false);
});

test('locks from the fifth failure on, longer each time, at most an hour', () => {
  expect([1, 2, 3, 4].map((failures) => lockedUntil(failures, now))).toEqual([null, null, null, null]);
  const minutes = [5, 6, 7, 8, 20, 1000].map((failures) => ((lockedUntil(failures, now) ?? now) - now) / 60_000);
  expect(minutes).toEqual([1, 2, 4, 8, 60, 60]);
});

test('nobody is viewed as who would hand over rights', () => {
  const admin = { userId: 1 };
  expect(impersonationFault(admin, { userId: 2, roles: ['patient'] })).toBeNull();
  expect(impersonationFault(admin, { userId: 2, roles: ['specialist', 'medical_director'] })).toBeNull();
  for (const role of ['admin', 'platform_admin', 'ops'] as const) {
    expect(impersonationFault(admin, { userId: 2, roles: ['specialist', role] })).toMatch(/rights/);
  }
  expect(impersonationFault(admin, { userId: 1, roles: ['specialist'] })).toMatch(/yourself/);
  expect(impersonationFault(admin, { userId: 2, roles: [] })).toMatch(/no access/);
  expect(IMPERSONATION_MS).toBe(30 * 60_000);
});
