import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '#embedded/project-root';

const source = join(projectRoot(), 'web', 'src');
/** The first words of the keys: `app`, `builder`, `my` …; each part of the app has one. */
const roots = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith(join('locales', 'en.json')))
  .flatMap((file) => Object.keys(JSON.parse(readFileSync(join(source, file), 'utf8')) as object));
const key = new RegExp(String.raw`(?<![\w./@-])(?:${roots.join('|')})\.[a-z_]+(?:\.[\w-]+)+`, 'g');

/** Keys that stand on the screen where a text should: `builder.region.lower_back`. */
export async function rawKeys(page: Page): Promise<string[]> {
  const text = await page.locator('body').innerText();
  return [...new Set(text.match(key) ?? [])].map((one) => `${one} stands where a text should`);
}
