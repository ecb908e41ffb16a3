import { Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { isLocalDate } from '#domain/shared/local-date';
import { isTimeZone } from '#domain/shared/zoned-time';
import type { Dto } from './route';

/**
 * The field vocabulary of every DTO. Each decorator is validator, message and OpenAPI schema in one, and none exists without a bound
 * (R12), so a DTO written with these alone cannot be unbounded. Fields are required and not null unless `@Optional()` / `@Nullable()`.
 */

export type FieldKind = 'text' | 'int' | 'number' | 'boolean' | 'list' | 'object' | 'json';

export interface FieldInfo {
  kind: FieldKind;
  optional: boolean;
  nullable: boolean;
  /** JSON Schema of the value itself; for nested DTOs `{}`, `nested` says which. */
  schema: Record<string, unknown>;
  nested: (() => Dto) | null;
  /** Element kind of a list. */
  item: FieldKind | null;
}

const registry = new Map<object, Map<string, FieldInfo>>();

const empty = (): FieldInfo => ({ kind: 'json', optional: false, nullable: false, schema: {}, nested: null, item: null });

/** The fields of a DTO class and its parents, in order of declaration. */
export function fieldsOf(dto: Dto): ReadonlyMap<string, FieldInfo> {
  const chain: object[] = [];
  for (
    let prototype: unknown = dto.prototype;
    isObject(prototype) && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    chain.unshift(prototype);
  }
  return new Map(chain.flatMap((prototype) => [...(registry.get(prototype) ?? [])]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function note(prototype: object, key: string, change: Partial<FieldInfo>): void {
  const own = registry.get(prototype) ?? new Map<string, FieldInfo>();
  registry.set(prototype, own);
  own.set(key, { ...(own.get(key) ?? empty()), ...change });
}

interface Rule {
  kind: FieldKind;
  /** Machine-readable code of the violation. */
  code: string;
  schema: Record<string, unknown>;
  /** What to do, as a sentence. */
  message: string;
  test: (value: unknown) => boolean;
  nested?: () => Dto;
  item?: FieldKind;
}

function field(rule: Rule): PropertyDecorator {
  return (prototype, property) => {
    const key = String(property);
    note(prototype, key, { kind: rule.kind, schema: rule.schema, nested: rule.nested ?? null, item: rule.item ?? null });
    ValidateBy({
      name: rule.code,
      validator: {
        validate: rule.test,
        defaultMessage: (args) => (args?.value === undefined ? 'This field is needed.' : rule.message),
      },
    })(prototype, property);
    if (rule.nested !== undefined) {
      Type(rule.nested)(prototype, property);
      ValidateNested()(prototype, property);
    }
    JSONSchema(() => schemaOf(prototype, key))(prototype, key);
  };
}

/** Read late, when every decorator of the property has run. */
function schemaOf(prototype: object, key: string): Record<string, unknown> {
  const info = registry.get(prototype)?.get(key) ?? empty();
  return info.schema;
}

/** The field may be absent. null is still refused unless `@Nullable()` stands beside it. */
export function Optional(): PropertyDecorator {
  return (prototype, property) => {
    note(prototype, String(property), { optional: true });
    ValidateIf((_object, value) => value !== undefined)(prototype, property);
  };
}

/** The field may be null. */
export function Nullable(): PropertyDecorator {
  return (prototype, property) => {
    note(prototype, String(property), { nullable: true });
    ValidateIf((_object, value) => value !== null)(prototype, property);
  };
}

const between = (what: string, min: number, max: number): string =>
  min === 0 ? `Use at most ${max} ${what}.` : `Use between ${min} and ${max} ${what}.`;

/** A string of `min` (default 1) to `max` UTF-16 units; text that is only white space counts as empty. */
export function Text(options: { max: number; min?: number; pattern?: RegExp; hint?: string }): PropertyDecorator {
  const { max, min = 1, pattern, hint } = options;
  return field({
    kind: 'text',
    code: pattern === undefined ? 'text_length' : 'text_form',
    schema: { type: 'string', minLength: min, maxLength: max, ...(pattern && { pattern: pattern.source }) },
    message: hint ?? between('characters', min, max),
    test: (value) =>
      typeof value === 'string' &&
      value.length <= max &&
      (min === 0 || value.trim().length >= min) &&
      (pattern === undefined || pattern.test(value)),
  });
}

/** A row id: positive safe integer. */
export function Id(): PropertyDecorator {
  return field({
    kind: 'int',
    code: 'id',
    schema: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    message: 'Use the number of an existing entry.',
    test: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  });
}

/** A whole number from `min` to `max`, both included. */
export function Int(options: { min: number; max: number }): PropertyDecorator {
  const { min, max } = options;
  return field({
    kind: 'int',
    code: 'integer_range',
    schema: { type: 'integer', minimum: min, maximum: max },
    message: `Use a whole number from ${min} to ${max}.`,
    test: (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
  });
}

/** A number from `min` to `max`, both included. */
export function Num(options: { min: number; max: number }): PropertyDecorator {
  const { min, max } = options;
  return field({
    kind: 'number',
    code: 'number_range',
    schema: { type: 'number', minimum: min, maximum: max },
    message: `Use a number from ${min} to ${max}.`,
    test: (value) => typeof value === 'number' && value >= min && value <= max,
  });
}

export function Bool(): PropertyDecorator {
  return field({
    kind: 'boolean',
    code: 'boolean',
    schema: { type: 'boolean' },
    message: 'Use true or false.',
    test: (value) => typeof value === 'boolean',
  });
}

/** One of a closed list of words. */
export function OneOf(values: readonly string[]): PropertyDecorator {
  return field({
    kind: 'text',
    code: 'one_of',
    schema: { type: 'string', enum: [...values] },
    message: `Use one of: ${values.join(', ')}.`,
    test: (value) => typeof value === 'string' && values.includes(value),
  });
}

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z$/;
/** An instant in UTC: `2026-11-21T09:00:00Z`. */
export function Instant(): PropertyDecorator {
  return field({
    kind: 'text',
    code: 'instant',
    schema: { type: 'string', format: 'date-time', minLength: 17, maxLength: 32 },
    message: 'Use an instant in UTC, for example 2026-11-21T09:00:00Z.',
    test: (value) =>
      typeof value === 'string' &&
      value.length <= 32 &&
      instantForm.test(value) &&
      isLocalDate(value.slice(0, 10)) &&
      !Number.isNaN(Date.parse(value)),
  });
}

/** A calendar day without zone: `2026-11-21`. */
export function LocalDate(): PropertyDecorator {
  return field({
    kind: 'text',
    code: 'date',
    schema: { type: 'string', format: 'date', minLength: 10, maxLength: 10 },
    message: 'Use a date that exists, for example 2026-11-21.',
    test: (value) => typeof value === 'string' && isLocalDate(value),
  });
}

/** A time of day: `07:30`. */
export function LocalTime(): PropertyDecorator {
  return Text({
    max: 5,
    min: 5,
    pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
    hint: 'Use a time of day from 00:00 to 23:59, for example 07:30.',
  });
}

/** An IANA time zone this server knows. */
export function TimeZone(): PropertyDecorator {
  return field({
    kind: 'text',
    code: 'time_zone',
    schema: { type: 'string', minLength: 1, maxLength: 64 },
    message: 'Use an IANA time zone, for example Europe/Berlin.',
    test: (value) => typeof value === 'string' && value.length <= 64 && isTimeZone(value),
  });
}

/** An e-mail address as browsers accept it (HTML standard) with single dots: no quotes, spaces or comments, so it can stand in a mail header as it is. */
export function Email(): PropertyDecorator {
  const pattern =
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
  return Text({ max: 254, min: 3, pattern, hint: 'Use an e-mail address, for example name@clinic.example.' });
}

export function Slug(): PropertyDecorator {
  return Text({ max: 100, pattern: /^[a-z0-9][a-z0-9_-]*$/, hint: 'Use small letters, digits, hyphens.' });
}

export function Uuid(): PropertyDecorator {
  return Text({
    max: 36,
    min: 36,
    pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    hint: 'Use a UUID in lower case.',
  });
}

/** One nested object. */
export function Nested(dto: () => Dto): PropertyDecorator {
  return field({
    kind: 'object',
    code: 'object',
    schema: { type: 'object' },
    message: 'Use an object.',
    nested: dto,
    test: (value) => isObject(value) && !Array.isArray(value),
  });
}

interface ListBounds {
  max: number;
  min?: number;
}

function list(
  bounds: ListBounds,
  item: FieldKind,
  items: Record<string, unknown>,
  hint: string,
  test: (value: unknown) => boolean,
  nested?: () => Dto,
): PropertyDecorator {
  const { max, min = 0 } = bounds;
  return field({
    kind: 'list',
    code: 'list',
    item,
    schema: { type: 'array', minItems: min, maxItems: max, items },
    message: `${between('entries', min, max)} ${hint}`.trim(),
    test: (value) => Array.isArray(value) && value.length >= min && value.length <= max && value.every(test),
    ...(nested && { nested }),
  });
}

/** A list of nested objects. */
export function ListOf(dto: () => Dto, bounds: ListBounds): PropertyDecorator {
  return list(bounds, 'object', {}, 'Each entry is an object.', (value) => isObject(value) && !Array.isArray(value), dto);
}

export function TextList(bounds: ListBounds & { itemMax: number }): PropertyDecorator {
  const { itemMax } = bounds;
  const hint = `Each entry has between 1 and ${itemMax} characters.`;
  return list(
    bounds,
    'text',
    { type: 'string', minLength: 1, maxLength: itemMax },
    hint,
    (value) => typeof value === 'string' && value.trim().length > 0 && value.length <= itemMax,
  );
}

export function IdList(bounds: ListBounds): PropertyDecorator {
  const items = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
  return list(
    bounds,
    'int',
    items,
    'Each entry is the number of an existing entry.',
    (value) => Number.isSafeInteger(value) && Number(value) > 0,
  );
}

export function IntList(bounds: ListBounds & { itemMin: number; itemMax: number }): PropertyDecorator {
  const { itemMin, itemMax } = bounds;
  const test = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= itemMin && Number(value) <= itemMax;
  return list(
    bounds,
    'int',
    { type: 'integer', minimum: itemMin, maximum: itemMax },
    `Each entry is a whole number from ${itemMin} to ${itemMax}.`,
    test,
  );
}

export function OneOfList(values: readonly string[], bounds: ListBounds): PropertyDecorator {
  const test = (value: unknown): boolean => typeof value === 'string' && values.includes(value);
  return list(bounds, 'text', { type: 'string', enum: [...values] }, `Each entry is one of: ${values.join(', ')}.`, test);
}

/** A free JSON object of at most `maxBytes` serialised characters, for content whose rules live in the domain (drafts, policies). */
export function Json(options: { maxBytes: number }): PropertyDecorator {
  const { maxBytes } = options;
  return field({
    kind: 'json',
    code: 'object',
    schema: { type: 'object', additionalProperties: true, 'x-max-bytes': maxBytes },
    message: `Use an object of at most ${maxBytes} characters of JSON.`,
    test: (value) => isObject(value) && !Array.isArray(value) && JSON.stringify(value).length <= maxBytes,
  });
}
