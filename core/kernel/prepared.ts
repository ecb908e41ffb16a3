import type { QueryConfig } from 'pg';

/** Statements the process names at most; more means SQL is being built from values, and then plans are not worth keeping. */
const NAMED_MAX = 1_000;
const names = new Map<string, string>();

/**
 * The statement as a prepared one, parsed and planned once per connection: with row-level security planning takes longer than most
 * of our statements take to run. Statements without parameters are left alone, since they may hold several commands.
 */
export function prepared(text: string, params: readonly unknown[]): QueryConfig {
  const values = [...params];
  if (values.length === 0) return { text };
  const known = names.get(text);
  if (known !== undefined) return { name: known, text, values };
  if (names.size >= NAMED_MAX) return { text, values };
  const name = `s${names.size}`;
  names.set(text, name);
  return { name, text, values };
}
