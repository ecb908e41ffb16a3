import type { Tx } from '#core/kernel/tx';
import { slugsLike } from './exercise.repository';
import type { TaxonomyKind } from './taxonomy.types';

/** Small letters, digits and hyphens of a name, at most `max` long; accents are dropped. Never empty. */
export function slugify(name: string, max: number): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, max)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'item' : plain;
}

/** Slug of a word of the taxonomy: underscores, because plans name body regions so; their words hold no digits (`parsePlanContent`). */
export function termSlug(kind: TaxonomyKind, name: string): string {
  const words = kind === 'body_region' ? name.replaceAll(/[0-9]/g, ' ') : name;
  return slugify(words, 40).replaceAll('-', '_');
}

/** The slug of a name, with the first free number behind it when the organization uses it already. */
export async function freeSlug(tx: Tx, organizationId: number | null, name: string): Promise<string> {
  const base = slugify(name, 72);
  const taken = new Set(await slugsLike(tx, organizationId, base));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
