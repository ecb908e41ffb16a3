import { permissions } from '#domain/auth/roles';
import { canSeparateAuthors, changePolicies, resolvePolicies, type Policies } from '#domain/organizations/policies';
import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { countPossibleApprovers, findPolicies, savePolicies } from './organization.repository';

export interface PoliciesState {
  policies: Policies;
  /** Keys the organization decided itself. */
  changed: readonly string[];
  /** 0 while it decided nothing. */
  rev: number;
}

export async function getPolicies(ctx: Ctx): Promise<PoliciesState> {
  return inTx(ctx, async (tx) => {
    const row = await findPolicies(tx, requireOrg(ctx));
    return { policies: resolvePolicies(row.values), changed: Object.keys(row.values), rev: row.rev };
  });
}

/**
 * Changes some policies; what is not named keeps its value. Processes read the new values at their next step.
 * @throws AppError `validation_failed` with a sentence per key, `stale_revision`, `not_enough_approvers`
 */
export async function setPolicies(ctx: Ctx, rev: number, change: Readonly<Record<string, unknown>>): Promise<PoliciesState> {
  const orgId = requireOrg(ctx);
  return inTx(ctx, async (tx) => {
    const row = await findPolicies(tx, orgId);
    const current = resolvePolicies(row.values);
    const next = changePolicies(current, change);
    if (!next.ok) {
      throw new AppError('validation_failed', {
        errors: next.error.map((fault) => ({ ...fault, pointer: `/values${fault.pointer}` })),
      });
    }
    if (change['approval.separate_author'] === true) await requireTwoApprovers(tx, orgId);
    const values = { ...row.values, ...change };
    const saved = row.rev === rev ? await savePolicies(tx, orgId, rev, values, { userId: ctx.actor.userId, now: ctx.now }) : null;
    if (saved === null) {
      throw new AppError('stale_revision', {
        detail: 'Somebody changed the policies meanwhile. Load them again and repeat your change.',
      });
    }
    const keys = Object.keys(change);
    tx.audit({ action: 'organization.policies_changed', entity: 'organization', entityId: orgId, fields: keys });
    tx.emit({
      type: 'organization.policy_changed',
      aggregate: 'organization',
      aggregateId: orgId,
      payload: { keys: keys.join(',') },
    });
    return { policies: next.value, changed: Object.keys(values), rev: saved };
  });
}

async function requireTwoApprovers(tx: Tx, orgId: number): Promise<void> {
  const verdict = canSeparateAuthors(await countPossibleApprovers(tx, orgId, permissions['approval:decide']));
  if (verdict.ok) return;
  const { error } = verdict;
  throw new AppError('not_enough_approvers', {
    detail: error.message,
    errors: [{ ...error, pointer: `/values${error.pointer}` }],
  });
}
