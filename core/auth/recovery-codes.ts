import { randomInt } from 'node:crypto';
import { keyedHash, safeEqual, type KeyRing } from '#core/kernel/crypto';

/** Without letters that are mistaken for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const COUNT = 10;

/** Ten codes of 50 bits, `xxxxx-xxxxx`; shown once. */
export function newRecoveryCodes(): string[] {
  const part = (): string => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: COUNT }, () => `${part()}-${part()}`);
}

export function isRecoveryCode(text: string): boolean {
  return /^[a-z0-9]{5}-?[a-z0-9]{5}$/i.test(text.trim());
}

/** Keyed, because fifty bits alone could be searched in a stolen database. */
export function hashRecoveryCode(ring: KeyRing, userId: number, code: string): string {
  return keyedHash(ring, `recovery|${userId}`, code.trim().toLowerCase().replace('-', ''));
}

/** The remaining hashes after one code was used; null when it fits none. Every key of the ring is tried, so codes outlive a rotation. */
export function useRecoveryCode(ring: KeyRing, userId: number, hashes: readonly string[], code: string): string[] | null {
  const wanted = Object.keys(ring.keys).map((id) => hashRecoveryCode({ current: id, keys: ring.keys }, userId, code));
  const rest = hashes.filter((known) => !wanted.some((hash) => safeEqual(known, hash)));
  return rest.length === hashes.length ? null : rest;
}
