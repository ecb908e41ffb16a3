import type { Role } from '#domain/auth/roles';
import { requireOrg, systemCtx, type Ctx, type Kernel } from '#core/kernel/ctx';
import { randomToken, safeEqual, sha256Hex } from '#core/kernel/crypto';
import { AppError, notFound } from '#core/kernel/errors';
import { inSystemTx, inTx } from '#core/kernel/tx';
import {
  endApiKey,
  findApiKey,
  findApiKeyByPrefix,
  insertApiKey,
  listApiKeys,
  touchApiKey,
  type ApiKeyRow,
} from './api-key.repository';
import type { AuthenticatedPrincipal } from './principal';

/** What may be shown of a key. */
export type ApiKey = Omit<ApiKeyRow, 'secret_hash'>;

export interface CreateApiKeyInput {
  name: string;
  roles: readonly Role[];
  expiresAt: Date | null;
}

const ROTATION_OVERLAP_MS = 24 * 3_600_000;

export async function listOwnApiKeys(ctx: Ctx): Promise<ApiKey[]> {
  return inTx(ctx, async (tx) => (await listApiKeys(tx, requireOrg(ctx))).map(shown));
}

/** Makes a key `pw_<prefix>_<secret>`; the whole key is returned this once, only its hash stays. */
export async function createApiKey(ctx: Ctx, input: CreateApiKeyInput): Promise<{ apiKey: ApiKey; key: string }> {
  if (input.expiresAt !== null && input.expiresAt <= ctx.now) {
    throw new AppError('validation_failed', {
      errors: [{ pointer: '/expires_at', code: 'past', message: 'Choose an end in the future, or none.' }],
    });
  }
  return inTx(ctx, async (tx) => {
    const made = newKey();
    const row = await insertApiKey(tx, {
      organizationId: requireOrg(ctx),
      name: input.name,
      prefix: made.prefix,
      secretHash: sha256Hex(made.secret),
      roles: input.roles,
      createdBy: maker(ctx),
      expiresAt: input.expiresAt,
    });
    tx.audit({ action: 'api_key.created', entity: 'api_key', entityId: row.id, fields: ['name', 'roles', 'expires_at'] });
    return { apiKey: shown(row), key: made.key };
  });
}

/** A new key with the same name, roles and end; the old one works for another day so that clients can change over. */
export async function rotateApiKey(ctx: Ctx, id: number): Promise<{ apiKey: ApiKey; key: string }> {
  return inTx(ctx, async (tx) => {
    const old = await findApiKey(tx, requireOrg(ctx), id);
    if (old === null) throw notFound('The API key');
    if (old.revoked_at !== null) throw new AppError('conflict', { detail: 'This key is revoked. Make a new one instead.' });
    const made = newKey();
    const row = await insertApiKey(tx, {
      organizationId: old.organization_id,
      name: old.name,
      prefix: made.prefix,
      secretHash: sha256Hex(made.secret),
      roles: old.roles,
      createdBy: maker(ctx),
      expiresAt: old.expires_at,
    });
    await endApiKey(tx, old.organization_id, id, {
      revokedAt: null,
      expiresAt: new Date(ctx.now.getTime() + ROTATION_OVERLAP_MS),
    });
    tx.audit({ action: 'api_key.rotated', entity: 'api_key', entityId: id });
    return { apiKey: shown(row), key: made.key };
  });
}

export async function revokeApiKey(ctx: Ctx, id: number): Promise<void> {
  await inTx(ctx, async (tx) => {
    const changed = await endApiKey(tx, requireOrg(ctx), id, { revokedAt: ctx.now, expiresAt: null });
    if (changed === 0 && (await findApiKey(tx, requireOrg(ctx), id)) === null) throw notFound('The API key');
    tx.audit({ action: 'api_key.revoked', entity: 'api_key', entityId: id });
  });
}

/** The organization's program behind `pw_<prefix>_<secret>`; null for an unknown, expired or revoked key. */
export async function authenticateApiKey(kernel: Kernel, key: string, now: Date): Promise<AuthenticatedPrincipal | null> {
  const [, prefix, secret] = /^pw_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/.exec(key) ?? [];
  if (prefix === undefined || secret === undefined) return null;
  return inSystemTx(systemCtx(kernel, null, now), async (tx) => {
    const row = await findApiKeyByPrefix(tx, prefix);
    if (row === null || !safeEqual(row.secret_hash, sha256Hex(secret))) return null;
    if (!row.usable || row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= now)) return null;
    await touchApiKey(tx, row.id, now);
    return {
      actor: {
        kind: 'api_key',
        userId: row.created_by,
        roles: row.roles,
        patientId: null,
        specialistId: null,
        impersonatorUserId: null,
      },
      orgId: row.organization_id,
      sessionId: null,
      csrfHash: null,
      via: 'api_key',
      demo: false,
      subject: `api_key:${row.id}`,
    };
  });
}

function newKey(): { prefix: string; secret: string; key: string } {
  const prefix = sha256Hex(randomToken()).slice(0, 12);
  const secret = randomToken();
  return { prefix, secret, key: `pw_${prefix}_${secret}` };
}

/** Keys are made by people, so that somebody answers for them. */
function maker(ctx: Ctx): number {
  if (ctx.actor.userId === null || ctx.actor.kind !== 'user') {
    throw new AppError('forbidden', { detail: 'API keys are made by a person, not by a program.' });
  }
  return ctx.actor.userId;
}

function shown(row: ApiKeyRow): ApiKey {
  const { secret_hash: _hash, ...rest } = row;
  return rest;
}
