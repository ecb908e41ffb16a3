import { roles, type Role } from './roles';

/**
 * How the claims of one issuer are read. Each value is a path into the token, segments between dots (`realm_access.roles`);
 * a path in front of which stands `=` is a constant. Absent names fall back to the OpenID Connect standard claims.
 */
export interface ClaimMap {
  subject?: string;
  email?: string;
  email_verified?: string;
  name?: string;
  /** The organization: its slug or number. */
  organization?: string;
  roles?: string;
}

/** What a token says about its bearer, in our words. */
export interface MappedClaims {
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
  organization: string | null;
  /** null: the issuer does not speak about roles, so the membership decides. */
  roles: readonly Role[] | null;
}

const defaults = { subject: 'sub', email: 'email', email_verified: 'email_verified', name: 'name' } as const;

/**
 * Reads a verified token's payload through the issuer's map; null when there is no subject. Unknown role words are dropped and
 * `platform_admin` is never taken from a token: outside issuers do not make operators of the whole installation. O(claims).
 */
export function mapClaims(map: ClaimMap, payload: Readonly<Record<string, unknown>>): MappedClaims | null {
  const subject = text(valueAt(payload, map.subject ?? defaults.subject));
  if (subject === null) return null;
  const named = map.roles === undefined ? undefined : valueAt(payload, map.roles);
  return {
    subject,
    email: text(valueAt(payload, map.email ?? defaults.email))?.toLowerCase() ?? null,
    emailVerified: isTrue(valueAt(payload, map.email_verified ?? defaults.email_verified)),
    name: text(valueAt(payload, map.name ?? defaults.name)),
    organization: map.organization === undefined ? null : text(valueAt(payload, map.organization)),
    roles: map.roles === undefined ? null : rolesOf(named),
  };
}

function valueAt(payload: Readonly<Record<string, unknown>>, path: string): unknown {
  if (path.startsWith('=')) return path.slice(1);
  // A claim may itself hold dots (`https://clinic.example/roles`), so the whole name is tried first.
  if (Object.hasOwn(payload, path)) return payload[path];
  let value: unknown = payload;
  for (const segment of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = Object.entries(value).find(([key]) => key === segment)?.[1];
  }
  return value;
}

function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' && value.length <= 320 ? value : null;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function rolesOf(value: unknown): readonly Role[] {
  const words: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\s,]+/) : [];
  const plain = words.filter((word) => typeof word === 'string').map((word) => word.replace(/^org:/, '').toLowerCase());
  return roles.filter((role) => role !== 'platform_admin' && plain.includes(role));
}
