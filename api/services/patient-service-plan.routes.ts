import { cancelServicePlan } from '#core/services/cancel-service-plan';
import { grantServicePlan } from '#core/services/grant-service-plan';
import { listMyServicePlans, listPatientServicePlans } from '#core/services/list-patient-service-plans';
import { defineRoute } from '../http/route';
import {
  CancelServicePlanBody,
  GrantServicePlanBody,
  PatientServicePlanDto,
  PatientServicePlanListDto,
} from './service-plan.dto';
import { presentPatientServicePlan } from './service-plan.presenter';

const tag = 'Services';

export const patientServicePlanRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/me/service-plans',
    tag,
    summary: 'List my services',
    permission: 'library:read',
    response: PatientServicePlanListDto,
    rate: 'read',
    handler: async (ctx) => ({ body: { items: (await listMyServicePlans(ctx)).map(presentPatientServicePlan) } }),
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/patients/:id/service-plans',
    tag,
    summary: 'List the services of a patient',
    permission: 'patient:read',
    params: { id: 'id' },
    response: PatientServicePlanListDto,
    rate: 'read',
    handler: async (ctx, { params }) => ({
      body: { items: (await listPatientServicePlans(ctx, params.id)).map(presentPatientServicePlan) },
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patients/:id/service-plans',
    tag,
    summary: 'Give a patient a service',
    permission: 'service_plan:grant',
    params: { id: 'id' },
    body: GrantServicePlanBody,
    response: PatientServicePlanDto,
    status: 201,
    idempotent: true,
    refusals: ['service_plan_inactive', 'conflict'],
    rate: 'write',
    handler: async (ctx, { params, body }) => {
      const grant = await grantServicePlan(ctx, {
        patientId: params.id,
        servicePlanId: body.service_plan_id,
        startsAt: body.starts_at === undefined ? null : new Date(body.starts_at),
        endsAt: body.ends_at === undefined ? null : new Date(body.ends_at),
      });
      return { body: presentPatientServicePlan(grant) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/patient-service-plans/:id/cancel',
    tag,
    summary: 'Take a service back with a reason',
    permission: 'service_plan:grant',
    params: { id: 'id' },
    body: CancelServicePlanBody,
    response: PatientServicePlanDto,
    idempotent: true,
    refusals: ['illegal_transition', 'process_closed', 'process_not_found', 'process_busy'],
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => ({
      body: presentPatientServicePlan(
        await cancelServicePlan(ctx, { id: params.id, reason: body.reason, updateId: idempotency.updateId }),
      ),
    }),
  }),
];
