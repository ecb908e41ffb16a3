import { requireOrg, type Ctx } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { requirePatientAccess } from '#core/patients/patients.policy';
import { replaceDraftSessions } from './plan-session.repository';
import { insertPlan } from './plan.repository';
import type { PlanDraft } from './plan.types';
import { checkPlanDraft, draftOf } from './working-copy';

export interface CreatePlanInput {
  draft: PlanDraft;
  /** Set for a custom plan. */
  patientId: number | null;
}

/** A new plan of the organization, or for one patient, as a draft. Returns its id. */
export async function createPlan(ctx: Ctx, input: CreatePlanInput): Promise<number> {
  return inTx(ctx, (tx) => storeNewPlan(tx, ctx, { ...input, clonedFrom: null }));
}

export interface StoreNewPlan extends CreatePlanInput {
  clonedFrom: { planId: number; version: number | null } | null;
}

/** Shared with cloning and promotion: checks, row, sessions, audit and event. */
export async function storeNewPlan(tx: Tx, ctx: Ctx, input: StoreNewPlan): Promise<number> {
  const organizationId = requireOrg(ctx);
  if (input.patientId !== null) await requirePatientAccess(ctx, tx, input.patientId);
  refuseCustomInLibrary(input.patientId, input.draft);
  const copy = await checkPlanDraft(tx, input.draft);
  const draft = draftOf(copy.content, input.draft);
  const scope = input.patientId === null ? 'organization' : 'custom';
  const head = {
    organizationId,
    scope,
    patientId: input.patientId,
    slug: null,
    authorUserId: ctx.actor.userId,
    clonedFrom: input.clonedFrom,
    reviewedBy: null,
  } as const;
  const id = await insertPlan(tx, head, draft);
  await replaceDraftSessions(tx, organizationId, id, draft.sessions);
  tx.audit({
    action: input.clonedFrom === null ? 'plan.created' : 'plan.cloned',
    entity: 'treatment_plan',
    entityId: id,
    patientId: input.patientId,
  });
  tx.emit({ type: 'treatment_plan.created', aggregate: 'plan', aggregateId: id, payload: { plan_id: id, scope } });
  return id;
}

/** A plan made for one patient never stands in the library; promotion makes an anonymous copy for that. */
export function refuseCustomInLibrary(patientId: number | null, draft: Pick<PlanDraft, 'visibility'>): void {
  if (patientId === null || draft.visibility === 'private') return;
  throw new AppError('validation_failed', {
    errors: [
      {
        pointer: '/visibility',
        code: 'custom_plan_private',
        message: 'A plan made for one patient stays private. Promote it to put a copy into the library.',
      },
    ],
  });
}
