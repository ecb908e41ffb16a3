import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import type { FieldError } from '#core/kernel/errors';
import { invalid } from './body';
import { fieldsOf, type FieldInfo } from './fields';
import { escapePointer } from './json-guard';
import type { Dto, ParamSpec } from './route';

const unknownField = 'Leave this field out: it is not known here.';

/**
 * A DTO may only have fields declared with `fields.ts`: those carry bound, message and schema.
 * @throws at start-up, naming the field
 */
export function assertDeclared(dto: Dto): void {
  const known = fieldsOf(dto);
  const used = getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false);
  for (const { propertyName } of used) {
    if (!known.has(propertyName)) {
      throw new Error(`${dto.name}.${propertyName} must be declared with a decorator of api/http/fields.ts`);
    }
  }
  for (const [name, info] of known) {
    if (info.kind === 'json' && info.schema['type'] === undefined) {
      throw new Error(`${dto.name}.${name} says Optional or Nullable but not what it is`);
    }
    if (info.nested !== null) assertDeclared(info.nested());
  }
}

/** Turns a parsed body into a validated instance of its DTO, or throws `validation_failed` with one entry per wrong field. */
export function validateBody<T extends object>(dto: Dto<T>, value: object): T {
  return validated(dto, value);
}

/** For routes without a body: `{}` or nothing. */
export function refuseMembers(value: object, place?: 'query'): void {
  const errors = Object.keys(value).map((key) => ({
    pointer: `/${escapePointer(key)}`,
    code: 'unknown_field',
    message: unknownField,
  }));
  if (errors.length > 0) throw invalid(errors.slice(0, 20), place);
}

function validated<T extends object>(dto: Dto<T>, value: object, place?: 'query'): T {
  const fields = fieldsOf(dto);
  const unknown = Object.keys(value).filter((key) => !fields.has(key));
  if (unknown.length > 0) {
    throw invalid(
      unknown.slice(0, 20).map((key) => ({ pointer: `/${escapePointer(key)}`, code: 'unknown_field', message: unknownField })),
      place,
    );
  }
  if (fields.size === 0) return new dto();
  const instance = plainToInstance(dto, value, { exposeDefaultValues: true });
  const found = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, validationError: { target: false } });
  if (found.length > 0) throw invalid(flatten(found, ''), place);
  return instance;
}

/** Every wrong field of a value that should match `dto`; for checking answers. */
export function findMismatches(dto: Dto, value: object): FieldError[] {
  if (fieldsOf(dto).size === 0) return [];
  return flatten(
    validateSync(plainToInstance(dto, value), {
      whitelist: true,
      forbidNonWhitelisted: true,
      validationError: { target: false },
    }),
    '',
  );
}

function flatten(found: readonly ValidationError[], prefix: string): FieldError[] {
  return found.flatMap((error) => {
    const pointer = `${prefix}/${escapePointer(error.property)}`;
    const rules = Object.entries(error.constraints ?? {}).filter(
      ([code]) => code !== 'nestedValidation' && code !== 'unknownValue',
    );
    const own = rules.map(([code, message]) => {
      if (code === 'whitelistValidation') return { pointer, code: 'unknown_field', message: unknownField };
      return { pointer, code: message === 'This field is needed.' ? 'required' : code, message };
    });
    return [...own, ...flatten(error.children ?? [], pointer)].slice(0, 20);
  });
}

/** Query strings know only text: `limit=25` becomes 25 where the DTO says number, everything else is left for the DTO to refuse. */
export function validateQuery<T extends object>(dto: Dto<T>, search: URLSearchParams): T {
  const fields = fieldsOf(dto);
  const value: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const key of new Set(search.keys())) {
    const texts = search.getAll(key);
    const pointer = `/${escapePointer(key)}`;
    if (key === '__proto__' || texts.some((text) => text.includes('\0'))) {
      errors.push({ pointer, code: 'nul_character', message: 'Remove the NUL character.' });
    } else value[key] = coerce(fields.get(key), texts);
  }
  if (errors.length > 0) throw invalid(errors, 'query');
  return validated(dto, value, 'query');
}

/** Refuses every query parameter; for routes that declare none. */
export function refuseQuery(search: URLSearchParams): void {
  refuseMembers(Object.fromEntries(search), 'query');
}

function coerce(info: FieldInfo | undefined, texts: readonly string[]): unknown {
  const one = (kind: FieldInfo['kind'] | null, text: string): unknown => {
    if ((kind === 'int' || kind === 'number') && /^-?\d{1,17}(\.\d{1,10})?$/.test(text)) return Number(text);
    if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
    return text;
  };
  if (info?.kind === 'list') return texts.flatMap((text) => text.split(',')).map((text) => one(info.item, text));
  return texts.length === 1 ? one(info?.kind ?? null, texts[0] ?? '') : texts;
}

const paramRules = {
  id: {
    test: (text: string) => /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text)),
    message: 'Use the number of an existing entry.',
  },
  count: {
    test: (text: string) => /^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 31,
    message: 'Use a whole number from 1 to 2147483647.',
  },
  uuid: {
    test: (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text),
    message: 'Use a UUID in lower case.',
  },
  slug: { test: (text: string) => /^[a-z0-9][a-z0-9_-]{0,99}$/.test(text), message: 'Use small letters, digits, hyphens.' },
} as const;

/** Path parameters by their declared kind. */
export function validateParams(spec: ParamSpec, texts: Readonly<Record<string, string>>): Record<string, number | string> {
  const params: Record<string, number | string> = {};
  const errors: FieldError[] = [];
  for (const [name, kind] of Object.entries(spec)) {
    const text = texts[name] ?? '';
    const rule = paramRules[kind];
    if (!rule.test(text)) errors.push({ pointer: `/${name}`, code: kind, message: rule.message });
    else params[name] = kind === 'id' || kind === 'count' ? Number(text) : text;
  }
  if (errors.length > 0) throw invalid(errors, 'path');
  return params;
}
