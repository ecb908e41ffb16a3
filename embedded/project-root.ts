import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Folder of the product's package.json. The same source runs from the checkout and from `dist/server`,
 * whose own package.json only maps imports and carries no name, so the search goes up to the named one.
 */
export function projectRoot(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && /"name"\s*:\s*"pathwell"/.test(readFileSync(manifest, 'utf8'))) return folder;
    if (dirname(folder) === folder) throw new Error(`No Pathwell package.json above ${from}.`);
  }
}
