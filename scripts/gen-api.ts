import 'reflect-metadata';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { features } from '#api/features';
import { openApiDocument } from '#api/http/openapi';
import { webSchema } from './web-schema';

/** Writes api/openapi.json and the web client's types from the route declarations; with --check only says whether they are current. */
async function main(check: boolean): Promise<void> {
  const root = join(__dirname, '..');
  const document = openApiDocument(features.flat());
  const files = new Map([
    [join(root, 'api/openapi.json'), `${JSON.stringify(document, null, 2)}\n`],
    [join(root, 'web/src/api/schema.gen.ts'), await webSchema(document)],
  ]);
  for (const [path, text] of files) {
    const name = path.slice(root.length + 1);
    if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
    if (check) {
      console.error(`${name} is not what the routes declare. Run npm run gen:api and commit it.`);
      process.exitCode = 1;
      continue;
    }
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    console.log(`${name} written`);
  }
  console.log(`${Object.keys(document.paths).length} paths, ${Object.keys(document.components.schemas).length} objects`);
}

main(process.argv.includes('--check')).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
