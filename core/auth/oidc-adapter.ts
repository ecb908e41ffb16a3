import type { Adapter, AdapterPayload } from 'oidc-provider' with { 'resolution-mode': 'import' };
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { sha256Hex } from '#core/kernel/crypto';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import {
  consumeOidcPayload,
  deleteOidcGrant,
  deleteOidcPayload,
  findOidcPayload,
  upsertOidcPayload,
} from './oidc-payload.repository';

/** Models whose id is itself the secret a client holds; only its hash is stored. */
const secretIds = new Set(['AuthorizationCode', 'RefreshToken', 'AccessToken', 'DeviceCode']);

/** State of the embedded OpenID provider in Postgres, so that every API process knows every grant. */
export class OidcAdapter implements Adapter {
  constructor(
    private readonly kernel: Kernel,
    private readonly model: string,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const { jti, ...rest } = payload;
    await this.run((tx, now) =>
      upsertOidcPayload(tx, {
        model: this.model,
        id: this.stored(id),
        payload: this.isSecret() || jti === undefined ? rest : { ...rest, jti },
        grantId: payload.grantId ?? null,
        userCode: payload.userCode ?? null,
        uid: payload.uid ?? null,
        expiresAt: expiresIn === undefined ? null : new Date(now.getTime() + expiresIn * 1000),
      }),
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = await this.lookUp('id', this.stored(id));
    return found !== undefined && this.isSecret() ? { ...found, jti: id } : found;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.lookUp('uid', uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.lookUp('user_code', userCode);
  }

  async consume(id: string): Promise<void> {
    await this.run((tx, now) => consumeOidcPayload(tx, this.model, this.stored(id), now));
  }

  async destroy(id: string): Promise<void> {
    await this.run((tx) => deleteOidcPayload(tx, this.model, this.stored(id)));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.run((tx) => deleteOidcGrant(tx, grantId));
  }

  private async lookUp(column: 'id' | 'uid' | 'user_code', value: string): Promise<AdapterPayload | undefined> {
    const row = await this.run((tx, now) => findOidcPayload(tx, this.model, column, value, now));
    if (row === null) return undefined;
    return { ...row.payload, ...(row.consumed_at !== null && { consumed: true }) };
  }

  private isSecret(): boolean {
    return secretIds.has(this.model);
  }

  private stored(id: string): string {
    return this.isSecret() ? sha256Hex(id) : id;
  }

  private run<T>(act: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
    const now = new Date();
    return inSystemTx(systemCtx(this.kernel, null, now), (tx) => act(tx, now));
  }
}
