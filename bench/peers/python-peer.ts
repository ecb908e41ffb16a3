import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Peer, PlannerOptions } from '../planner/options';

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

/** The solvers that ours is held against: what is installed from PyPI or built, and the script that runs an instance. */
const PEERS = {
  'cp-sat': { name: 'CP-SAT', install: () => installPackage('ortools==9.15.6755'), script: 'cp_sat_project.py' },
  highs: { name: 'HiGHS', install: () => installPackage('highspy==1.16.0'), script: 'highs_project.py' },
  timefold: { name: 'Timefold', install: buildTimefold, script: 'timefold_project.py' },
} as const;

const root = resolve(__dirname, '..', '..');
const peers = join(root, '.cache', 'bench-peers');
const venv = join(peers, 'venv');
const python = join(venv, 'bin', 'python');
const run = promisify(execFile);

/** Makes the Python environment of a peer where it is missing (PyPI, up to 100 MB, once). */
export function ensurePeer(peer: Peer): void {
  if (!existsSync(python)) {
    mkdirSync(venv, { recursive: true });
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  }
  PEERS[peer].install();
}

/** What people call a peer. */
export const nameOf = (peer: Peer): string => PEERS[peer].name;

function installPackage(wanted: string): void {
  const installed = execFileSync(python, ['-m', 'pip', 'freeze'], { encoding: 'utf8' });
  if (installed.split('\n').includes(wanted)) return;
  console.error(`Installing ${wanted} into .cache/bench-peers …`);
  execFileSync(python, ['-m', 'pip', 'install', '-q', wanted], { stdio: 'inherit' });
}

/** Needs a Java development kit of version 17 and Maven, which no other part of the project needs. */
function buildTimefold(): void {
  const out = join(peers, 'timefold');
  if (existsSync(join(out, 'lib'))) return;
  console.error('Building the Timefold peer into .cache/bench-peers/timefold …');
  const pom = join(root, 'bench', 'peers', 'timefold', 'pom.xml');
  try {
    execFileSync('mvn', ['-q', '-B', '-f', pom, `-Dout=${out}`, 'package'], { stdio: 'inherit' });
  } catch {
    throw new Error('The Timefold peer could not be built. Install a Java development kit (17 or later) and Maven.');
  }
}

/** One run in its own process; `limitFrom` says whether starting the process counts against the seconds. */
export async function runPeer(
  { peer, set, seconds, threads, seed, limitFrom }: PlannerOptions,
  file: string,
): Promise<PeerResult> {
  const script = join(root, 'bench', 'peers', PEERS[peer].script);
  const { stdout } = await run(python, [script, set, file, String(seconds), String(threads), String(seed), limitFrom], {
    maxBuffer: 1 << 26,
  });
  // A solver may greet before it answers.
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as PeerResult; // written by the script beside this file
}

/** What the peer says about why an instance has no schedule, and about a set of parts it is given. */
export interface PeerCore {
  /** Parts the peer names; null when it did not prove infeasibility in its seconds. */
  readonly core_size: number | null;
  /** From the opened file. */
  readonly core_ms: number;
  /** Whether the parts the peer names really fail together. */
  readonly core_fails: boolean;
  /** Whether the given parts fail together, and how many of them are needed: without one of those the rest can hold. */
  readonly given_fails: boolean;
  readonly given_needed: number;
}

/** Parts of an instance by their places in the file. */
export interface InstanceParts {
  readonly activities: readonly number[];
  readonly lags: readonly number[];
}

/** The peer's core of one instance, and its verdict on the given parts, dropping each once. */
export async function runCpSatCore(
  { set, seconds, seed }: PlannerOptions,
  file: string,
  given: InstanceParts,
): Promise<PeerCore> {
  const script = join(root, 'bench', 'peers', 'cp_sat_core.py');
  const running = run(python, [script, set, file, String(seconds), String(seed)]);
  running.child.stdin?.end(JSON.stringify(given));
  const { stdout } = await running;
  return JSON.parse(stdout) as PeerCore; // written by the script beside this file
}
