import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder of the public instances, which are not part of the product; null where it is absent, with the reason on the console. */
export function schedulingFixtures(): string | null {
  const folder = resolve(
    process.env['PATHWELL_SCHEDULING_FIXTURES'] ?? resolve(__dirname, '../../../../shared/fixtures/scheduling'),
  );
  if (existsSync(folder)) return folder;
  process.stderr.write(
    `SKIPPED: public scheduling instances are not at ${folder}. Name their folder in PATHWELL_SCHEDULING_FIXTURES.\n`,
  );
  return null;
}
