import type { JsonValue } from './json-reader';

/**
 * The one text of a JSON value: object keys in code-unit order, no spaces, members that are undefined left out (after RFC 8785,
 * whose number format is the one of ECMAScript). Equal content gives equal text, so a hash of it pins the content. O(n log n).
 */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter((entry): entry is [string, JsonValue] => entry[1] !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
