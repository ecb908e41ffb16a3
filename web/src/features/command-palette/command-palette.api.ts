import { api, type Page } from '../../api/client';
import type { Schemas } from '../../api/types';

export type FoundPatient = Schemas['PatientSummary'];
export type FoundPlan = Schemas['PlanSummaryDto'];

const found = 6;

// Both are POSTs: what somebody looks for stays out of every address and log.
export const findPatients = (text: string): Promise<Page<FoundPatient>> =>
  api.post<Page<FoundPatient>>('/v1/patients/search', { text, status: 'active', limit: found });
export const findPlans = (text: string): Promise<Page<FoundPlan>> =>
  api.post<Page<FoundPlan>>('/v1/treatment-plans/search', { text, limit: found });
