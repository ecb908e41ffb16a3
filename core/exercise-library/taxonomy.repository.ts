import { assertNever } from '#domain/shared/assert-never';
import type { Tx } from '#core/kernel/tx';
import type { TaxonomyKind, TaxonomyTerm } from './taxonomy.types';

interface TermRow {
  id: number;
  organization_id: number | null;
  slug: string;
  name: string;
  rev: number;
}

/** Global and own terms by name. A taxonomy is small (tens of terms), so it is not paged. */
export async function listTerms(tx: Tx, kind: TaxonomyKind): Promise<TaxonomyTerm[]> {
  const rows = await tx.query<TermRow>(
    `select id, organization_id, slug, name, rev from ${tableOf(kind)} order by lower(name), id limit 500`,
  );
  return rows.map(toTerm);
}

/** Null when the organization has this slug already. */
export async function insertTerm(
  tx: Tx,
  kind: TaxonomyKind,
  organizationId: number | null,
  slug: string,
  name: string,
): Promise<TaxonomyTerm | null> {
  const row = await tx.maybeOne<TermRow>(
    `insert into ${tableOf(kind)} (organization_id, slug, name) values ($1, $2, $3)
     on conflict (organization_id, slug) do nothing returning id, organization_id, slug, name, rev`,
    [organizationId, slug, name],
  );
  return row === null ? null : toTerm(row);
}

/** Null when the term is not one of the organization or has another revision. The slug stays: exercises and plans name it. */
export async function renameTermAt(
  tx: Tx,
  kind: TaxonomyKind,
  organizationId: number,
  term: { id: number; rev: number; name: string },
): Promise<TaxonomyTerm | null> {
  const row = await tx.maybeOne<TermRow>(
    `update ${tableOf(kind)} set name = $4, rev = rev + 1 where organization_id = $1 and id = $2 and rev = $3
     returning id, organization_id, slug, name, rev`,
    [organizationId, term.id, term.rev, term.name],
  );
  return row === null ? null : toTerm(row);
}

/** Creates the term or renames it. For reference data, whose slug is its identity. */
export async function upsertTerm(
  tx: Tx,
  kind: TaxonomyKind,
  organizationId: number | null,
  slug: string,
  name: string,
): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `insert into ${tableOf(kind)} as t (organization_id, slug, name) values ($1, $2, $3)
     on conflict (organization_id, slug) do update set name = excluded.name returning id`,
    [organizationId, slug, name],
  );
  return row.id;
}

/** Which of the slugs are known, global or own. */
export async function knownSlugs(tx: Tx, kind: TaxonomyKind, slugs: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ slug: string }>(`select slug from ${tableOf(kind)} where slug = any($1::text[])`, [slugs]);
  return new Set(rows.map((row) => row.slug));
}

export async function categoryExists(tx: Tx, id: number): Promise<boolean> {
  return (await tx.maybeOne('select 1 from exercise_categories where id = $1', [id])) !== null;
}

/** Table names cannot be parameters; this closed list is the only source of them. */
function tableOf(kind: TaxonomyKind): string {
  switch (kind) {
    case 'category':
      return 'exercise_categories';
    case 'body_region':
      return 'exercise_body_regions';
    case 'equipment':
      return 'exercise_equipment';
    case 'tag':
      return 'exercise_tags';
    default:
      return assertNever(kind);
  }
}

function toTerm(row: TermRow): TaxonomyTerm {
  return { id: row.id, organizationId: row.organization_id, slug: row.slug, name: row.name, rev: row.rev };
}
