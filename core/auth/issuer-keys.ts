import type { JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };
import type { Config } from '#core/kernel/config';
import type { Logger } from '#core/kernel/logger';
import { ownIssuer } from './own-issuer';
import type { IssuerRow } from './issuer.repository';

/** Finds the key a token names. Throws when it cannot: the token is then refused. */
export interface IssuerKeys {
  of(issuer: IssuerRow): Promise<JWTVerifyGetKey>;
}

const REFRESH_MS = 10 * 60_000;
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 3_000;

interface Remote {
  getKey: JWTVerifyGetKey & { reload: () => Promise<void> };
  refreshedAt: number;
}

/**
 * Keys of every issuer. Outside ones are fetched once, again for an unknown `kid` (at most every 30 s), and every ten minutes in the
 * background: while an issuer's page is down its known keys go on working and unknown ones are refused.
 */
export function createIssuerKeys(config: Config, log: Logger): IssuerKeys {
  const remotes = new Map<string, Promise<Remote>>();
  let own: Promise<JWTVerifyGetKey> | undefined;

  const remoteOf = async (issuer: IssuerRow): Promise<Remote> => {
    const cacheKey = `${issuer.issuer}\n${issuer.jwks_uri ?? ''}`;
    const known = remotes.get(cacheKey);
    if (known !== undefined) return known;
    const fresh = openRemote(issuer);
    remotes.set(cacheKey, fresh);
    fresh.catch(() => remotes.delete(cacheKey)); // the next token tries discovery again
    return fresh;
  };

  return {
    of: async (issuer) => {
      if (issuer.issuer === ownIssuer(config)) return (own ??= localKeys(config));
      const remote = await remoteOf(issuer);
      if (Date.now() - remote.refreshedAt > REFRESH_MS) {
        remote.refreshedAt = Date.now();
        remote.getKey
          .reload()
          .catch(() => log.warn({ issuerId: issuer.id }, 'issuer keys could not be refreshed, the known ones stay'));
      }
      return remote.getKey;
    },
  };
}

async function openRemote(issuer: IssuerRow): Promise<Remote> {
  const { createRemoteJWKSet } = await import('jose');
  const uri = issuer.jwks_uri ?? (await discover(issuer.issuer));
  const getKey = createRemoteJWKSet(new URL(uri), {
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: Infinity,
    timeoutDuration: TIMEOUT_MS,
  });
  return { getKey, refreshedAt: Date.now() };
}

/** OpenID Connect Discovery 1.0 §4. Redirects are not followed, and the document must name the issuer it was asked for. */
async function discover(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const document: unknown = response.ok ? await response.json() : null;
  const { issuer: named, jwks_uri: uri } = Object(document) as { issuer?: unknown; jwks_uri?: unknown }; // members are checked below
  if (named !== issuer || typeof uri !== 'string') throw new Error('Discovery of the issuer failed');
  return uri;
}

async function localKeys(config: Config): Promise<JWTVerifyGetKey> {
  const { createLocalJWKSet } = await import('jose');
  return createLocalJWKSet({ keys: config.oidc.jwks.keys.map(publicPart) });
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** The public half of a JSON Web Key. */
function publicPart(key: Readonly<Record<string, unknown>>): { kty: string } & Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(key).filter(([name]) => !privateMembers.includes(name)));
  return { ...kept, kty: String(key['kty']) };
}
