import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { PlannerOptions } from '../planner/options';

/** What the peer answers; times in ms from the start of its process. */
export interface PeerResult {
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  readonly objective: number | null;
  readonly starts: readonly number[] | null;
  readonly trace: readonly (readonly [number, number])[];
  /** Part of all times: the process and its libraries, before the file was opened. */
  readonly start_ms: number;
  readonly wall_ms: number;
}

const version = '9.15.6755';
const root = resolve(__dirname, '..', '..');
const venv = join(root, '.cache', 'bench-peers', 'venv');
const python = join(venv, 'bin', 'python');
const run = promisify(execFile);

/** Makes the Python environment of the peer where it is missing (PyPI, some 100 MB, once). */
export function ensureCpSat(): void {
  if (existsSync(python)) return;
  console.error(`Installing OR-Tools ${version} into .cache/bench-peers …`);
  mkdirSync(venv, { recursive: true });
  execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '-q', `ortools==${version}`], { stdio: 'inherit' });
}

/** One run in its own process; `limitFrom` says whether starting the process counts against the seconds. */
export async function runCpSat({ set, seconds, threads, seed, limitFrom }: PlannerOptions, file: string): Promise<PeerResult> {
  const script = join(root, 'bench', 'peers', 'cp_sat_project.py');
  const { stdout } = await run(python, [script, set, file, String(seconds), String(threads), String(seed), limitFrom], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as PeerResult; // written by the script beside this file
}
