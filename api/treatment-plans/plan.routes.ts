import { readCursor } from '#core/kernel/cursor';
import type { Ctx } from '#core/kernel/ctx';
import { archivePlan } from '#core/treatment-plans/plans/archive-plan';
import { clonePlan } from '#core/treatment-plans/plans/clone-plan';
import { createPlan } from '#core/treatment-plans/plans/create-plan';
import { getPlan } from '#core/treatment-plans/plans/get-plan';
import { listPlans } from '#core/treatment-plans/plans/list-plans';
import type { PlanDraft } from '#core/treatment-plans/plans/plan.types';
import { promotePlan } from '#core/treatment-plans/plans/promote-plan';
import { publishPlan } from '#core/treatment-plans/plans/publish-plan';
import { replacePlanContent } from '#core/treatment-plans/plans/replace-plan-content';
import type { Page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import { planLibraryRoutes } from './plan-library.routes';
import { planVersionRoutes } from './plan-version.routes';
import {
  ClonePlanBody,
  CreatePlanBody,
  PlanDraftBody,
  PlanDto,
  PlanFilterQuery,
  PlanPageDto,
  PlanSearch,
  PromotePlanBody,
  PromotionDto,
  PublishPlanBody,
  type PlanSummaryDto,
} from './plan.dto';
import { presentPlan, presentPlanSummary } from './plan.presenter';

const tag = 'Treatment plans';
/** A plan at its limits (50 sessions of 40 exercises) is some 500 kB. */
const planBytes = 1_048_576;

async function listPage(ctx: Ctx, query: PlanFilterQuery, text: string | null): Promise<Page<PlanSummaryDto>> {
  const found = await listPlans(ctx, {
    filter: {
      scope: query.scope ?? null,
      status: query.status ?? null,
      mine: query.mine ?? false,
      patientId: query.patient_id ?? null,
      condition: query.condition ?? null,
      bodyRegion: query.body_region ?? null,
      difficulty: query.difficulty ?? null,
      text,
    },
    afterId: readCursor(query.cursor, ['id'])?.[0] ?? null,
    limit: query.limit,
  });
  return { items: found.rows.map(presentPlanSummary), next_cursor: found.nextCursor };
}

async function planReply(ctx: Ctx, id: number): Promise<{ body: PlanDto; etag: number }> {
  const detail = await getPlan(ctx, id);
  return { body: presentPlan(ctx.kernel.video, detail), etag: detail.plan.rev };
}

async function createdReply(ctx: Ctx, id: number): Promise<{ body: PlanDto; etag: number; location: string }> {
  return { ...(await planReply(ctx, id)), location: `/v1/treatment-plans/${id}` };
}

function draftOf(body: PlanDraftBody): PlanDraft {
  return {
    name: body.name,
    description: body.description,
    condition: body.condition,
    body_regions: body.body_regions,
    difficulty: body.difficulty,
    type: body.type,
    frequency_per_week: body.frequency_per_week,
    duration_weeks: body.duration_weeks,
    red_flag_questions: body.red_flag_questions.map(({ key, text }) => ({ key, text })),
    contraindication_questions: body.contraindication_questions.map(({ key, text }) => ({ key, text })),
    sessions: body.sessions.map((session) => ({
      key: session.key,
      title: session.title,
      place: session.place,
      from_week: session.from_week,
      to_week: session.to_week,
      exercises: session.exercises.map(({ exercise_id, params }) => ({ exercise_id, params })),
    })),
    visibility: body.visibility,
    requires_approval: body.requires_approval,
  };
}

const reading = [
  defineRoute({
    method: 'GET',
    path: '/v1/treatment-plans',
    tag,
    summary: 'List plans of the clinic, global ones and those made for patients',
    permission: 'plan:read',
    query: PlanFilterQuery,
    response: PlanPageDto,
    rate: 'read',
    handler: async (ctx, { query }) => ({ body: await listPage(ctx, query, null) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans/search',
    tag,
    summary: 'Search plans by words in name and condition',
    permission: 'plan:read',
    body: PlanSearch,
    response: PlanPageDto,
    readOnly: true,
    rate: 'search',
    handler: async (ctx, { body }) => ({ body: await listPage(ctx, body, body.text) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/treatment-plans/:id',
    tag,
    summary: 'Read a plan: its working copy, durations and what keeps it from being published',
    permission: 'plan:read',
    params: { id: 'id' },
    response: PlanDto,
    rate: 'read',
    handler: (ctx, { params }) => planReply(ctx, params.id),
  }),
];

const authoring = [
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans',
    tag,
    summary: 'Create a plan of the clinic or for one patient',
    permission: 'plan:write',
    body: CreatePlanBody,
    maxBodyBytes: planBytes,
    response: PlanDto,
    status: 201,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { body }) =>
      createdReply(ctx, await createPlan(ctx, { draft: draftOf(body), patientId: body.patient_id ?? null })),
  }),
  defineRoute({
    method: 'PUT',
    path: '/v1/treatment-plans/:id/content',
    tag,
    summary: 'Replace the working copy whole',
    permission: 'plan:write',
    params: { id: 'id' },
    body: PlanDraftBody,
    maxBodyBytes: planBytes,
    response: PlanDto,
    ifMatch: true,
    refusals: ['plan_archived', 'conflict'],
    rate: 'write',
    handler: async (ctx, { params, body, rev }) => {
      await replacePlanContent(ctx, { planId: params.id, expectedRev: rev, draft: draftOf(body) });
      return planReply(ctx, params.id);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans/:id/publish',
    tag,
    summary: 'Freeze the working copy as the next version',
    permission: 'plan:write',
    params: { id: 'id' },
    body: PublishPlanBody,
    response: PlanDto,
    idempotent: true,
    ifMatch: true,
    refusals: ['plan_not_publishable', 'plan_archived', 'conflict'],
    rate: 'write',
    handler: async (ctx, { params, body, rev }) => {
      await publishPlan(ctx, { planId: params.id, expectedRev: rev, note: body.note ?? '' });
      return planReply(ctx, params.id);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans/:id/archive',
    tag,
    summary: 'Take a plan out of use; running enrollments go on',
    permission: 'plan:write',
    params: { id: 'id' },
    response: PlanDto,
    ifMatch: true,
    refusals: ['plan_archived', 'conflict'],
    rate: 'write',
    handler: async (ctx, { params, rev }) => {
      await archivePlan(ctx, { planId: params.id, expectedRev: rev });
      return planReply(ctx, params.id);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans/:id/clone',
    tag,
    summary: 'Copy a plan into a new draft of the clinic or for one patient',
    permission: 'plan:write',
    params: { id: 'id' },
    body: ClonePlanBody,
    response: PlanDto,
    status: 201,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body }) => {
      const id = await clonePlan(ctx, {
        planId: params.id,
        version: body.version ?? null,
        name: body.name ?? null,
        patientId: body.patient_id ?? null,
      });
      return createdReply(ctx, id);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/treatment-plans/:id/promote',
    tag,
    summary: 'Ask for an anonymous copy of a custom plan to be offered in the library',
    permission: 'plan:promote',
    params: { id: 'id' },
    body: PromotePlanBody,
    response: PromotionDto,
    status: 202,
    idempotent: true,
    refusals: ['plan_not_published', 'plan_not_publishable', 'plan_archived', 'conflict'],
    rate: 'write',
    handler: async (ctx, { params, body }) => {
      const promotion = await promotePlan(ctx, { planId: params.id, name: body.name });
      return { body: { plan_id: promotion.planId, approval_id: promotion.approvalId } };
    },
  }),
];

/** Literal paths stand before `/:id`, which would swallow them. */
export const planRoutes: readonly Route[] = [...planLibraryRoutes, ...reading, ...authoring, ...planVersionRoutes];
