import { existsSync } from 'node:fs';
import { bootstrap } from './bootstrap.mjs';
import { serverTiers, staleParts } from './lib/build-state.mjs';
import { inRoot } from './lib/root.mjs';
import { fail, run } from './lib/run.mjs';

// Runs one TypeScript tool: from the build when that is up to date (starts in a fraction of the time), else from its source.
try {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined) throw new Error('Name the file to run.');
  await bootstrap({ build: false });
  const built = inRoot('dist', 'server', file.replace(/\.ts$/, '.js'));
  const isFresh =
    serverTiers.some((tier) => file.startsWith(`${tier}/`)) &&
    existsSync(built) &&
    !staleParts().some(({ name }) => name === 'server');
  const command = isFresh ? [built] : ['-r', '@swc-node/register', inRoot(file)];
  process.exit(await run(process.execPath, [...command, ...args], { env: { ...process.env, TZ: 'UTC' } }));
} catch (error) {
  fail(error);
}
