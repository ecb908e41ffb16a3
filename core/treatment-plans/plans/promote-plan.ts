import type { Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { requestApproval } from '#core/approvals/request-approval';
import type { PlanContent } from '#domain/treatment-plans/plan-content';
import { anonymiseForPromotion } from '#domain/treatment-plans/plan-snapshot';
import { storeNewPlan } from './create-plan';
import { requirePlan } from './plan-access';
import { findVersion } from './plan-version.repository';
import { findPlan, readPatientTraces } from './plan.repository';
import { snapshotPlan } from './publish-plan';
import type { PlanHead } from './plan.types';
import { draftOf, readWorkingCopy } from './working-copy';

export interface PromotePlanInput {
  planId: number;
  /** The name in the library. */
  name: string;
}

export interface Promotion {
  /** The anonymous copy, a draft until the approval. */
  planId: number;
  approvalId: number;
}

/**
 * Asks for a custom plan to be offered in the clinic's library (TP-08): an anonymous copy under a new name, without notes to the
 * patient, frozen as the version the approval is about. The copy holds no link to the plan or the patient it came from; that the
 * request was made stands in the audit log of the source alone.
 */
export async function promotePlan(ctx: Ctx, input: PromotePlanInput): Promise<Promotion> {
  return inTx(ctx, async (tx) => {
    const source = await requirePlan(ctx, tx, input.planId);
    const content = await promotableContent(tx, source, input.name);
    const origin = await openOrigin(tx, source);
    const planId = await storeNewPlan(tx, ctx, {
      draft: draftOf(content, { visibility: 'private', requires_approval: source.requiresApproval }),
      patientId: null,
      clonedFrom: origin,
    });
    const copy = await findPlan(tx, planId);
    if (copy === null) throw new Error('The plan that was just written cannot be read');
    const frozen = await readWorkingCopy(tx, copy);
    const version = await snapshotPlan(tx, ctx, copy, frozen, '');
    const approvalId = await requestApproval(ctx, tx, {
      kind: 'plan_promotion',
      subjectId: planId,
      patientId: null,
      title: content.name,
      planId,
      version,
      base: origin,
      contentHash: frozen.contentHash,
      authorUserId: source.author?.userId ?? ctx.actor.userId,
    });
    tx.audit({
      action: 'plan.promotion_requested',
      entity: 'treatment_plan',
      entityId: source.id,
      patientId: source.patient?.id ?? null,
    });
    return { planId, approvalId };
  });
}

async function promotableContent(tx: Tx, source: PlanHead, name: string): Promise<PlanContent> {
  if (source.patient === null) {
    throw new AppError('conflict', {
      detail: 'Only a plan made for one patient is promoted. Set the visibility of this one to library instead.',
    });
  }
  if (source.status === 'archived') throw new AppError('plan_archived', { detail: 'An archived plan cannot be promoted.' });
  const published = source.version === 0 ? null : await findVersion(tx, source.id, source.version);
  if (published === null) {
    throw new AppError('plan_not_published', { detail: 'Publish the plan first: only a whole plan can go to the library.' });
  }
  const anonymous = anonymiseForPromotion(published.content, { name, traces: await readPatientTraces(tx, source.patient.id) });
  if (!anonymous.ok) {
    throw new AppError('validation_failed', {
      detail: 'Some texts still point to the patient. Reword them, publish, then promote again.',
      errors: anonymous.error,
    });
  }
  return anonymous.value;
}

/** The plan this one descends from, when naming it says nothing about a patient: what the library had before. */
async function openOrigin(tx: Tx, source: PlanHead): Promise<{ planId: number; version: number } | null> {
  if (source.clonedFrom === null || source.clonedFrom.version === null) return null;
  const origin = await findPlan(tx, source.clonedFrom.planId);
  return origin === null || origin.patient !== null ? null : { planId: origin.id, version: source.clonedFrom.version };
}
