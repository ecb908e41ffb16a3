import type { FieldError } from '#core/kernel/errors';

/** Deeper than any document of ours; deeper ones only cost stack. */
export const maxDepth = 20;
const maxErrors = 20;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Finds what no DTO could ever want: NUL and broken surrogates (Postgres refuses both), integers that JavaScript already rounded,
 * infinities, keys that reach prototypes, documents deeper than {@link maxDepth}. O(size); stops after 20 findings.
 */
export function findHostileValues(value: unknown): FieldError[] {
  const errors: FieldError[] = [];
  walk(value, '', 0, errors);
  return errors;
}

function walk(value: unknown, pointer: string, depth: number, errors: FieldError[]): void {
  if (errors.length >= maxErrors) return;
  if (typeof value === 'string') checkText(value, pointer, errors);
  else if (typeof value === 'number') checkNumber(value, pointer, errors);
  else if (typeof value === 'object' && value !== null) {
    if (depth >= maxDepth) {
      errors.push({ pointer, code: 'too_deep', message: `Nest at most ${maxDepth} levels.` });
      return;
    }
    if (Array.isArray(value)) value.forEach((item, index) => walk(item, `${pointer}/${index}`, depth + 1, errors));
    else walkMembers(value, pointer, depth, errors);
  }
}

function walkMembers(value: object, pointer: string, depth: number, errors: FieldError[]): void {
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${escapePointer(key)}`;
    if (forbiddenKeys.has(key)) {
      errors.push({ pointer: at, code: 'forbidden_name', message: 'Leave this field out: the name is reserved.' });
    } else if (key.length > 200) {
      errors.push({ pointer, code: 'name_too_long', message: 'Use field names of at most 200 characters.' });
    } else {
      checkText(key, at, errors);
      walk(member, at, depth + 1, errors);
    }
  }
}

function checkText(value: string, pointer: string, errors: FieldError[]): void {
  if (value.includes('\0')) errors.push({ pointer, code: 'nul_character', message: 'Remove the NUL character.' });
  else if (/\p{Surrogate}/u.test(value)) {
    errors.push({ pointer, code: 'broken_text', message: 'Remove the half surrogate: the text is not valid Unicode.' });
  }
}

function checkNumber(value: number, pointer: string, errors: FieldError[]): void {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    errors.push({ pointer, code: 'unsafe_number', message: 'Use a number between -9007199254740991 and 9007199254740991.' });
  }
}

/** RFC 6901. Keys come from the caller, so they are cut before they are echoed. */
export function escapePointer(key: string): string {
  return key.slice(0, 200).replaceAll('\0', '').replaceAll('~', '~0').replaceAll('/', '~1');
}
