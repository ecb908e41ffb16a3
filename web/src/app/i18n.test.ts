import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const files = (readdirSync(root, { recursive: true }) as string[]).map((file) => join(root, file)); // reason for `as`: no file types asked for, so names come as strings
const sources = files.filter((file) => /\.(vue|ts)$/.test(file) && !/\.(test|gen|d)\.ts$/.test(file));
const flatten = (value: unknown, prefix = ''): [string, string][] =>
  typeof value === 'string'
    ? [[prefix, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => flatten(inner, prefix === '' ? key : `${prefix}.${key}`));
const messages = new Map(
  files.filter((file) => file.endsWith('locales/en.json')).flatMap((file) => flatten(JSON.parse(readFileSync(file, 'utf8')))),
);
const known = new Set(messages.keys());

interface Use {
  readonly file: string;
  readonly key: string;
}

const usesIn = (pattern: RegExp): Use[] =>
  sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => ({
      file: file.slice(root.length + 1),
      key: match[1] ?? '',
    })),
  );

describe('texts', () => {
  it('exist for every key that is written out', () => {
    const missing = usesIn(/\bt\(\s*'([a-z_]+\.[A-Za-z0-9_.-]+)'/g).filter(({ key }) => !known.has(key));
    expect(missing).toEqual([]);
  });

  it('exist below every key that ends in a value', () => {
    const starts = usesIn(/\bt\(\s*`([a-z_]+\.[A-Za-z0-9_.]*)\$\{/g);
    const missing = starts.filter(({ key }) => ![...known].some((one) => one.startsWith(key)));
    expect(starts.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  it('exist for the title of every page', () => {
    const titles = usesIn(/title: '([a-z_]+\.[A-Za-z0-9_.]+)'/g);
    expect(titles.length).toBeGreaterThan(5);
    expect(titles.filter(({ key }) => !known.has(key))).toEqual([]);
  });

  it('never say Submit, OK or blame anybody', () => {
    const bad = [...messages].filter(([, text]) =>
      /^(Submit|OK|Ok)$|\b(failed to|invalid|illegal)\b|you (failed|missed)/i.test(text),
    );
    expect(bad).toEqual([]);
  });
});
