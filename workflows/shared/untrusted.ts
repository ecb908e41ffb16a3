/** Key of the mark on a value that was not sealed with our keys. The codec writes it, every handler refuses it (decisions A5). */
export const UNTRUSTED_MARK = 'pathwell/untrusted';

export type UntrustedReason = 'not_encrypted' | 'unknown_key' | 'broken_seal';

/** True for what the codec puts in place of a payload it cannot trust. */
export function isUntrusted(value: unknown): boolean {
  return typeof value === 'object' && value !== null && UNTRUSTED_MARK in value;
}
