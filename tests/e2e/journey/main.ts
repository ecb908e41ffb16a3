import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { resolveChromium } from '#embedded/chromium';
import { projectRoot } from '#embedded/project-root';
import { playJourney } from './journey';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { 'base-url': { type: 'string', default: 'http://127.0.0.1:4000' } } });
  const chromium = await resolveChromium({ onProgress: (message) => process.stderr.write(`  ${message}\n`) });
  const started = Date.now();
  const folder = join(projectRoot(), '.artifacts', 'journey');
  const { passed, failed } = await playJourney({ baseUrl: values['base-url'], chromium, folder, say });
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  say(`${passed} steps passed, ${failed.length} failed in ${seconds} s; pictures in .artifacts/journey`);
  return failed.length === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
