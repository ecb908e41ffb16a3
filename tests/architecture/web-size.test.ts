import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { projectRoot } from '#embedded/project-root';

const LIMIT_KB = 150;
const web = join(projectRoot(), 'dist', 'web');
const assets = join(web, 'assets');

/** The file of a module, found by the name Vite gives its chunk. */
const chunkOf = (name: string): string => {
  const found = readdirSync(assets).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));
  if (found.length !== 1) throw new Error(`dist/web/assets has ${found.length} chunks of ${name}: ${found.join(', ')}`);
  return found[0] ?? '';
};

/** What a chunk imports before its first line runs: `import … from "./x.js"` and bare `import "./x.js"`, never `import(…)`. */
const staticImports = (file: string): string[] => {
  const text = readFileSync(join(assets, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
};

const shellScripts = (): string[] => {
  const html = readFileSync(join(web, 'index.html'), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
};

const closure = (roots: readonly string[]): Set<string> => {
  const seen = new Set<string>();
  const queue = [...roots];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    queue.push(...staticImports(file));
  }
  return seen;
};

const brotliBytes = (file: string): number =>
  brotliCompressSync(readFileSync(join(assets, file)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** The words of a route are fetched as scripts of their own; those of Today are told by their text. */
const messagesOfToday = (): string[] =>
  readdirSync(assets).filter(
    (file) => /^en-.*\.js$/.test(file) && readFileSync(join(assets, file), 'utf8').includes('Start session'),
  );

describe('the size of the web app', () => {
  it('has been built', () => {
    expect(existsSync(join(web, 'index.html'))).toBe(true);
  });

  it(`loads at most ${LIMIT_KB} kB of JavaScript (brotli) for the patient’s Today page`, () => {
    const files = closure([...shellScripts(), chunkOf('PatientLayout'), chunkOf('TodayPage'), ...messagesOfToday()]);
    const sizes = [...files].map((file) => ({ file, bytes: brotliBytes(file) })).sort((a, b) => b.bytes - a.bytes);
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
    expect({ largest: sizes.slice(0, 8), total, fits: total <= LIMIT_KB }).toMatchObject({ fits: true });
  });

  it('keeps the console, its charts and the builder out of what a patient loads', () => {
    const files = [...closure([...shellScripts(), chunkOf('PatientLayout'), chunkOf('TodayPage')])].join(' ');
    for (const name of ['ConsoleLayout', 'HomePage', 'ApprovalsPage', 'PatientsPage', 'BuilderPage']) {
      expect(files).not.toContain(`${name}-`);
    }
  });
});
