import { DIFFICULTY_RANK } from './taxonomy';

/** What a variant link needs to know of an exercise. */
export interface Rung {
  readonly slug: string;
  readonly difficulty: keyof typeof DIFFICULTY_RANK;
  readonly easier_slug: string | null;
  readonly harder_slug: string | null;
}

/** Why a link between variants is wrong, in words; empty when all are sound. */
export function variantFaults(rungs: readonly Rung[]): string[] {
  const bySlug = new Map(rungs.map((rung) => [rung.slug, rung]));
  return rungs.flatMap((rung) => {
    const faults: string[] = [];
    const check = (other: string | null, back: 'easier_slug' | 'harder_slug', word: string): void => {
      if (other === null) return;
      const target = bySlug.get(other);
      if (target === undefined) {
        faults.push(`${rung.slug}: the ${word} variant ${other} does not exist`);
        return;
      }
      if (target[back] !== rung.slug) faults.push(`${rung.slug}: ${other} does not link back`);
      const step = DIFFICULTY_RANK[target.difficulty] - DIFFICULTY_RANK[rung.difficulty];
      if (word === 'easier' ? step > 0 : step < 0) faults.push(`${rung.slug}: ${other} is not ${word}`);
    };
    check(rung.easier_slug, 'harder_slug', 'easier');
    check(rung.harder_slug, 'easier_slug', 'harder');
    return faults;
  });
}

/**
 * The whole ladder an exercise stands on, easiest first, itself included. Stops at a repeated rung, so a faulty circle of
 * links cannot hang the caller. O(length).
 */
export function ladderOf(slug: string, rungs: readonly Rung[]): string[] {
  const bySlug = new Map(rungs.map((rung) => [rung.slug, rung]));
  const ladder = [slug];
  for (let down = bySlug.get(slug)?.easier_slug; down != null && !ladder.includes(down); down = bySlug.get(down)?.easier_slug) {
    ladder.unshift(down);
  }
  for (let up = bySlug.get(slug)?.harder_slug; up != null && !ladder.includes(up); up = bySlug.get(up)?.harder_slug) {
    ladder.push(up);
  }
  return ladder;
}
