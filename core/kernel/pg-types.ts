import { types } from 'pg';

const int8 = 20;
const date = 1082;

/**
 * Row ids are JavaScript numbers everywhere (decisions P2). A value above 2^53 throws instead of losing digits.
 * Dates without a time stay `YYYY-MM-DD` strings: turning them into an instant would invent a time zone.
 */
export function installPgTypes(): void {
  types.setTypeParser(int8, toSafeNumber);
  types.setTypeParser(date, (value) => value);
}

function toSafeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError('bigint outside the safe integer range');
  return number;
}
