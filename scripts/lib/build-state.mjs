import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, root } from './root.mjs';

/** Folders that run on the server. */
export const serverTiers = ['domain', 'core', 'api', 'activities', 'workflows', 'temporal-config', 'migrations', 'embedded'];

const isTest = (path) => /\.test\.[cm]?tsx?$/.test(path);
const isNote = (path) => path.endsWith('.md');

/** What each built part is made from; a part whose main file does not exist is left out. */
const parts = {
  server: { inputs: [...serverTiers, '.swcrc', 'scripts/lib/server-build.mjs'], output: 'dist/server', needs: null },
  bundle: {
    inputs: ['workflows', 'domain', 'temporal-config', 'package-lock.json', 'scripts/lib/bundle-build.mjs'],
    output: 'dist/workflow-bundle.js',
    needs: 'workflows/index.ts',
  },
  web: {
    inputs: ['web', 'domain', 'package-lock.json', 'scripts/lib/web-build.mjs'],
    output: 'dist/web',
    needs: 'web/index.html',
  },
};

/** Every input file of one tier list, sorted, tests and notes left out. */
export function inputFiles(inputs) {
  const files = inputs.flatMap((input) => walk(inRoot(input)));
  return files.filter((file) => !isTest(file) && !isNote(file)).toSorted();
}

function walk(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.name === 'node_modules' || entry.name === 'dist' || entry.name === '.vite' ? [] : walk(join(path, entry.name)),
    );
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

export function hashFile(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function hashPart(name) {
  const hash = createHash('sha256');
  for (const file of inputFiles(parts[name].inputs)) hash.update(`${relative(root, file)}\0${hashFile(file)}\n`);
  return hash.digest('hex');
}

/** Names of the parts whose sources changed since they were built, with the hash to remember afterwards. */
export function staleParts() {
  const stale = [];
  for (const [name, part] of Object.entries(parts)) {
    if (part.needs !== null && !existsSync(inRoot(part.needs))) continue;
    const hash = hashPart(name);
    if (!existsSync(inRoot(part.output)) || readState(name) !== hash) stale.push({ name, hash });
  }
  return stale;
}

const stateFile = (name) => inRoot('dist', '.build', `${name}.hash`);

function readState(name) {
  return existsSync(stateFile(name)) ? readFileSync(stateFile(name), 'utf8') : '';
}

export function rememberBuilt(name, hash) {
  mkdirSync(inRoot('dist', '.build'), { recursive: true });
  writeWhole(stateFile(name), hash);
}

/** A file is there whole or not at all, also for a product that runs from the same folder. */
export function writeWhole(path, content) {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}
