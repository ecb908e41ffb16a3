/** The outcome of a pure rule: either a value or an expected failure. Nothing in `domain` throws for an expected failure. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Wraps a success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps an expected failure. */
export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** One fault in a document: where (RFC 6901 JSON pointer), which (stable code), and a sentence for people. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}
