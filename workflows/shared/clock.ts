/**
 * Workflow time in epoch milliseconds: the start of the current workflow task, the same on every replay.
 * The one file where workflow code touches `Date`; the sandbox replaces it by the deterministic one.
 */
export function now(): number {
  // oxlint-disable-next-line no-restricted-globals -- inside the sandbox this is recorded time
  return Date.now();
}

/** A moment as the search-attribute API wants it. */
export function toDate(epochMs: number): Date {
  // oxlint-disable-next-line no-restricted-globals -- a conversion, not a reading of the clock
  return new Date(epochMs);
}
