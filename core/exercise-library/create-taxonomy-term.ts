import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx } from '#core/kernel/tx';
import { termSlug } from './exercise-slug';
import { insertTerm, listTerms } from './taxonomy.repository';
import type { TaxonomyKind, TaxonomyTerm } from './taxonomy.types';

/** Adds a term of the organization. A word that exists already, global or own, is refused: filters go by slug. */
export async function createTaxonomyTerm(ctx: Ctx, input: { kind: TaxonomyKind; name: string }): Promise<TaxonomyTerm> {
  return inTx(ctx, async (tx) => {
    const slug = termSlug(input.kind, input.name);
    const known = (await listTerms(tx, input.kind)).find(
      (term) => term.slug === slug || termSlug(input.kind, term.name) === slug,
    );
    const term = known === undefined ? await insertTerm(tx, input.kind, requireOrg(ctx), slug, input.name) : null;
    if (term === null) {
      throw new AppError('already_exists', { detail: `"${known?.name ?? input.name}" is in the list already. Use it instead.` });
    }
    tx.audit({ action: 'taxonomy_term.created', entity: `exercise_${input.kind}`, entityId: term.id });
    return term;
  });
}
