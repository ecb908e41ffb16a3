import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '#core/kernel/config';
import { withClient } from '#embedded/postgres/cluster';
import { pause, type Product } from '#tests/support/product';

/** What the database says, past every wall. */
export async function rows<T extends object>(product: Product, sql: string, params: readonly unknown[] = []): Promise<T[]> {
  return withClient(loadConfig(product.env()).database.systemUrl, async (client) => {
    const result = await client.query<T>(sql, [...params]);
    return result.rows;
  });
}

/** Reads until nothing is left over or time is up; what is left then. */
export async function leftOver<T extends object>(
  product: Product,
  limitMs: number,
  sql: string,
  params: readonly unknown[] = [],
): Promise<T[]> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await rows<T>(product, sql, params);
    if (found.length === 0 || Date.now() > end) return found;
    await pause(500);
  }
}

/** The Message-ID of every mail that arrived, copies included. */
export async function mailIds(product: Product): Promise<string[]> {
  const folder = loadConfig(product.env()).mail.inboxFolder ?? '';
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? '');
}
