import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { hashFile, inputFiles, serverTiers, writeWhole } from './build-state.mjs';
import { inRoot, root } from './root.mjs';

const out = (...parts) => inRoot('dist', 'server', ...parts);
const manifestFile = inRoot('dist', '.build', 'server-files.json');

/** Transpiles what changed, copies other files (SQL, JSON), removes what is gone, and maps the `#tier/…` imports to .js. */
export async function buildServer() {
  const { transformFile } = await import('@swc/core');
  const config = hashFile(inRoot('.swcrc'));
  const before = readManifest(config);
  const after = {};
  const work = [];
  for (const file of inputFiles(serverTiers)) {
    const path = relative(root, file);
    after[path] = hashFile(file);
    if (before[path] !== after[path] || !existsSync(out(target(path)))) work.push(path);
  }
  for (const path of Object.keys(before)) {
    if (after[path] === undefined) for (const file of [target(path), `${target(path)}.map`]) rmSync(out(file), { force: true });
  }
  for (const folder of new Set(work.map((path) => dirname(out(path))))) mkdirSync(folder, { recursive: true });
  await Promise.all(work.map((path) => (isSource(path) ? transpile(transformFile, path) : cp(inRoot(path), out(path)))));
  writeWhole(out('package.json'), manifestOfOutput());
  removeEmpty(out());
  mkdirSync(dirname(manifestFile), { recursive: true });
  writeSearchAttributes();
  writeWhole(manifestFile, JSON.stringify({ config, files: after }));
  return work.length;
}

const isSource = (path) => path.endsWith('.ts') && !path.endsWith('.d.ts');
const target = (path) => (isSource(path) ? path.replace(/\.ts$/, '.js') : path);

async function transpile(transformFile, path) {
  const { code, map } = await transformFile(inRoot(path), {
    cwd: root,
    root,
    sourceFileName: relative(dirname(out(path)), inRoot(path)),
  });
  const file = out(target(path));
  writeWhole(file, map === undefined ? code : `${code}\n//# sourceMappingURL=${file.split('/').at(-1)}.map\n`);
  if (map !== undefined) writeWhole(`${file}.map`, withoutSources(map));
}

/** The sources lie beside the build; carrying their text again would only cost memory. */
function withoutSources(map) {
  const { sourcesContent: _text, ...rest } = JSON.parse(map);
  return JSON.stringify(rest);
}

function manifestOfOutput() {
  const { imports } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const mapped = Object.fromEntries(Object.entries(imports).map(([name, path]) => [name, path.replace(/\.ts$/, '.js')]));
  return `${JSON.stringify({ type: 'commonjs', imports: mapped }, null, 2)}\n`;
}

/** For the supervisor, which must know the list and must not load the SDK to learn it. */
function writeSearchAttributes() {
  const { SEARCH_ATTRIBUTES } = createRequire(import.meta.url)(out('temporal-config', 'search-attributes.js'));
  const list = SEARCH_ATTRIBUTES.map(({ name, type }) => ({ name, type }));
  writeWhole(inRoot('dist', 'search-attributes.json'), `${JSON.stringify(list, null, 2)}\n`);
}

function readManifest(config) {
  if (!existsSync(manifestFile)) return {};
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  return manifest.config === config ? manifest.files : {};
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
