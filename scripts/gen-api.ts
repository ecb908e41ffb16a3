import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { features } from '#api/features';
import { openApiDocument } from '#api/http/openapi';
import { webSchema } from './web-schema';

/** Writes api/openapi.json and the web client's types from the route declarations. */
async function main(): Promise<void> {
  const root = join(__dirname, '..');
  const document = openApiDocument(features.flat());
  const types = join(root, 'web/src/api/schema.gen.ts');
  await mkdir(dirname(types), { recursive: true });
  await writeFile(join(root, 'api/openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(types, await webSchema(document));
  console.log(
    `api/openapi.json, web/src/api/schema.gen.ts: ${Object.keys(document.paths).length} paths, ${Object.keys(document.components.schemas).length} objects`,
  );
}

void main();
