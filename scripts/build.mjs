import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rememberBuilt, staleParts } from './lib/build-state.mjs';
import { buildWorkflowBundle } from './lib/bundle-build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { inRoot } from './lib/root.mjs';
import { fail, withProgress } from './lib/run.mjs';
import { buildServer } from './lib/server-build.mjs';
import { buildWeb } from './lib/web-build.mjs';

const builders = {
  server: ['Compiling the server', buildServer],
  bundle: ['Bundling the workflows', buildWorkflowBundle],
  web: ['Building the web', buildWeb],
};

const lockFolder = inRoot('dist', '.build', 'lock');

/** Two builds at once would tread on each other; the second waits, and a lock whose owner is gone is taken over. */
async function locked(work) {
  mkdirSync(inRoot('dist', '.build'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(`${lockFolder}/pid`, String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!ownerLives()) rmSync(lockFolder, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

function ownerLives() {
  try {
    process.kill(Number(readFileSync(`${lockFolder}/pid`, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

try {
  requireNode();
  await ensureInstalled();
  await locked(async () => {
    // One after the other: each of them fills both cores of a small machine by itself.
    for (const { name, hash } of staleParts()) {
      const [what, build] = builders[name];
      await withProgress(what, build);
      rememberBuilt(name, hash);
    }
  });
  process.exit(0);
} catch (error) {
  fail(error);
}
