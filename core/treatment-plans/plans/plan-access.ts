import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import type { Tx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { findPlan, hasOpenPromotion, lockPlan } from './plan.repository';
import type { PlanHead } from './plan.types';

/** A plan the caller may read: global, of the organization, or custom for a patient whose record is open to them. */
export async function requirePlan(ctx: Ctx, tx: Tx, id: number): Promise<PlanHead> {
  const plan = await findPlan(tx, id);
  if (plan === null) throw notFound('The plan');
  if (plan.patient !== null) await requirePatientAccess(ctx, tx, plan.patient.id);
  return plan;
}

/**
 * A plan the caller may change, locked until the end of the transaction, at the revision they saw.
 * A plan that waits for its promotion must not change: the approval is of exactly that content.
 */
export async function requireEditablePlan(ctx: Ctx, tx: Tx, id: number, expectedRev: number): Promise<PlanHead> {
  const locked = await lockPlan(tx, id);
  const plan = await requirePlan(ctx, tx, id);
  if (!locked || plan.organizationId === null) {
    throw new AppError('forbidden', {
      detail: 'This plan is shared with every clinic and cannot be changed. Clone it to your clinic and change the copy.',
    });
  }
  if (plan.status === 'archived') {
    throw new AppError('plan_archived', { detail: 'An archived plan cannot be changed. Clone it to go on from there.' });
  }
  if (plan.rev !== expectedRev) throw new AppError('stale_revision', { extra: { rev: plan.rev } });
  if (plan.version === 0 && (await hasOpenPromotion(tx, id))) {
    throw new AppError('conflict', {
      detail: 'This plan is waiting for an approval. It can be changed once that is decided or withdrawn.',
    });
  }
  return plan;
}
