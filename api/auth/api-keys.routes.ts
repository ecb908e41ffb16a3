import { createApiKey, listOwnApiKeys, revokeApiKey, rotateApiKey } from '#core/auth/api-keys';
import { roles, type Role } from '#domain/auth/roles';
import { page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import { presentApiKey, presentCreatedApiKey } from './auth.presenter';
import { ApiKeyView, CreateApiKeyBody, CreatedApiKey } from './me.dto';

const tag = 'auth';

const list = defineRoute({
  method: 'GET',
  path: '/v1/api-keys',
  tag,
  summary: 'API keys of the organization',
  permission: 'api_key:manage',
  rate: 'read',
  response: page(ApiKeyView),
  handler: async (ctx) => ({ body: { items: (await listOwnApiKeys(ctx)).map(presentApiKey), next_cursor: null } }),
});

const create = defineRoute({
  method: 'POST',
  path: '/v1/api-keys',
  tag,
  summary: 'Make an API key; the whole key is shown this once',
  permission: 'api_key:manage',
  rate: 'write',
  idempotent: true,
  body: CreateApiKeyBody,
  response: CreatedApiKey,
  status: 201,
  handler: async (ctx, { body }) => {
    const { apiKey, key } = await createApiKey(ctx, {
      name: body.name,
      roles: rolesIn(body.roles),
      expiresAt: body.expires_at == null ? null : new Date(body.expires_at),
    });
    return { body: presentCreatedApiKey(apiKey, key) };
  },
});

function rolesIn(words: readonly string[]): Role[] {
  return roles.filter((role) => words.includes(role));
}

const rotate = defineRoute({
  method: 'POST',
  path: '/v1/api-keys/:id/rotate',
  tag,
  summary: 'A new key in place of an old one, which works for one more day',
  permission: 'api_key:manage',
  rate: 'write',
  idempotent: true,
  params: { id: 'id' },
  response: CreatedApiKey,
  status: 201,
  refusals: ['conflict'],
  handler: async (ctx, { params }) => {
    const { apiKey, key } = await rotateApiKey(ctx, params.id);
    return { body: presentCreatedApiKey(apiKey, key) };
  },
});

const revoke = defineRoute({
  method: 'DELETE',
  path: '/v1/api-keys/:id',
  tag,
  summary: 'Revoke an API key at once',
  permission: 'api_key:manage',
  rate: 'write',
  params: { id: 'id' },
  handler: async (ctx, { params }) => {
    await revokeApiKey(ctx, params.id);
    return {};
  },
});

export const apiKeyRoutes: readonly Route[] = [list, create, rotate, revoke];
