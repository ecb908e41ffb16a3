import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { features } from '#api/features';
import { openApiDocument } from '#api/http/openapi';

const run = promisify(execFile);
const root = join(__dirname, '..', '..');

it('the committed OpenAPI document and web types are the ones the routes declare', async () => {
  // A process of its own, because the generator of the web types is ESM inside.
  const env = { ...process.env, NODE_ENV: 'test' };
  await run(process.execPath, ['-r', '@swc-node/register', join(root, 'scripts/gen-api.ts'), '--check'], { cwd: root, env });
}, 60_000);

it('every reference in the document leads somewhere', () => {
  const document = openApiDocument(features.flat());
  const refs = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(refs.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
});
