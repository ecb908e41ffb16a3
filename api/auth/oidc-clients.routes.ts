import { listOidcClients, registerOidcClient, removeOidcClient, type OidcClient } from '#core/auth/oidc-clients';
import { page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import { OidcClientView, RegisterOidcClientBody, RemoveOidcClientBody } from './me.dto';

const tag = 'auth';

function present({ clientId, name, redirectUris }: OidcClient): OidcClientView {
  return { client_id: clientId, name, redirect_uris: redirectUris };
}

const list = defineRoute({
  method: 'GET',
  path: '/v1/oidc-clients',
  tag,
  summary: 'Programs that sign people in through this installation',
  permission: 'oidc_client:manage',
  tenant: 'optional',
  rate: 'read',
  response: page(OidcClientView),
  handler: async (ctx) => ({ body: { items: (await listOidcClients(ctx)).map(present), next_cursor: null } }),
});

const register = defineRoute({
  method: 'POST',
  path: '/v1/oidc-clients',
  tag,
  summary: 'Register a program: authorization code with PKCE, no secret',
  permission: 'oidc_client:manage',
  tenant: 'optional',
  rate: 'write',
  idempotent: true,
  body: RegisterOidcClientBody,
  response: OidcClientView,
  status: 201,
  handler: async (ctx, { body }) => ({
    body: present(await registerOidcClient(ctx, { name: body.name, redirectUris: body.redirect_uris })),
  }),
});

const remove = defineRoute({
  method: 'POST',
  path: '/v1/oidc-clients/remove',
  tag,
  summary: 'Remove a program',
  permission: 'oidc_client:manage',
  tenant: 'optional',
  rate: 'write',
  body: RemoveOidcClientBody,
  handler: async (ctx, { body }) => {
    await removeOidcClient(ctx, body.client_id);
    return {};
  },
});

export const oidcClientRoutes: readonly Route[] = [list, register, remove];
