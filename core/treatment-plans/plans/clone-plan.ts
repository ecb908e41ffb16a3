import type { Ctx } from '#core/kernel/ctx';
import { AppError, notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import type { PlanContent } from '#domain/treatment-plans/plan-content';
import { anonymiseForPromotion } from '#domain/treatment-plans/plan-snapshot';
import { storeNewPlan } from './create-plan';
import { requirePlan } from './plan-access';
import { findVersion } from './plan-version.repository';
import { readPatientTraces } from './plan.repository';
import type { PlanHead } from './plan.types';
import { draftOf, readWorkingCopy } from './working-copy';

export interface ClonePlanInput {
  planId: number;
  /** null: the published version, or the working copy of a plan that has none. */
  version: number | null;
  /** null: the name of the source. */
  name: string | null;
  /** null: a plan of the organization. */
  patientId: number | null;
}

/**
 * Copies any plan the caller may see into a new draft with provenance. What was written for one patient goes to nobody else:
 * another patient gets it without notes and only when no text names the first one; the organization gets it by promotion alone.
 */
export async function clonePlan(ctx: Ctx, input: ClonePlanInput): Promise<number> {
  return inTx(ctx, async (tx) => {
    const plan = await requirePlan(ctx, tx, input.planId);
    const source = await sourceContent(tx, plan, input.version);
    const named = { ...source.content, name: input.name ?? source.content.name };
    const content = await withoutOtherPatient(tx, plan, named, input.patientId);
    return storeNewPlan(tx, ctx, {
      draft: draftOf(content, { visibility: 'private', requires_approval: plan.requiresApproval }),
      patientId: input.patientId,
      clonedFrom: { planId: plan.id, version: source.version },
    });
  });
}

async function sourceContent(
  tx: Tx,
  plan: PlanHead,
  wanted: number | null,
): Promise<{ content: PlanContent; version: number | null }> {
  const number = wanted ?? (plan.version === 0 ? null : plan.version);
  if (number === null) return { content: (await readWorkingCopy(tx, plan)).content, version: null };
  const version = number > plan.version ? null : await findVersion(tx, plan.id, number);
  if (version === null) throw notFound('This version of the plan');
  return { content: version.content, version: number };
}

async function withoutOtherPatient(tx: Tx, plan: PlanHead, content: PlanContent, patientId: number | null): Promise<PlanContent> {
  if (plan.patient === null || plan.patient.id === patientId) return content;
  if (patientId === null) {
    throw new AppError('forbidden', {
      detail: 'This plan was made for one patient. Promote it to give the clinic an anonymous copy.',
    });
  }
  const anonymous = anonymiseForPromotion(content, { name: content.name, traces: await readPatientTraces(tx, plan.patient.id) });
  if (!anonymous.ok) {
    throw new AppError('validation_failed', {
      detail: 'The plan still names the patient it was made for.',
      errors: anonymous.error,
    });
  }
  return anonymous.value;
}
