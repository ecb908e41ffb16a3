import type { PatientServicePlan, ServicePlan } from '#core/services/service-plan.types';
import type { PatientServicePlanDto, ServicePlanDto } from './service-plan.dto';

export function presentServicePlan(plan: ServicePlan): ServicePlanDto {
  return {
    id: plan.id,
    name: plan.name,
    description: plan.description,
    billing_model: plan.billingModel,
    price_cents: plan.priceCents,
    currency: plan.currency,
    duration_days: plan.durationDays,
    session_count: plan.sessionCount,
    telerehab_access: plan.telerehabAccess,
    library_access: plan.libraryAccess,
    status: plan.status,
    rev: plan.rev,
    created_at: plan.createdAt.toISOString(),
    updated_at: plan.updatedAt.toISOString(),
  };
}

export function presentPatientServicePlan(grant: PatientServicePlan): PatientServicePlanDto {
  return {
    id: grant.id,
    patient_id: grant.patientId,
    service_plan: {
      id: grant.servicePlan.id,
      name: grant.servicePlan.name,
      telerehab_access: grant.servicePlan.telerehabAccess,
      library_access: grant.servicePlan.libraryAccess,
      session_count: grant.servicePlan.sessionCount,
    },
    status: grant.status,
    starts_at: grant.startsAt.toISOString(),
    ends_at: grant.endsAt?.toISOString() ?? null,
    sessions_used: grant.sessionsUsed,
    cancel_reason: grant.cancelReason,
    rev: grant.rev,
  };
}
