import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from '../measure';
import { within } from './figures';

const MEGABYTE = 1024 * 1024;

/** Runs a script of this folder in a process of its own, with the collector to be called; its one line of JSON. */
function inChild(script: string): string {
  const args = ['--expose-gc', '-r', '@swc-node/register', join(__dirname, script)];
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

/** The first plan of as many sessions as are taken on at once: how long it takes, and the peak of its process from the start on. */
export function benchLargest(): Figure[] {
  // Written by the child of this bench.
  const { ms, peak, sessions, unplaced } = JSON.parse(inChild('largest-child.ts')) as Record<
    'ms' | 'peak' | 'sessions' | 'unplaced',
    number
  >;
  return [
    within('C10 the largest clinic, first plan', ms, 10_000, 'ms', sessions),
    within('C10 sessions without a place, each explained', unplaced, sessions, 'sessions', sessions),
    within('C10 peak of the process', peak / MEGABYTE, 512, 'MB', sessions),
  ];
}

/** What a run over three centres and 42 days with all rules holds beyond an idle process that knows the problem. */
export function benchMemory(): Figure[] {
  // Written by the child of this bench.
  const { held, peak, sessions } = JSON.parse(inChild('memory-child.ts')) as Record<'held' | 'peak' | 'sessions', number>;
  return [
    within('C8 memory held, three centres × 42 days', held / MEGABYTE, 50, 'MB', sessions),
    within('C8 peak of the process, garbage included', peak / MEGABYTE, 50, 'MB', sessions),
  ];
}
