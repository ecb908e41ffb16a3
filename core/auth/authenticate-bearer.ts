import type { JWTPayload, JWTVerifyResult } from 'jose' with { 'resolution-mode': 'import' };
import { mapClaims, type MappedClaims } from '#domain/auth/claim-map';
import type { Role } from '#domain/auth/roles';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { sha256Hex } from '#core/kernel/crypto';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { actAs } from './act-as';
import { createIssuerKeys, type IssuerKeys } from './issuer-keys';
import { findIssuer, type IssuerRow } from './issuer.repository';
import { LruMap } from './lru-map';
import { ownIssuer } from './own-issuer';
import { actorOf, type AuthenticatedPrincipal } from './principal';
import { findPerson } from './session.repository';
import { findIdentity, findUserByEmail, findUserById, insertIdentity, listMemberships, type UserRow } from './user.repository';

/** Signature algorithms ever accepted; none and shared-secret ones are not among them (RFC 8725 §3.1). */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;
const ISSUER_CACHE_MS = 10_000;

interface Verified {
  issuer: IssuerRow;
  claims: MappedClaims;
  /** Our own tokens only: ends with the person's epoch. */
  epoch: number | null;
  expiresAtMs: number;
}

/** Turns a bearer token of any configured issuer into a principal. */
export type BearerVerifier = (token: string, now: Date) => Promise<AuthenticatedPrincipal | null>;

/**
 * One verifier for every issuer: signature by its published keys, pinned algorithms, issuer, audience, times; ID tokens are refused.
 * Signatures are checked once per token (kept by its hash until it expires); who the bearer is and what they may do is read from the
 * database every time, so a revoked role stops at once.
 */
export function createBearerVerifier(
  kernel: Kernel,
  keys: IssuerKeys = createIssuerKeys(kernel.config, kernel.log),
): BearerVerifier {
  const verified = new LruMap<string, Verified>(10_000);
  const issuers = new LruMap<string, { row: IssuerRow | null; atMs: number }>(100);

  const issuerNamed = async (name: string, now: Date): Promise<IssuerRow | null> => {
    const known = issuers.get(name);
    if (known !== undefined && now.getTime() - known.atMs < ISSUER_CACHE_MS) return known.row;
    const row = await inSystemTx(systemCtx(kernel, null, now), (tx) => findIssuer(tx, name));
    issuers.set(name, { row, atMs: now.getTime() });
    return row;
  };

  return async (token, now) => {
    const hash = sha256Hex(token);
    const known = verified.get(hash);
    const good = known !== undefined && known.expiresAtMs > now.getTime() ? known : await verify(token, now, issuerNamed, keys);
    if (good === null) return null;
    if (known === undefined) verified.set(hash, good);
    // A disabled issuer stops within the life of the issuer cache, whatever was verified before.
    const current = await issuerNamed(good.issuer.issuer, now);
    return current === null ? null : principalOf(kernel, good, now);
  };
}

async function verify(
  token: string,
  now: Date,
  issuerNamed: (name: string, now: Date) => Promise<IssuerRow | null>,
  keys: IssuerKeys,
): Promise<Verified | null> {
  const { decodeJwt, jwtVerify } = await import('jose');
  const named = await orNobody(async () => decodeJwt(token).iss ?? null);
  const issuer = named === null ? null : await issuerNamed(named, now);
  if (issuer === null) return null;
  return orNobody(async () => {
    const result = await jwtVerify(token, await keys.of(issuer), {
      algorithms,
      issuer: issuer.issuer,
      audience: issuer.audience,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: now,
      requiredClaims: ['exp', 'sub'],
    });
    return isIdToken(result) || !originAllowed(issuer, result.payload) ? null : toVerified(issuer, result.payload);
  });
}

/** No token at all, a bad signature, an unknown key, an issuer that cannot be reached: all of them are "nobody". */
async function orNobody<T>(attempt: () => Promise<T | null>): Promise<T | null> {
  return attempt().catch(() => null);
}

function toVerified(issuer: IssuerRow, payload: JWTPayload): Verified | null {
  const claims = mapClaims(issuer.claim_map, payload);
  if (claims === null || payload.exp === undefined) return null;
  const epoch = payload['epoch'];
  return { issuer, claims, epoch: typeof epoch === 'number' ? epoch : null, expiresAtMs: payload.exp * 1000 };
}

/** ID tokens speak to the client, not to an API (ASVS 9.2.2). */
function isIdToken({ payload, protectedHeader }: JWTVerifyResult): boolean {
  const typ = protectedHeader.typ?.toLowerCase().replace('application/', '');
  if (typ === 'at+jwt') return false;
  return (
    (typ !== undefined && typ !== 'jwt') ||
    payload['nonce'] !== undefined ||
    payload['at_hash'] !== undefined ||
    payload['token_use'] === 'id'
  );
}

/** `azp` names the origin for issuers that share cookies between sub-domains. */
function originAllowed(issuer: IssuerRow, payload: JWTPayload): boolean {
  const azp = payload['azp'];
  return issuer.allowed_origins.length === 0 || (typeof azp === 'string' && issuer.allowed_origins.includes(azp));
}

async function principalOf(kernel: Kernel, token: Verified, now: Date): Promise<AuthenticatedPrincipal | null> {
  const own = token.issuer.issuer === ownIssuer(kernel.config);
  const found = await inSystemTx(systemCtx(kernel, null, now), async (tx) => {
    const user = own ? await findUserById(tx, Number(token.claims.subject)) : await userOfIdentity(tx, token);
    if (user === null || user.status !== 'active' || (own && token.epoch !== user.epoch)) return null;
    const orgId = await organizationOf(tx, user, token);
    return { user, orgId, person: await findPerson(tx, user.id, orgId) };
  });
  if (found === null || found.person === null) return null;
  const { roles } = token.claims;
  // An issuer's roles narrow what the clinic granted, they never add to it; and only our own tokens carry the platform role.
  const narrowed = (held: readonly Role[]): readonly Role[] =>
    held.filter((role) => (role === 'platform_admin' ? own : roles === null || own || roles.includes(role)));
  const actor = actorOf(found.person, narrowed, null);
  if (actor.roles.length === 0) return null;
  if (!own) await linkIdentity(kernel, token, found.user, now);
  const { orgId, user } = found;
  return { actor, orgId, sessionId: null, csrfHash: null, via: 'bearer', demo: user.demo, subject: `user:${user.id}` };
}

async function userOfIdentity(tx: Tx, { issuer, claims }: Verified): Promise<UserRow | null> {
  const linked = await findIdentity(tx, issuer.issuer, claims.subject);
  if (linked !== null) return findUserById(tx, linked);
  return claims.email !== null && claims.emailVerified ? findUserByEmail(tx, claims.email) : null;
}

/** First token of an outside identity: bound for good to the person whose verified address it carries. */
async function linkIdentity(kernel: Kernel, { issuer, claims }: Verified, user: UserRow, now: Date): Promise<void> {
  const ctx = systemCtx(kernel, null, now);
  if ((await inSystemTx(ctx, (tx) => findIdentity(tx, issuer.issuer, claims.subject))) !== null) return;
  await inSystemTx(actAs(ctx, user.id, null), async (tx) => {
    await insertIdentity(tx, user.id, issuer.issuer, claims.subject);
    tx.audit({ action: 'identity.linked', entity: 'user', entityId: user.id });
  });
}

/** The organization the token names, if the person belongs to it; else the issuer's own; else their first. null: platform work. */
async function organizationOf(tx: Tx, user: UserRow, { issuer, claims }: Verified): Promise<number | null> {
  const memberships = await listMemberships(tx, user.id);
  const allowed = memberships.filter(({ id }) => issuer.organization_id === null || id === issuer.organization_id);
  if (claims.organization === null) return allowed[0]?.id ?? null;
  return allowed.find(({ id, slug }) => slug === claims.organization || String(id) === claims.organization)?.id ?? null;
}
