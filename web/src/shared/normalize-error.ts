/** Whatever was thrown, as an Error. */
export const normalizeError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
