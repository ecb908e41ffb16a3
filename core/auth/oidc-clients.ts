import type { Ctx } from '#core/kernel/ctx';
import { randomToken } from '#core/kernel/crypto';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx } from '#core/kernel/tx';
import { deleteOidcPayload, listOidcPayloads, upsertOidcPayload } from './oidc-payload.repository';

/** A program that may ask people to sign in through us. Public clients only: PKCE in place of a secret nobody can keep. */
export interface OidcClient {
  clientId: string;
  name: string;
  redirectUris: string[];
}

const MODEL = 'Client';

export async function listOidcClients(ctx: Ctx): Promise<OidcClient[]> {
  return inSystemTx({ ...ctx, orgId: null }, async (tx) =>
    (await listOidcPayloads(tx, MODEL)).map(({ payload }) => fromPayload(payload)),
  );
}

/** @throws AppError `validation_failed` for an address that is neither https nor loopback */
export async function registerOidcClient(
  ctx: Ctx,
  input: { name: string; redirectUris: readonly string[] },
): Promise<OidcClient> {
  const bad = input.redirectUris.findIndex((uri) => !isSafeRedirect(uri));
  if (bad >= 0) {
    throw new AppError('validation_failed', {
      errors: [
        {
          pointer: `/redirect_uris/${bad}`,
          code: 'not_possible',
          message: 'Use an https address without fragment; http only on this machine.',
        },
      ],
    });
  }
  const client: OidcClient = { clientId: `pwc_${randomToken(12)}`, name: input.name, redirectUris: [...input.redirectUris] };
  await inSystemTx({ ...ctx, orgId: null }, async (tx) => {
    await upsertOidcPayload(tx, {
      model: MODEL,
      id: client.clientId,
      payload: toPayload(client),
      grantId: null,
      userCode: null,
      uid: null,
      expiresAt: null,
    });
    tx.audit({ action: 'oidc_client.registered', entity: 'oidc_client', entityId: null });
  });
  return client;
}

export async function removeOidcClient(ctx: Ctx, clientId: string): Promise<void> {
  await inSystemTx({ ...ctx, orgId: null }, async (tx) => {
    if ((await deleteOidcPayload(tx, MODEL, clientId)) === 0) throw notFound('The client');
    tx.audit({ action: 'oidc_client.removed', entity: 'oidc_client', entityId: null });
  });
}

function toPayload(client: OidcClient): Record<string, unknown> {
  return {
    client_id: client.clientId,
    client_name: client.name,
    redirect_uris: client.redirectUris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    application_type: client.redirectUris.every((uri) => uri.startsWith('https:')) ? 'web' : 'native',
    scope: 'openid offline_access api profile email',
  };
}

function fromPayload(payload: Record<string, unknown>): OidcClient {
  const uris = payload['redirect_uris'];
  return {
    clientId: String(payload['client_id']),
    name: String(payload['client_name']),
    redirectUris: Array.isArray(uris) ? uris.map(String) : [],
  };
}

function isSafeRedirect(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, hash } = new URL(uri);
  const loopback = protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return hash === '' && (protocol === 'https:' || loopback);
}
