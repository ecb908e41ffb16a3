import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/** Runs a program with this terminal's output; resolves with its exit code (1 when a signal ended it). */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a program and keeps what it prints, for showing it only when it fails. */
export function capture(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Says every few seconds that a long step is still going on, from the second second on. */
export async function withProgress(what, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  let said = false;
  const say = () => {
    said = true;
    process.stderr.write(`  ${what} … ${seconds()} s\n`);
  };
  const first = setTimeout(say, 2_000);
  const timer = setInterval(say, 10_000);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(timer);
    if (said) process.stderr.write(`  ${what}: done in ${seconds()} s\n`);
  }
}

/** Ends with the sentence alone: a stack trace tells a person who starts a product nothing. */
export function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
