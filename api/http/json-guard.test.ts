import { findHostileValues } from './json-guard';

const codes = (value: unknown): string[] => findHostileValues(value).map((error) => `${error.pointer} ${error.code}`);

it('lets ordinary documents through', () => {
  expect(codes({ name: 'Zoë 🙂', list: [1, -2.5, null, true], nested: { '': '' }, big: Number.MAX_SAFE_INTEGER })).toEqual([]);
});

it('names each hostile value with its pointer', () => {
  expect(codes({ a: ['x', 'b\0'], 'c/d~e': 2 ** 60, half: '\udc00' })).toEqual([
    '/a/1 nul_character',
    '/c~1d~0e unsafe_number',
    '/half broken_text',
  ]);
});

it('finds keys that reach prototypes and keys that cannot be stored', () => {
  expect(codes(JSON.parse('{"a":{"__proto__":{}},"constructor":1}'))).toEqual([
    '/a/__proto__ forbidden_name',
    '/constructor forbidden_name',
  ]);
  expect(codes({ ['k'.repeat(201)]: 1 })).toEqual([' name_too_long']);
  expect(codes({ 'n\0': 1 })).toEqual(['/n nul_character']);
});

it('stops after twenty findings and at twenty levels, also for a document made to exhaust it', () => {
  expect(findHostileValues(Array(1000).fill('\0'))).toHaveLength(20);
  let deep: unknown = 1;
  for (let level = 0; level < 5000; level += 1) deep = [deep];
  expect(findHostileValues(deep)).toHaveLength(1);
});
