/**
 * Workflow time in epoch milliseconds: the start of the current workflow task, the same on every replay.
 * The one place where workflow code reads the clock; the sandbox replaces `Date` by the deterministic one.
 */
export function now(): number {
  // oxlint-disable-next-line no-restricted-globals -- inside the sandbox this is recorded time, and it is read nowhere else
  return Date.now();
}
