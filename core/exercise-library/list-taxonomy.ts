import type { Ctx } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { listTerms } from './taxonomy.repository';
import type { TaxonomyKind, TaxonomyTerm } from './taxonomy.types';

/** Every term the organization may use: global ones and its own. */
export async function listTaxonomy(ctx: Ctx, kind: TaxonomyKind): Promise<TaxonomyTerm[]> {
  return inTx(ctx, (tx) => listTerms(tx, kind));
}
