import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Tests on the public instances, which are not part of the product. Where their folder is absent the tests are skipped, and the reason
 * stands on the console and in the name of what is skipped.
 */
export function describeWithFixtures(name: string, tests: (folder: string) => void): void {
  const folder = resolve(
    process.env['PATHWELL_SCHEDULING_FIXTURES'] ?? resolve(__dirname, '../../../../shared/fixtures/scheduling'),
  );
  if (existsSync(folder)) {
    describe(name, () => tests(folder));
    return;
  }
  const reason = `the instances are not at ${folder}; name their folder in PATHWELL_SCHEDULING_FIXTURES`;
  process.stderr.write(`SKIPPED ${name}: ${reason}.\n`);
  describe.skip(`${name} (${reason})`, () => tests(folder));
}
