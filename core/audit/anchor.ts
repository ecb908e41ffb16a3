import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#core/kernel/config';

/** The newest seal of each chain as this machine last saw it, outside the database. */
export type Anchor = Readonly<Record<string, { seal_number: number; hash: string }>>;

const folderOf = (config: Config): string => join(config.dataFolder, 'audit');
const fileOf = (config: Config): string => join(folderOf(config), 'anchor.json');

/**
 * A chain cannot show by itself that its newest end was cut off, so the ends are kept beside the database as well.
 * A missing or damaged file is an empty anchor: the chains are then checked by themselves alone.
 */
export async function readAnchor(config: Config): Promise<Anchor> {
  const text = await readFile(fileOf(config), 'utf8').catch(() => '{}');
  const parsed: unknown = parse(text);
  const ends = Object.entries(Object(parsed)).filter((entry): entry is [string, { seal_number: number; hash: string }] =>
    isEnd(entry[1]),
  );
  return Object.fromEntries(ends);
}

/** Merged into what is there; the file is replaced as a whole. */
export async function writeAnchor(config: Config, ends: Anchor): Promise<void> {
  const merged = { ...(await readAnchor(config)), ...ends };
  await mkdir(folderOf(config), { recursive: true, mode: 0o700 });
  const draft = `${fileOf(config)}.${process.pid}.new`;
  await writeFile(draft, JSON.stringify(merged), { mode: 0o600 });
  await rename(draft, fileOf(config));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function isEnd(value: unknown): value is { seal_number: number; hash: string } {
  const { seal_number: number, hash } = Object(value) as { seal_number?: unknown; hash?: unknown }; // both members are checked here
  return Number.isSafeInteger(number) && typeof hash === 'string';
}
