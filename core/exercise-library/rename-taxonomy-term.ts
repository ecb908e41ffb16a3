import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { termSlug } from './exercise-slug';
import { listTerms, renameTermAt } from './taxonomy.repository';
import type { TaxonomyKind, TaxonomyTerm } from './taxonomy.types';

export interface RenameTaxonomyTermInput {
  kind: TaxonomyKind;
  id: number;
  /** The revision the editor saw. */
  rev: number;
  name: string;
}

/**
 * Gives a word of the organization another name; its slug, by which exercises and plans know it, stays.
 * @throws AppError `forbidden` for a global word, `already_exists` when another word reads the same, `stale_revision`
 */
export async function renameTaxonomyTerm(ctx: Ctx, input: RenameTaxonomyTermInput): Promise<TaxonomyTerm> {
  const { kind, id, rev, name } = input;
  return inTx(ctx, async (tx) => {
    const terms = await listTerms(tx, kind);
    const term = terms.find((one) => one.id === id);
    if (term === undefined) throw notFound('The word');
    if (term.organizationId !== requireOrg(ctx)) {
      throw new AppError('forbidden', {
        detail: `"${term.name}" belongs to every clinic and cannot be renamed here. Add a word of your own instead.`,
      });
    }
    if (term.rev !== rev) throw new AppError('stale_revision', { extra: { revision: term.rev } });
    const wanted = termSlug(kind, name);
    const double = terms.find((one) => one.id !== id && (one.slug === wanted || termSlug(kind, one.name) === wanted));
    if (double !== undefined) {
      throw new AppError('already_exists', { detail: `"${double.name}" is in the list already. Use it instead.` });
    }
    const renamed = await renameTermAt(tx, kind, term.organizationId, { id, rev, name });
    if (renamed === null) throw new AppError('stale_revision');
    tx.audit({ action: 'taxonomy_term.renamed', entity: `exercise_${kind}`, entityId: id, fields: ['name'] });
    return renamed;
  });
}
