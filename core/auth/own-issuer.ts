import type { Config } from '#core/kernel/config';

/** Path of the embedded OpenID provider on our origin. */
export const OIDC_PATH = '/oidc';

/** Name of the embedded provider in `iss`. */
export function ownIssuer(config: Config): string {
  return `${config.http.publicUrl}${OIDC_PATH}`;
}

/** `aud` of access tokens for this API, whoever issues them. */
export function ownAudience(config: Config): string {
  return `${config.http.publicUrl}/v1`;
}
