import type { IncomingHttpHeaders } from 'node:http';
import type { Permission } from '#domain/auth/roles';
import type { Actor } from '#core/kernel/ctx';

/** Who is calling, as the auth feature found it in cookie, bearer token or API key. */
export interface Principal {
  actor: Actor;
  /** null: a platform person outside every organization. */
  orgId: number | null;
  sessionId: number | null;
  /** Lower-case hex SHA-256 of the CSRF token that belongs to the session; null for bearer and API key. */
  csrfHash: string | null;
  via: 'session' | 'bearer' | 'api_key';
  demo: boolean;
  /** Stable and unique per person and credential kind, e.g. `user:12`, `api_key:3`. Key of rate limits and idempotency; never logged in clear. */
  subject: string;
  /** API keys: the permissions the key was given. null or absent: whatever the roles allow. */
  scopes?: readonly Permission[] | null;
}

export interface AuthenticateRequest {
  cookies: Readonly<Record<string, string>>;
  headers: IncomingHttpHeaders;
  method: string;
  ip: string;
}

/**
 * Port implemented by the auth feature. null: nobody (no credential, unknown, expired, revoked); the pipeline answers 401.
 * May throw an AppError (`second_factor_required`, …). The pipeline keeps the answer for at most one second.
 */
export type Authenticate = (request: AuthenticateRequest) => Promise<Principal | null>;
