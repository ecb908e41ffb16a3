import * as fc from 'fast-check';
import { pageOf, readCursor, writeCursor } from './cursor';

it('reads back what it wrote, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60, unit: 'grapheme' }).filter((text) => !text.includes('\0')),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      (text, id) => {
        expect(readCursor(writeCursor([text, id]), ['text', 'id'])).toEqual([text, id]);
      },
    ),
  );
});

it('keeps instants as ISO text and starts at the beginning without a cursor', () => {
  expect(readCursor(writeCursor([new Date('2026-11-21T09:00:00Z'), 3]), ['instant', 'id'])).toEqual([
    '2026-11-21T09:00:00.000Z',
    3,
  ]);
  expect(readCursor(undefined, ['id'])).toBeNull();
});

it('refuses cursors of another list, of another product, and none at all', () => {
  for (const wrong of [
    '',
    '!',
    'bm90IGpzb24',
    writeCursor(['a']),
    writeCursor([1, 2]),
    writeCursor([-1]),
    writeCursor([2 ** 60]),
    'x'.repeat(501),
  ]) {
    expect(() => readCursor(wrong, ['id'])).toThrow('does not belong to this list');
  }
  expect(() => readCursor(writeCursor(['2026-11-21; drop table', 1]), ['instant', 'id'])).toThrow();
  expect(() => readCursor(writeCursor(['a\0b', 1]), ['text', 'id'])).toThrow();
});

it('cuts the extra row off and points at the last one kept', () => {
  const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];
  const page = pageOf(rows, 2, (row) => [row.id]);
  expect(page.rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect(readCursor(page.nextCursor ?? '', ['id'])).toEqual([2]);
  expect(pageOf(rows, 3, (row) => [row.id]).nextCursor).toBeNull();
  expect(pageOf([], 3, () => []).nextCursor).toBeNull();
});
