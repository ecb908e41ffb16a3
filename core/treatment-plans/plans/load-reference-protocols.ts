import type { ReferenceProtocol } from '#domain/exercise-library/reference-content';
import type { Ctx } from '#core/kernel/ctx';
import type { Tx } from '#core/kernel/tx';
import { replaceDraftSessions } from './plan-session.repository';
import { findVersion } from './plan-version.repository';
import { findGlobalPlanBySlug, findPlan, insertPlan, setPlanStatus, setReviewedBy, updatePlanDraft } from './plan.repository';
import type { PlanDraft, PlanHead } from './plan.types';
import { snapshotPlan } from './publish-plan';
import { checkPlanDraft, readWorkingCopy } from './working-copy';

/**
 * Makes the global plans equal to the reference protocols and publishes them: a new one as version 1, a changed one (or one whose
 * exercises changed) as its next version. Equal data writes nothing. Must run as the system role without an organization.
 */
export async function loadReferenceProtocols(
  tx: Tx,
  ctx: Ctx,
  protocols: readonly ReferenceProtocol[],
  exerciseIds: ReadonlyMap<string, number>,
): Promise<number> {
  let changed = 0;
  for (const protocol of protocols) if (await bringUpToDate(tx, ctx, protocol, draftFrom(protocol, exerciseIds))) changed += 1;
  return changed;
}

async function bringUpToDate(tx: Tx, ctx: Ctx, protocol: ReferenceProtocol, draft: PlanDraft): Promise<boolean> {
  const plan = await findGlobalPlanBySlug(tx, protocol.slug);
  if (plan === null) {
    const head = {
      organizationId: null,
      scope: 'global',
      patientId: null,
      slug: protocol.slug,
      authorUserId: null,
      clonedFrom: null,
      reviewedBy: protocol.reviewed_by,
    } as const;
    return publish(tx, ctx, await insertPlan(tx, head, draft), draft);
  }
  if (plan.reviewedBy !== protocol.reviewed_by) await setReviewedBy(tx, plan.id, protocol.reviewed_by);
  const wanted = await checkPlanDraft(tx, draft);
  const published = plan.version === 0 ? null : await findVersion(tx, plan.id, plan.version);
  if (published?.contentHash === wanted.contentHash && sameSettings(plan, draft)) return false;
  if (!(await updatePlanDraft(tx, plan.id, plan.rev, draft))) throw new Error('A global plan was archived by hand');
  return published?.contentHash === wanted.contentHash ? true : publish(tx, ctx, plan.id, draft);
}

async function publish(tx: Tx, ctx: Ctx, id: number, draft: PlanDraft): Promise<true> {
  await replaceDraftSessions(tx, null, id, draft.sessions);
  const plan = await findPlan(tx, id);
  if (plan === null) throw new Error('The plan that was just written cannot be read');
  const version = await snapshotPlan(tx, ctx, plan, await readWorkingCopy(tx, plan), '');
  await setPlanStatus(tx, id, { status: 'published', version });
  return true;
}

function sameSettings(plan: PlanHead, draft: PlanDraft): boolean {
  return plan.visibility === draft.visibility && plan.requiresApproval === draft.requires_approval;
}

function draftFrom(protocol: ReferenceProtocol, exerciseIds: ReadonlyMap<string, number>): PlanDraft {
  return {
    name: protocol.name,
    description: protocol.description,
    condition: protocol.condition,
    body_regions: protocol.body_regions,
    difficulty: protocol.difficulty,
    type: protocol.type,
    frequency_per_week: protocol.frequency_per_week,
    duration_weeks: protocol.duration_weeks,
    red_flag_questions: protocol.red_flag_questions,
    contraindication_questions: protocol.contraindication_questions,
    visibility: protocol.visibility,
    requires_approval: protocol.requires_approval,
    sessions: protocol.sessions.map((session) => ({
      ...session,
      exercises: session.exercises.map(({ slug, params }) => {
        const exercise_id = exerciseIds.get(slug);
        if (exercise_id === undefined) throw new Error(`Protocol ${protocol.slug} names the unknown exercise ${slug}`);
        return { exercise_id, params };
      }),
    })),
  };
}
