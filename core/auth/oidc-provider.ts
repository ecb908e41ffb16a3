import type { Configuration, Provider } from 'oidc-provider' with { 'resolution-mode': 'import' };
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { OidcAdapter } from './oidc-adapter';
import { OIDC_PATH, ownAudience, ownIssuer } from './own-issuer';
import { findUserById, type UserRow } from './user.repository';

const ACCESS_TOKEN_SECONDS = 600;

/**
 * The embedded OpenID provider: authorization code with PKCE for registered public clients, our signed-in session as its sign-in,
 * signed access tokens for `/v1`. State lies in Postgres, keys come from the installation. Loaded on first use: few installations
 * need it, and the package is an ES module.
 */
export async function createOidcProvider(kernel: Kernel): Promise<Provider> {
  const oidc = await import('oidc-provider');
  const provider = new oidc.Provider(ownIssuer(kernel.config), {
    ...configuration(kernel),
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => ownAudience(kernel.config),
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== ownAudience(kernel.config)) throw new oidc.errors.InvalidTarget();
          return {
            scope: 'api',
            audience: resource,
            accessTokenFormat: 'jwt',
            accessTokenTTL: ACCESS_TOKEN_SECONDS,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
  });
  provider.proxy = kernel.config.http.trustProxy > 0;
  provider.on('server_error', (_ctx, error) => kernel.log.error({ err: error }, 'openid provider failed'));
  return provider;
}

function configuration(kernel: Kernel): Configuration {
  const { config } = kernel;
  return {
    adapter: (model) => new OidcAdapter(kernel, model),
    jwks: { keys: config.oidc.jwks.keys.map((key) => ({ ...key, kty: String(key['kty']) })) },
    cookies: {
      keys: [...config.keys.cookieKeys],
      long: { signed: true, sameSite: 'lax' },
      short: { signed: true, sameSite: 'lax' },
    },
    scopes: ['openid', 'offline_access', 'api'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    responseTypes: ['code'],
    interactions: { url: (_ctx, interaction) => `${OIDC_PATH}/interaction/${interaction.uid}` },
    findAccount: async (_ctx, sub) => {
      const user = await activeUser(kernel, sub);
      if (user === null) return undefined;
      const { email, display_name: name } = user;
      return { accountId: sub, claims: () => ({ sub, name, email, email_verified: true }) };
    },
    extraTokenClaims: async (_ctx, token) => {
      const user = 'accountId' in token && token.accountId !== undefined ? await activeUser(kernel, token.accountId) : null;
      return user === null ? undefined : { epoch: user.epoch };
    },
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 900,
      Grant: 14 * 86_400,
      RefreshToken: 14 * 86_400,
      Session: 14 * 3600,
    },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `Sign-in for the other program did not work (${out.error}). Go back to it and try again.`;
    },
  };
}

async function activeUser(kernel: Kernel, sub: string): Promise<UserRow | null> {
  const id = Number(sub);
  if (!Number.isSafeInteger(id)) return null;
  const user = await inSystemTx(systemCtx(kernel, null, new Date()), (tx) => findUserById(tx, id));
  return user?.status === 'active' ? user : null;
}
