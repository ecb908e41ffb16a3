import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './lib/root.mjs';

// Completes package-lock.json after `npm install`. A registry mirror that lacks the native packages of other platforms makes npm
// leave them out of the lock, and `npm ci` then refuses the whole lock, on every platform. An entry without integrity is enough
// for npm: here it is skipped because of its os and cpu, and where it fits it is fetched as usual.

const { satisfies, minVersion } = createRequire(import.meta.url)('semver');

const SYSTEMS = ['android', 'darwin', 'freebsd', 'netbsd', 'openbsd', 'openharmony', 'linux', 'sunos', 'aix', 'win32'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

/** Platform that a package's name tells, as npm writes it; `windows` and `universal` are other people's words for it. */
function platformOf(name) {
  const words = name.replace('windows', 'win32').split(/[-/_.]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor) || (processor === 'arm' && words.includes('armv7')));
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }) };
}

/** Place where a package at `path` would find `name`: its own folder first, then each folder above. */
function lookUp(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return null;
  }
}

export function completeLock(lock) {
  const { packages } = lock;
  const added = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const place = lookUp(packages, path, name);
      if (place !== null && satisfies(packages[place].version, range)) continue;
      const target = packages[`node_modules/${name}`] === undefined ? `node_modules/${name}` : `${path}/node_modules/${name}`;
      packages[target] = {
        version: minVersion(range).version,
        optional: true,
        ...(entry.dev && { dev: true }),
        ...platformOf(name),
      };
      added.push(target);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return added;
}

if (process.argv[1] === inRoot('scripts', 'complete-lock.mjs')) {
  const file = inRoot('package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = completeLock(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${added.length} entries added\n`);
}
