import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { features } from '#api/features';
import { openApiDocument } from '#api/http/openapi';
import { schemaSource, webSchemaHeader } from '../tests/support/api-schema';

/** Writes api/openapi.json and the web client's types from the route declarations. */
async function main(): Promise<void> {
  const root = join(__dirname, '..');
  const document = openApiDocument(features.flat());
  await writeFile(join(root, 'api/openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(join(root, 'web/src/api/schema.gen.ts'), webSchemaHeader + (await schemaSource(document)));
  console.log(`api/openapi.json and web/src/api/schema.gen.ts: ${Object.keys(document.paths).length} paths, ${Object.keys(document.components.schemas).length} objects`);
}

void main();
