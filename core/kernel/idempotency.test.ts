import { fingerprintOf } from './idempotency';

it('does not care about the order of fields or about absent ones', () => {
  expect(fingerprintOf({ a: 1, b: { c: [1, 2], d: undefined } })).toBe(fingerprintOf({ b: { c: [1, 2] }, a: 1 }));
});

it('tells everything else apart', () => {
  const values = [
    { a: 1 },
    { a: '1' },
    { a: null },
    {},
    { a: [1] },
    { a: [1, 2] },
    { a: [2, 1] },
    { a: { b: 1 } },
    { 'a":1,"b': 1 },
    [],
  ];
  expect(new Set(values.map(fingerprintOf)).size).toBe(values.length);
});
