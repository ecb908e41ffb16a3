/** What a handler of an idempotent route gets: everything that must be the same when the request is repeated. */
export interface Idempotency {
  /** The caller's Idempotency-Key. */
  readonly key: string;
  /** SHA-256 of (organization, principal, route, key), lower-case hex: the Temporal update id (decisions A3). */
  readonly updateId: string;
  /**
   * Reserves a row id once: the first call runs `next` (e.g. `select nextval(...)`) and stores its answer,
   * a repeat after a crash gets the same id, so workflow id and row are the same again.
   */
  reserveId(next: () => Promise<number>): Promise<number>;
}
