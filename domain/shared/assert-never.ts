/**
 * Marks the unreachable branch of an exhaustive `switch`: a new union member makes the call a type error.
 * Throws when data from outside still gets here, naming the value.
 */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
