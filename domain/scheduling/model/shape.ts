import { isRecord } from '#domain/shared/json-reader';
import type { Fault } from '#domain/shared/result';

/** What a piece of JSON must look like. Every number and list is bounded, so that checking is linear and memory is known. */
export type Shape =
  | { readonly is: 'int'; readonly min: number; readonly max: number }
  | { readonly is: 'text'; readonly max: number }
  | { readonly is: 'bool' }
  | { readonly is: 'one_of'; readonly values: readonly (string | number)[] }
  | { readonly is: 'nullable'; readonly of: Shape }
  | { readonly is: 'list'; readonly of: Shape; readonly max: number }
  | { readonly is: 'record'; readonly fields: Fields }
  | { readonly is: 'tagged'; readonly tag: string; readonly cases: Readonly<Record<string, Shape>> };

/** In the order in which they are checked; a list, because it is walked for every row. */
type Fields = readonly (readonly [string, Shape])[];

/** Short constructors, so that a shape reads like the type it guards. */
export const int = (min: number, max: number): Shape => ({ is: 'int', min, max });
export const text = (max: number): Shape => ({ is: 'text', max });
export const bool: Shape = { is: 'bool' };
export const oneOf = (...values: readonly (string | number)[]): Shape => ({ is: 'one_of', values });
export const nullable = (of: Shape): Shape => ({ is: 'nullable', of });
export const list = (of: Shape, max: number): Shape => ({ is: 'list', of, max });
export const record = (fields: Readonly<Record<string, Shape>>): Shape => ({ is: 'record', fields: Object.entries(fields) });
export const tagged = (tag: string, cases: Readonly<Record<string, Shape>>): Shape => ({ is: 'tagged', tag, cases });

const fault = (code: string, message: string): Fault => ({ pointer: '', code, message });
const within = (key: string | number, inner: Fault): Fault => ({ ...inner, pointer: `/${key}${inner.pointer}` });

/**
 * The first place where `value` is not of `shape`, or null. Unknown fields are ignored. O(size of the value), which the bounds of
 * the shape limit: a list too long is refused before its entries are looked at.
 */
export function misshape(value: unknown, shape: Shape): Fault | null {
  switch (shape.is) {
    case 'int':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return fault('not_an_integer', 'Give a whole number.');
      if (value >= shape.min && value <= shape.max) return null;
      return fault('out_of_range', `Give a number from ${shape.min} to ${shape.max}.`);
    case 'text':
      if (typeof value === 'string' && value.length > 0 && value.length <= shape.max) return null;
      return fault('not_a_text', `Give a text of 1 to ${shape.max} characters.`);
    case 'bool':
      return typeof value === 'boolean' ? null : fault('not_a_boolean', 'Give true or false.');
    case 'one_of':
      return shape.values.some((allowed) => allowed === value)
        ? null
        : fault('not_allowed', `Give one of: ${shape.values.join(', ')}.`);
    case 'nullable':
      return value === null ? null : misshape(value, shape.of);
    case 'list':
      return misshapenList(value, shape.of, shape.max);
    case 'record':
      return misshapenRecord(value, shape.fields);
    case 'tagged': {
      if (!isRecord(value)) return fault('not_an_object', 'Give an object.');
      const tag = value[shape.tag];
      const fitting = typeof tag === 'string' && Object.hasOwn(shape.cases, tag) ? shape.cases[tag] : undefined;
      if (fitting !== undefined) return misshape(value, fitting);
      return within(shape.tag, fault('not_allowed', `Give one of: ${Object.keys(shape.cases).join(', ')}.`));
    }
  }
}

function misshapenList(value: unknown, of: Shape, max: number): Fault | null {
  if (!Array.isArray(value)) return fault('not_a_list', 'Give a list.');
  if (value.length > max) return fault('too_many', `Give at most ${max} entries; this list has ${value.length}.`);
  for (let index = 0; index < value.length; index += 1) {
    const inner = misshape(value[index], of);
    if (inner !== null) return within(index, inner);
  }
  return null;
}

function misshapenRecord(value: unknown, fields: Fields): Fault | null {
  if (!isRecord(value)) return fault('not_an_object', 'Give an object.');
  for (const [key, of] of fields) {
    const inner = misshape(value[key], of);
    if (inner !== null) return within(key, inner);
  }
  return null;
}
