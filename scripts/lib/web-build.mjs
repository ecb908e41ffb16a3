import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { writeWhole } from './build-state.mjs';
import { inRoot } from './root.mjs';

const compress = promisify(brotliCompress);
const TEXT = /\.(js|mjs|css|html|svg|json|webmanifest|txt|wasm)$/;
/** Below this a response fits into one packet anyway. */
const WORTH_BYTES = 1024;

/** Builds the web into a folder beside, compresses it, and swaps: a running product never serves half a build. */
export async function buildWeb() {
  const { build } = await import('vite');
  const draft = inRoot('dist', 'web.new');
  rmSync(draft, { recursive: true, force: true });
  await build({
    root: inRoot('web'),
    configFile: inRoot('web', 'vite.config.mts'),
    mode: 'production',
    logLevel: 'warn',
    build: { outDir: draft, emptyOutDir: true },
  });
  await precompress(draft);
  const target = inRoot('dist', 'web');
  const old = inRoot('dist', 'web.old');
  rmSync(old, { recursive: true, force: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(draft, target);
  rmSync(old, { recursive: true, force: true });
}

async function precompress(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const content = readFileSync(file);
      if (content.length < WORTH_BYTES) return;
      const packed = await compress(content, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
      });
      if (packed.length < content.length) writeWhole(`${file}.br`, packed);
    }),
  );
}
