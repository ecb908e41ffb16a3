import { ensureInstalled, requireNode } from './lib/install.mjs';
import { inRoot } from './lib/root.mjs';
import { fail, run } from './lib/run.mjs';

// Runs one installed tool in any checkout, installing first when needed.
try {
  requireNode();
  await ensureInstalled();
  const [tool, ...args] = process.argv.slice(2);
  process.exit(await run(inRoot('node_modules', '.bin', tool), args));
} catch (error) {
  fail(error);
}
