import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { inRoot } from './root.mjs';
import { capture, withProgress } from './run.mjs';

const NEEDED = [20, 19];

/** Throws a sentence on a Node that is too old; written so that an old Node can read it. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  throw new Error(`Pathwell needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}.`);
}

const stampFile = inRoot('node_modules', '.pathwell-lock');

/** Installs exactly what package-lock.json names, when node_modules is missing or belongs to another lock. */
export async function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  if (isInstalled(lock)) return;
  if (existsSync(inRoot('node_modules')) && lstatSync(inRoot('node_modules')).isSymbolicLink()) {
    throw new Error(
      'node_modules is a link and belongs to another package-lock.json. Remove the link, or install where it points.',
    );
  }
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await withProgress('Installing packages', () =>
    capture(npm[0], args, { env: installEnv(), shell: process.platform === 'win32' }),
  );
  if (code !== 0) throw new Error(`npm ci failed:\n${output}`);
  writeFileSync(stampFile, lock);
}

/** Development packages are needed to build, whatever NODE_ENV says. */
function installEnv() {
  const { NODE_ENV: _mode, npm_config_omit: _omit, ...rest } = process.env;
  return { ...rest, npm_config_include: 'dev' };
}

function isInstalled(lock) {
  const marker = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(marker)) return false;
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === lock;
  // Installed by hand: npm writes its marker last, so a newer one means that it knows this lock.
  if (statSync(marker).mtimeMs < statSync(inRoot('package-lock.json')).mtimeMs) return false;
  writeFileSync(stampFile, lock);
  return true;
}
