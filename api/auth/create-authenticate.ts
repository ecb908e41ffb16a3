import { authenticateApiKey } from '#core/auth/api-keys';
import { createBearerVerifier } from '#core/auth/authenticate-bearer';
import { authenticateSession } from '#core/auth/authenticate-session';
import type { Kernel } from '#core/kernel/ctx';
import type { Authenticate } from '../http/authenticate';
import { SESSION_COOKIE } from './cookies';

/**
 * Who calls: an `Authorization` header goes before the cookie, so that a program in a browser acts as its token says.
 * The pipeline keeps the answer for a second; nothing is kept here but verified signatures.
 */
export function createAuthenticate(kernel: Kernel): Authenticate {
  const bearer = createBearerVerifier(kernel);
  return async ({ cookies, headers }) => {
    const now = new Date();
    const { authorization } = headers;
    if (authorization !== undefined) {
      const [, token] = /^Bearer +([A-Za-z0-9._~+/=-]{1,8192})$/i.exec(authorization) ?? [];
      if (token === undefined) return null;
      return token.startsWith('pw_') ? authenticateApiKey(kernel, token, now) : bearer(token, now);
    }
    const session = cookies[SESSION_COOKIE];
    if (session === undefined || !/^[A-Za-z0-9_-]{43}$/.test(session)) return null;
    return authenticateSession(kernel, session, now);
  };
}
