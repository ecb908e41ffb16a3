import { AppError } from './errors';

/** What a position in a list is made of; the order of the list uses exactly these columns, the last one unique. */
export type CursorPart = 'id' | 'number' | 'text' | 'instant' | 'date';
type CursorValue<P extends CursorPart> = P extends 'id' | 'number' ? number : string;
export type CursorValues<S extends readonly CursorPart[]> = { -readonly [K in keyof S]: CursorValue<S[K]> };

/** Longest cursor that is decoded; list DTOs bound it the same way. */
const maxCursorLength = 500;

const tests: Record<CursorPart, (value: unknown) => boolean> = {
  id: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  text: (value) => typeof value === 'string' && !value.includes('\0'),
  instant: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT[\d:.]{5,15}(Z|[+-]\d\d(:?\d\d)?)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
};

/**
 * Decodes the `cursor` of a list query. Cursors are opaque to callers but not secret: every part is checked, row-level security does the rest.
 * @returns null for the first page
 * @throws AppError `validation_failed` with pointer `/cursor` when it was not made by {@link writeCursor} for this shape
 */
export function readCursor<const S extends readonly CursorPart[]>(cursor: string | undefined, shape: S): CursorValues<S> | null {
  if (cursor === undefined) return null;
  const values = decode(cursor);
  if (!Array.isArray(values) || values.length !== shape.length || !shape.every((part, index) => tests[part](values[index]))) {
    throw new AppError('validation_failed', {
      detail: 'The cursor does not belong to this list. Start again without a cursor.',
      errors: [
        {
          pointer: '/cursor',
          code: 'cursor',
          message: 'Use the next_cursor of the page before, or leave it out to start again.',
        },
      ],
    });
  }
  return values as CursorValues<S>; // each element was tested against its part
}

function decode(cursor: string): unknown {
  if (cursor.length > maxCursorLength || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null; // not JSON: the caller's refusal says what to do
  }
}

/** Encodes a position: base64url of a JSON array. Dates become ISO strings. */
export function writeCursor(values: readonly (string | number | Date)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Cuts a page out of `limit + 1` selected rows. O(limit).
 * @param key the row's position, in the order of the shape given to {@link readCursor}
 */
export function pageOf<R>(
  rows: readonly R[],
  limit: number,
  key: (row: R) => readonly (string | number | Date)[],
): { rows: R[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, nextCursor: rows.length > limit && last !== undefined ? writeCursor(key(last)) : null };
}
