import { staleParts } from './lib/build-state.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { inRoot } from './lib/root.mjs';
import { run } from './lib/run.mjs';

/** Brings a checkout to the point where the product can run: packages installed and everything built. */
export async function bootstrap({ build = true } = {}) {
  requireNode();
  await ensureInstalled();
  if (!build || staleParts().length === 0) return;
  // A process of its own: bundlers leave hundreds of megabytes behind, which the supervisor would carry for good.
  const code = await run(process.execPath, [inRoot('scripts', 'build.mjs')]);
  if (code !== 0) throw new Error('The build failed; see above.');
}
