import type { Tx } from '#core/kernel/tx';
import { resolvePolicies, type Policies } from '#domain/organizations/policies';

/** The policies in force in an organization: what it decided, else the defaults. Read inside the caller's transaction, one row. */
export async function policiesOf(tx: Tx, orgId: number): Promise<Policies> {
  const row = await tx.maybeOne<{ values: Record<string, unknown> }>(
    'select "values" from organization_policies where organization_id = $1',
    [orgId],
  );
  return resolvePolicies(row?.values ?? {});
}
