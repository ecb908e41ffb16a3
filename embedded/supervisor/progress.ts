/** Shown only when a step takes long enough for a person to wonder. */
const QUIET_MS = 2_000;

/** Runs a step; says what is going on when it lasts more than two seconds, and again how long it took. */
export async function step<T>(what: string, work: () => Promise<T>, print: (line: string) => void): Promise<T> {
  const started = Date.now();
  let said = false;
  const timer = setInterval(() => {
    print(`  ${what} … ${Math.round((Date.now() - started) / 1000)} s`);
    said = true;
  }, QUIET_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (said) print(`  ${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}
