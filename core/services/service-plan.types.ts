export const billingModels = ['session_based', 'time_based', 'hybrid'] as const;
export type BillingModel = (typeof billingModels)[number];

export const servicePlanStatuses = ['draft', 'active', 'archived'] as const;
export type ServicePlanStatus = (typeof servicePlanStatuses)[number];

export const patientServicePlanStatuses = ['pending', 'active', 'expired', 'cancelled'] as const;
export type PatientServicePlanStatus = (typeof patientServicePlanStatuses)[number];

/** What an admin writes: the offer. */
export interface ServicePlanContent {
  name: string;
  description: string;
  billingModel: BillingModel;
  priceCents: number;
  /** ISO 4217. */
  currency: string;
  /** null: no end. Needed unless the plan is session based. */
  durationDays: number | null;
  /** null: no limit. Needed unless the plan is time based. */
  sessionCount: number | null;
  telerehabAccess: boolean;
  libraryAccess: boolean;
  status: ServicePlanStatus;
}

export interface ServicePlan extends ServicePlanContent {
  id: number;
  rev: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A service plan in the hands of a patient. */
export interface PatientServicePlan {
  id: number;
  patientId: number;
  servicePlan: { id: number; name: string; telerehabAccess: boolean; libraryAccess: boolean; sessionCount: number | null };
  status: PatientServicePlanStatus;
  startsAt: Date;
  /** null: until cancelled. */
  endsAt: Date | null;
  sessionsUsed: number;
  cancelReason: string | null;
  rev: number;
  createdAt: Date;
}
