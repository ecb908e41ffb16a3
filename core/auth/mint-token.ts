import type { JWK } from 'jose' with { 'resolution-mode': 'import' };
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import { ownAudience, ownIssuer } from './own-issuer';
import { findUserByDemoKey } from './user.repository';

const LIFE_SECONDS = 12 * 3600;

/**
 * A bearer token for a demo person, as our own provider would sign it.
 * @throws AppError `not_in_demo` outside a demo installation, `not_found` for an unknown person
 */
export async function mintDemoToken(kernel: Kernel, demoKey: string, now: Date): Promise<string> {
  const { config } = kernel;
  if (config.mode !== 'demo') {
    throw new AppError('not_in_demo', { detail: 'Tokens for demo people exist only in a demo installation.' });
  }
  const user = await inSystemTx(systemCtx(kernel, null, now), (tx) => findUserByDemoKey(tx, demoKey));
  if (user === null) throw new AppError('not_found', { detail: `There is no demo person called "${demoKey}".` });
  const { SignJWT, importJWK } = await import('jose');
  const key = config.oidc.jwks.keys[0];
  if (key === undefined) throw new Error('There is no key to sign tokens with');
  const jwk: JWK = { ...key, kty: String(key['kty']) };
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ epoch: user.epoch })
    .setProtectedHeader({ alg: jwk.alg ?? 'RS256', typ: 'at+jwt', ...(jwk.kid !== undefined && { kid: jwk.kid }) })
    .setIssuer(ownIssuer(config))
    .setAudience(ownAudience(config))
    .setSubject(String(user.id))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_SECONDS)
    .sign(await importJWK(jwk, jwk.alg ?? 'RS256'));
}
