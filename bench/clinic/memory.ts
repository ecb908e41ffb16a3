import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from '../measure';
import { within } from './figures';

const MEGABYTE = 1024 * 1024;

/** What a run over three centres and 42 days with all rules holds beyond an idle process that knows the problem. */
export function benchMemory(): Figure[] {
  const script = join(__dirname, 'memory-child.ts');
  const output = execFileSync(process.execPath, ['--expose-gc', '-r', '@swc-node/register', script], { encoding: 'utf8' });
  // Written by the child of this bench.
  const { held, peak, sessions } = JSON.parse(output) as { held: number; peak: number; sessions: number };
  return [
    within('C8 memory held, three centres × 42 days', held / MEGABYTE, 50, 'MB', sessions),
    within('C8 peak of the process, garbage included', peak / MEGABYTE, 50, 'MB', sessions),
  ];
}
