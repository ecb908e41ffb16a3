import { api, type Page } from '../../api/client';

export interface FoundPatient {
  readonly id: number;
  readonly display_name: string;
  readonly responsible_specialist_name: string | null;
}

export interface FoundPlan {
  readonly id: number;
  readonly name: string;
  readonly condition: string | null;
  readonly status: string;
}

const found = 6;

// Both are POSTs: what somebody looks for stays out of every address and log.
export const findPatients = (text: string): Promise<Page<FoundPatient>> =>
  api.post<Page<FoundPatient>>('/v1/patients/search', { text, status: 'active', limit: found });
export const findPlans = (text: string): Promise<Page<FoundPlan>> =>
  api.post<Page<FoundPlan>>('/v1/treatment-plans/search', { text, limit: found });
