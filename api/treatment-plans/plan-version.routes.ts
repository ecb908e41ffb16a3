import { diffPlan } from '#core/treatment-plans/plans/diff-plan';
import { getPlanVersion, listPlanVersions } from '#core/treatment-plans/plans/plan-versions';
import { defineRoute } from '../http/route';
import { PlanDiffDto, PlanDiffQuery, PlanVersionDto, PlanVersionListDto } from './plan-version.dto';
import { presentChanges, presentVersion, presentVersionSummary } from './plan.presenter';

const tag = 'Treatment plans';

export const planVersionRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/treatment-plans/:id/versions',
    tag,
    summary: 'List the published versions of a plan, newest first',
    permission: 'plan:read',
    params: { id: 'id' },
    response: PlanVersionListDto,
    rate: 'read',
    handler: async (ctx, { params }) => ({
      body: { items: (await listPlanVersions(ctx, params.id)).map(presentVersionSummary) },
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/treatment-plans/:id/versions/:version',
    tag,
    summary: 'Read one version as it was published',
    permission: 'plan:read',
    params: { id: 'id', version: 'count' },
    response: PlanVersionDto,
    rate: 'read',
    handler: async (ctx, { params }) => {
      const { version, exercises } = await getPlanVersion(ctx, { planId: params.id, version: params.version });
      return { body: presentVersion(ctx.kernel.video, version, exercises) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/treatment-plans/:id/diff',
    tag,
    summary: 'What changed between two versions, or between a version and the working copy',
    permission: 'plan:read',
    params: { id: 'id' },
    query: PlanDiffQuery,
    response: PlanDiffDto,
    rate: 'read',
    handler: async (ctx, { params, query }) => {
      const to = query.to ?? null;
      const diff = await diffPlan(ctx, {
        before: { planId: params.id, version: query.from },
        after: { planId: params.id, version: to },
      });
      return { body: { from: query.from, to, changes: presentChanges(diff) } };
    },
  }),
];
