import type { Fault } from './result';

/** A value that JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** Whether a value is a plain JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Appends one step to a JSON pointer (RFC 6901). */
export function pointerTo(base: string, step: string | number): string {
  return `${base}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * Reads fields of an untrusted JSON object and collects a fault with pointer and sentence for each that does not fit. On a fault
 * the reader answers with a harmless stand-in; the caller must discard the result when `faults` is not empty.
 */
export class JsonReader {
  private readonly seen = new Set<string>();
  private readonly record: Readonly<Record<string, unknown>>;

  constructor(
    value: unknown,
    private readonly pointer: string,
    private readonly faults: Fault[],
  ) {
    this.record = isRecord(value) ? value : {};
    if (!isRecord(value)) this.fault(null, 'object_required', 'must be an object');
  }

  /** Adds a fault about a field (null: the object itself); `rest` ends the sentence "<field> …". */
  fault(field: string | null, code: string, rest: string): void {
    const pointer = field === null ? this.pointer : pointerTo(this.pointer, field);
    this.faults.push({ pointer, code, message: `${field ?? 'This'} ${rest}.` });
  }

  private take(field: string): unknown {
    this.seen.add(field);
    return this.record[field];
  }

  /** A whole number within bounds. */
  integer(field: string, min: number, max: number): number {
    const value = this.take(field);
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    this.fault(field, value === undefined ? 'required' : 'out_of_range', `must be a whole number from ${min} to ${max}`);
    return min;
  }

  /** A whole number within bounds, or null or absent. */
  optionalInteger(field: string, min: number, max: number): number | null {
    return this.record[field] == null ? (this.take(field), null) : this.integer(field, min, max);
  }

  /** A finite number above `above` and at most `max`. */
  decimal(field: string, above: number, max: number): number {
    const value = this.take(field);
    if (typeof value === 'number' && Number.isFinite(value) && value > above && value <= max) return value;
    this.fault(field, value === undefined ? 'required' : 'out_of_range', `must be a number above ${above} and at most ${max}`);
    return max;
  }

  /** A text with `min` to `max` characters once trimmed at the ends; control characters other than line breaks are refused. */
  text(field: string, min: number, max: number): string {
    const value = this.take(field);
    // oxlint-disable-next-line no-control-regex -- refusing control characters is the purpose
    const clean = typeof value === 'string' && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value);
    if (clean && value.trim().length >= min && value.length <= max) return value.trim();
    this.fault(field, value === undefined ? 'required' : 'text_invalid', `must be a text of ${min} to ${max} characters`);
    return '';
  }

  /** A text, or null when null, absent or blank. */
  optionalText(field: string, max: number): string | null {
    const value = this.record[field];
    if (value == null || (typeof value === 'string' && value.trim() === '')) return (this.take(field), null);
    return this.text(field, 1, max);
  }

  /** One of a closed list of words. */
  choice<const T extends readonly [string, ...string[]]>(field: string, choices: T): T[number] {
    const value = this.take(field);
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    this.fault(field, value === undefined ? 'required' : 'choice_invalid', `must be one of ${choices.join(', ')}`);
    return choices[0];
  }

  /** One of a closed list of words, or null when null or absent. */
  optionalChoice<const T extends readonly [string, ...string[]]>(field: string, choices: T): T[number] | null {
    return this.record[field] == null ? (this.take(field), null) : this.choice(field, choices);
  }

  /** The items of an array with at most `max` of them; absent counts as empty when `min` is 0. */
  items(field: string, min: number, max: number): readonly { readonly value: unknown; readonly pointer: string }[] {
    const value = this.take(field) ?? (min === 0 ? [] : undefined);
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      this.fault(field, value === undefined ? 'required' : 'list_invalid', `must be a list of ${min} to ${max} items`);
      return [];
    }
    return value.map((item: unknown, index) => ({ value: item, pointer: pointerTo(pointerTo(this.pointer, field), index) }));
  }

  /** A nested value to be read by another reader; null when null or absent. */
  nested(field: string): { readonly value: unknown; readonly pointer: string } | null {
    const value = this.take(field);
    return value == null ? null : { value, pointer: pointerTo(this.pointer, field) };
  }

  /** Faults every field that nobody read: unknown fields are mistakes, not extensions. Call it last. */
  end(): void {
    for (const field of Object.keys(this.record)) {
      if (!this.seen.has(field)) this.fault(field, 'unknown_field', 'is not a known field here');
    }
  }
}
