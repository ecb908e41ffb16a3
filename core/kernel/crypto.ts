import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Several keys can be read, one is written with. Keys are 32 bytes (AES-256). */
export interface KeyRing {
  current: string;
  keys: Readonly<Record<string, Buffer>>;
}

/** Lower-case hex SHA-256. */
export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A random URL-safe token of `bytes` bytes (256 bit by default; ASVS 11.5.1 asks for 128). */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** A random code of `digits` decimal digits without modulo bias. */
export function randomDigits(digits: number): string {
  let out = '';
  while (out.length < digits) {
    for (const byte of randomBytes(digits)) {
      if (byte < 250 && out.length < digits) out += String(byte % 10);
    }
  }
  return out;
}

/** Compares two secrets in constant time; false when the lengths differ. */
export function safeEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Keyed hash for values that must be matched but not read back (login codes, IP addresses). */
export function keyedHash(ring: KeyRing, purpose: string, value: string): string {
  return createHmac('sha256', activeKey(ring)).update(`${purpose}\0${value}`).digest('hex');
}

/**
 * Field encryption (PL-07): AES-256-GCM, `v1|key id|iv|tag|ciphertext`, base64url parts.
 * `aad` names table, column and row, so a value cannot be moved to another place. Must stay below 2^32 messages per key (SP 800-38D).
 */
export function sealField(ring: KeyRing, aad: string, plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', activeKey(ring), iv).setAAD(Buffer.from(aad));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [
    'v1',
    ring.current,
    iv.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
    sealed.toString('base64url'),
  ].join('|');
}

/** Reverse of {@link sealField}. Throws when the key is unknown, the place differs or the value was changed. */
export function openField(ring: KeyRing, aad: string, sealed: string): string {
  const [version, keyId, iv, tag, body] = sealed.split('|');
  const key = keyId === undefined ? undefined : ring.keys[keyId];
  if (version !== 'v1' || key === undefined || iv === undefined || tag === undefined || body === undefined) {
    throw new Error('Sealed field cannot be opened: unknown format or key');
  }
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url')).setAAD(Buffer.from(aad));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

function activeKey(ring: KeyRing): Buffer {
  const key = ring.keys[ring.current];
  if (key === undefined) throw new Error('The key ring names a current key it does not hold');
  return key;
}
