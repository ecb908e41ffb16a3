import { readCursor } from '#core/kernel/cursor';
import { createServicePlan } from '#core/services/create-service-plan';
import { getServicePlan } from '#core/services/get-service-plan';
import { listServicePlans } from '#core/services/list-service-plans';
import type { ServicePlanContent } from '#core/services/service-plan.types';
import { updateServicePlan } from '#core/services/update-service-plan';
import { defineRoute } from '../http/route';
import { ServicePlanBody, ServicePlanDto, ServicePlanPageDto, ServicePlanQuery } from './service-plan.dto';
import { presentServicePlan } from './service-plan.presenter';

const tag = 'Services';

function contentOf(body: ServicePlanBody): ServicePlanContent {
  return {
    name: body.name,
    description: body.description,
    billingModel: body.billing_model,
    priceCents: body.price_cents,
    currency: body.currency,
    durationDays: body.duration_days,
    sessionCount: body.session_count,
    telerehabAccess: body.telerehab_access,
    libraryAccess: body.library_access,
    status: body.status,
  };
}

export const servicePlanRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/service-plans',
    tag,
    summary: 'List the services on offer',
    permission: 'service_plan:read',
    query: ServicePlanQuery,
    response: ServicePlanPageDto,
    rate: 'read',
    handler: async (ctx, { query }) => {
      const found = await listServicePlans(ctx, {
        status: query.status ?? null,
        afterId: readCursor(query.cursor, ['id'])?.[0] ?? null,
        limit: query.limit,
      });
      return { body: { items: found.rows.map(presentServicePlan), next_cursor: found.nextCursor } };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/service-plans',
    tag,
    summary: 'Create a service',
    permission: 'service_plan:write',
    body: ServicePlanBody,
    response: ServicePlanDto,
    status: 201,
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { body }) => {
      const plan = await createServicePlan(ctx, contentOf(body));
      return { body: presentServicePlan(plan), etag: plan.rev, location: `/v1/service-plans/${plan.id}` };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/service-plans/:id',
    tag,
    summary: 'Read one service',
    permission: 'service_plan:read',
    params: { id: 'id' },
    response: ServicePlanDto,
    rate: 'read',
    handler: async (ctx, { params }) => {
      const plan = await getServicePlan(ctx, params.id);
      return { body: presentServicePlan(plan), etag: plan.rev };
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/v1/service-plans/:id',
    tag,
    summary: 'Change a service; archiving it takes it off the offer',
    permission: 'service_plan:write',
    params: { id: 'id' },
    body: ServicePlanBody,
    response: ServicePlanDto,
    ifMatch: true,
    rate: 'write',
    handler: async (ctx, { params, body, rev }) => {
      const plan = await updateServicePlan(ctx, { id: params.id, expectedRev: rev, content: contentOf(body) });
      return { body: presentServicePlan(plan), etag: plan.rev };
    },
  }),
];
