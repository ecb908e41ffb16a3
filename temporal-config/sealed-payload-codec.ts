import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { KeyRing } from '#core/kernel/crypto';
import { UNTRUSTED_MARK, type UntrustedReason } from '#workflows/shared/untrusted';

const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const wire = temporal.api.common.v1.Payload;

export interface CodecOptions {
  keys: KeyRing;
  /** Bound to every payload as additional data: a payload of another namespace does not open here. */
  namespace: string;
  /** Told of every payload that was not sealed by us. */
  onUntrusted?: (reason: UntrustedReason) => void;
}

/**
 * AES-256-GCM over the whole payload, metadata included: `iv (12) | tag (16) | ciphertext`.
 * Several keys open, one seals; rotate long before 2^32 payloads per key (random 96-bit IV, NIST SP 800-38D).
 *
 * A payload that does not open becomes a marked value instead of an error. An error here would fail the workflow task
 * again and again, so anybody who reaches the server could stop any process with one signal (decisions A5).
 */
export class SealedPayloadCodec implements PayloadCodec {
  constructor(private readonly options: CodecOptions) {
    const key = options.keys.keys[options.keys.current];
    if (key?.length !== 32) throw new Error('The current key of the key ring must have 32 bytes');
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.resolve(payloads.map((payload) => this.seal(payload)));
  }

  decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.resolve(payloads.map((payload) => this.open(payload)));
  }

  private seal(payload: Payload): Payload {
    const { current, keys } = this.options.keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyOf(keys, current), iv).setAAD(this.aad());
    const plain = wire.encode(payload).finish();
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return {
      metadata: { [METADATA_ENCODING_KEY]: Buffer.from(ENCODING), [KEY_ID]: Buffer.from(current) },
      data: Buffer.concat([iv, cipher.getAuthTag(), body]),
    };
  }

  private open(payload: Payload): Payload {
    const { metadata, data } = payload;
    if (textOf(metadata?.[METADATA_ENCODING_KEY]) !== ENCODING) return this.mark('not_encrypted');
    const key = this.options.keys.keys[textOf(metadata?.[KEY_ID])];
    if (key === undefined) return this.mark('unknown_key');
    if (data == null || data.length < IV_BYTES + TAG_BYTES) return this.mark('broken_seal');
    try {
      const sealed = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES)).setAAD(this.aad());
      decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return wire.decode(Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]));
    } catch {
      return this.mark('broken_seal');
    }
  }

  private mark(reason: UntrustedReason): Payload {
    this.options.onUntrusted?.(reason);
    return {
      metadata: { [METADATA_ENCODING_KEY]: Buffer.from('json/plain') },
      data: Buffer.from(JSON.stringify({ [UNTRUSTED_MARK]: reason })),
    };
  }

  private aad(): Buffer {
    return Buffer.from(this.options.namespace);
  }
}

function keyOf(keys: KeyRing['keys'], id: string): Buffer {
  const key = keys[id];
  if (key === undefined) throw new Error('The key ring names a current key it does not hold');
  return key;
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return bytes == null ? '' : Buffer.from(bytes).toString('utf8');
}
