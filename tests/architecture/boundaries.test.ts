import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { projectRoot } from '#embedded/project-root';

const root = projectRoot();
const tiers = ['domain', 'core', 'api', 'activities', 'workflows', 'temporal-config', 'migrations', 'embedded', 'web/src'];

function cruise(cwd: string, folders: readonly string[]): { ok: boolean; output: string } {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const result = spawnSync(process.execPath, [program, '--config', '.dependency-cruiser.cjs', ...folders], {
    cwd,
    encoding: 'utf8',
  });
  return { ok: result.status === 0, output: `${result.stdout}${result.stderr}` };
}

/** One planted file per wall: what it holds and which rule must name it. */
const planted: readonly { rule: string; file: string; source: string; also?: Record<string, string> }[] = [
  {
    rule: 'domain-is-pure',
    file: 'domain/planted/clock.ts',
    source: `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n`,
  },
  {
    rule: 'workflow-sandbox',
    file: 'workflows/planted/planted.workflow.ts',
    source: `import { x } from '../../core/planted/thing';\nexport const y = x;\n`,
    also: { 'core/planted/thing.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'core-below-adapters',
    file: 'core/planted/up.ts',
    source: `import { x } from '../../api/planted/thing';\nexport const y = x;\n`,
    also: { 'api/planted/thing.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'api-no-activities',
    file: 'api/planted/act.ts',
    source: `import { x } from '../../activities/planted/thing';\nexport const y = x;\n`,
    also: { 'activities/planted/thing.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'activities-no-api',
    file: 'activities/planted/act.ts',
    source: `import { x } from '../../api/planted/thing';\nexport const y = x;\n`,
    also: { 'api/planted/thing.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'web-only-domain',
    file: 'web/src/planted/reach.ts',
    source: `import { x } from '../../../core/planted/thing';\nexport const y = x;\n`,
    also: { 'core/planted/thing.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'server-no-web',
    file: 'core/planted/reach.ts',
    source: `import { x } from '../../web/src/planted/thing';\nexport const y = x;\n`,
    also: { 'web/src/planted/thing.ts': 'export const x = 1;\n' },
  },
  { rule: 'orm-in-persistence', file: 'core/planted/raw.ts', source: `import { Client } from 'pg';\nexport const y = Client;\n` },
  {
    rule: 'entity-stays-in-core',
    file: 'api/planted/row.ts',
    source: `import { x } from '../../core/planted/thing.repository';\nexport const y = x;\n`,
    also: { 'core/planted/thing.repository.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'core-feature-privacy',
    file: 'core/other/reach.ts',
    source: `import { x } from '../planted/thing.repository';\nexport const y = x;\n`,
    also: { 'core/planted/thing.repository.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'api-feature-privacy',
    file: 'api/other/reach.ts',
    source: `import { x } from '../planted/thing';\nexport const y = x;\n`,
    also: { 'api/planted/thing.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'web-feature-privacy',
    file: 'web/src/features/other/reach.ts',
    source: `import { x } from '../planted/thing';\nexport const y = x;\n`,
    also: { 'web/src/features/planted/thing.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'core-level-1',
    file: 'core/organizations/up.ts',
    source: `import { x } from '../treatment-plans/thing';\nexport const y = x;\n`,
    also: { 'core/treatment-plans/thing.ts': 'export const x = 1;\n' },
  },
  {
    rule: 'no-circular',
    file: 'core/planted/one.ts',
    source: `import { b } from './two';\nexport const a = () => b;\n`,
    also: { 'core/planted/two.ts': `import { a } from './one';\nexport const b = () => a;\n` },
  },
  { rule: 'not-to-unresolvable', file: 'core/planted/lost.ts', source: `import { x } from './nowhere';\nexport const y = x;\n` },
  {
    rule: 'no-test-imports',
    file: 'core/planted/uses-test.ts',
    source: `import { x } from './thing.test';\nexport const y = x;\n`,
    also: { 'core/planted/thing.test.ts': 'export const x = 1;\n' },
  },
];

describe('the walls between tiers and features', () => {
  it('hold in the whole tree', () => {
    const { ok, output } = cruise(root, tiers);
    expect(ok ? '' : output).toBe('');
  }, 120_000);

  it('catch one planted violation each, so that no rule is asleep', () => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    const folder = mkdtempSync(join(root, '.cache', 'planted-'));
    try {
      for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
        cpSync(join(root, name), join(folder, name));
      }
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      for (const { file, source, also = {} } of planted) {
        for (const [path, text] of Object.entries({ ...also, [file]: source })) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
      }
      const { output } = cruise(folder, ['domain', 'core', 'api', 'activities', 'workflows', 'web/src']);
      for (const { rule, file } of planted) expect(output).toMatch(new RegExp(`error ${rule}: ${file.replaceAll('.', '[.]')}`));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
