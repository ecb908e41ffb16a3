import type { OpenedSession } from '#core/auth/open-session';
import type { CookieOut } from '../http/route';

export const SESSION_COOKIE = 'pw_session';
const CSRF_COOKIE = 'pw_csrf';
/** Half a sign-in: only the routes of the second step read it. */
export const STEP_COOKIE = 'pw_step';
/** Names the browser that asked for a sign-in link. */
export const BROWSER_COOKIE = 'pw_browser';

const STEP_PATH = '/v1/auth';

/** Cookies of a complete sign-in. The CSRF token must be readable by our own page, the session must not. */
export function sessionCookies(session: OpenedSession): CookieOut[] {
  const maxAgeSeconds = session.maxAgeSeconds;
  return [
    { name: SESSION_COOKIE, value: session.token, maxAgeSeconds, sameSite: 'lax' },
    { name: CSRF_COOKIE, value: session.csrfToken, maxAgeSeconds, sameSite: 'lax', httpOnly: false },
    { name: STEP_COOKIE, value: null, path: STEP_PATH, sameSite: 'strict' },
  ];
}

export function stepCookie(half: OpenedSession): CookieOut {
  return { name: STEP_COOKIE, value: half.token, maxAgeSeconds: half.maxAgeSeconds, path: STEP_PATH, sameSite: 'strict' };
}

export function browserCookie(token: string): CookieOut {
  return { name: BROWSER_COOKIE, value: token, maxAgeSeconds: 3600, path: STEP_PATH, sameSite: 'lax' };
}

export function signedOutCookies(): CookieOut[] {
  return [
    { name: SESSION_COOKIE, value: null },
    { name: CSRF_COOKIE, value: null, httpOnly: false },
  ];
}
