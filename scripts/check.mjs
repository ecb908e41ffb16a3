import { existsSync, readdirSync } from 'node:fs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { inRoot } from './lib/root.mjs';
import { capture, fail } from './lib/run.mjs';

const bin = (name) => inRoot('node_modules', '.bin', name);
const firstOf = (...files) => files.find((file) => existsSync(inRoot(file)));
const folders = [
  'domain',
  'core',
  'api',
  'activities',
  'workflows',
  'temporal-config',
  'migrations',
  'embedded',
  'web/src',
  'bench',
];
const present = (list) => list.filter((path) => existsSync(inRoot(path)));

const walls = firstOf('.dependency-cruiser.cjs', '.dependency-cruiser.js', 'dependency-cruiser.config.cjs');
const eslint = firstOf('eslint.config.mjs', 'eslint.config.js', 'eslint.config.cjs');
const knip = firstOf('knip.json', 'knip.jsonc', 'knip.ts');
const migrations = existsSync(inRoot('migrations', 'postgres'))
  ? readdirSync(inRoot('migrations', 'postgres'))
      .filter((name) => name.endsWith('.up.sql'))
      .map((name) => `migrations/postgres/${name}`)
  : [];

/** In the order in which a person wants to hear of a problem. A step whose configuration is absent is left out. */
const steps = [
  { name: 'format', when: true, tool: 'oxfmt', args: ['--check', '.'] },
  { name: 'lint', when: true, tool: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'types', when: true, tool: 'tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  {
    name: 'web types',
    when: existsSync(inRoot('web', 'tsconfig.json')),
    tool: 'vue-tsc',
    args: ['--noEmit', '-p', 'web/tsconfig.json'],
  },
  { name: 'walls', when: walls !== undefined, tool: 'depcruise', args: ['--config', walls ?? '', ...present(folders)] },
  { name: 'vue templates', when: eslint !== undefined, tool: 'eslint', args: ['--max-warnings', '0', 'web/**/*.vue'] },
  { name: 'dead code', when: knip !== undefined, tool: 'knip', args: [] },
  {
    name: 'sql',
    when: migrations.length > 0 && existsSync(inRoot('.squawk.toml')),
    tool: 'squawk',
    args: ['--config', '.squawk.toml', ...migrations],
  },
].filter(({ when }) => when);

async function runStep({ name, tool, args }) {
  const started = Date.now();
  const { code, output } = await capture(bin(tool), args, { env: { ...process.env, TZ: 'UTC', NO_COLOR: '1' } });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
  return code === 0;
}

/** Two at a time: the tools use one core each for most of their run. */
async function runAll() {
  const queue = [...steps];
  const results = [];
  const work = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) results.push(await runStep(step));
  };
  await Promise.all([work(), work()]);
  return results;
}

try {
  requireNode();
  await ensureInstalled();
  const started = Date.now();
  const results = await runAll();
  const failed = results.filter((passed) => !passed).length;
  process.stdout.write(`${results.length - failed} passed, ${failed} failed (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  fail(error);
}
