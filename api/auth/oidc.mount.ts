import type { Context as KoaContext } from 'koa';
import type { Provider } from 'oidc-provider' with { 'resolution-mode': 'import' };
import { authenticateSession } from '#core/auth/authenticate-session';
import { createOidcProvider } from '#core/auth/oidc-provider';
import { OIDC_PATH } from '#core/auth/own-issuer';
import type { Kernel } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { parseCookies } from '../http/cookies';
import { defineMount, type Mount } from '../http/mount';
import { SESSION_COOKIE } from './cookies';

/** The embedded OpenID provider under `/oidc` on our own origin. */
export function oidcMount(kernel: Kernel): Mount {
  let provider: Promise<Provider> | undefined;
  const load = (): Promise<Provider> => {
    provider ??= createOidcProvider(kernel).catch((error: unknown) => {
      provider = undefined; // the next request tries again
      throw error;
    });
    return provider;
  };
  return defineMount({
    prefix: OIDC_PATH,
    public: 'An OpenID provider is where other programs begin, its own rules guard every step.',
    handle: async (koa) => {
      const { path } = koa;
      const loaded = await load();
      if (koa.method === 'GET' && /^\/oidc\/interaction\/[A-Za-z0-9_-]{1,100}$/.test(path)) await interact(kernel, loaded, koa);
      else await pass(loaded, koa);
    },
  });
}

/** The provider sees its own root; it finds the mount point by comparing with `originalUrl`. */
async function pass(provider: Provider, koa: KoaContext): Promise<void> {
  const { req, res } = koa;
  koa.respond = false;
  res.statusCode = 200; // Koa presets 404, and the provider writes to the bare response
  Reflect.set(req, 'originalUrl', req.url);
  req.url = (req.url ?? '').slice(OIDC_PATH.length) || '/';
  await provider.callback()(req, res);
}

/** Signing in for another program is having a session of ours. Every registered client is the installation's own, so nobody is asked twice. */
async function interact(kernel: Kernel, provider: Provider, koa: KoaContext): Promise<void> {
  const token = parseCookies(koa.req.headers.cookie)[SESSION_COOKIE];
  const principal = token === undefined ? null : await authenticateSession(kernel, token, new Date());
  if (principal === null || principal.actor.userId === null) {
    koa.redirect(`/sign-in?back=${encodeURIComponent(koa.path)}`);
    return;
  }
  if (principal.actor.impersonatorUserId !== null) {
    throw new AppError('impersonation_read_only', {
      detail: 'End viewing as somebody else before you sign in to another program.',
    });
  }
  const details = await provider.interactionDetails(koa.req, koa.res);
  const accountId = String(principal.actor.userId);
  const result =
    details.prompt.name === 'login'
      ? { login: { accountId } }
      : { consent: { grantId: await grant(provider, details, accountId) } };
  koa.respond = false;
  koa.res.statusCode = 200;
  await provider.interactionFinished(koa.req, koa.res, result, { mergeWithLastSubmission: true });
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

async function grant(provider: Provider, details: Details, accountId: string): Promise<string> {
  const known = details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId);
  const made = known ?? new provider.Grant({ accountId, clientId: String(details.params['client_id']) });
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = details.prompt.details;
  if (Array.isArray(missingOIDCScope)) made.addOIDCScope(missingOIDCScope.join(' '));
  if (Array.isArray(missingOIDCClaims)) made.addOIDCClaims(missingOIDCClaims.map(String));
  for (const [resource, scopes] of Object.entries(Object(missingResourceScopes) as Record<string, unknown>)) {
    if (Array.isArray(scopes)) made.addResourceScope(resource, scopes.join(' '));
  }
  return made.save();
}
