import { api, type Page } from '../../../api/client';
import type { PlanContent, Schemas, Standing } from '../../../api/types';

export type LibraryPlan = Schemas['LibraryPlanSummaryDto'];
export type LibraryPlanDetail = Omit<Schemas['LibraryPlanDto'], 'content'> & { readonly content: PlanContent };

/** Which questions were answered with yes. */
export interface SelfAssignInput {
  readonly id: number;
  readonly answers: Readonly<Record<string, boolean>>;
}

const base = '/v1/patient-treatment-plans';

export const pausePlan = (input: { id: number; until?: string; reason?: string }, key: string): Promise<Standing> =>
  api.post<Standing>(
    `${base}/${input.id}/pause`,
    { ...(input.until ? { until: input.until } : {}), ...(input.reason ? { reason: input.reason } : {}) },
    { idempotencyKey: key },
  );
export const resumePlan = (input: { id: number }, key: string): Promise<Standing> =>
  api.post<Standing>(`${base}/${input.id}/resume`, undefined, { idempotencyKey: key });
export const cancelPlan = (input: { id: number; reason: string; note: string }, key: string): Promise<Standing> =>
  api.post<Standing>(
    `${base}/${input.id}/cancel`,
    { reason: input.reason, ...(input.note ? { note: input.note } : {}) },
    { idempotencyKey: key },
  );
export const fetchLibrary = (): Promise<Page<LibraryPlan>> =>
  api.get<Page<LibraryPlan>>('/v1/treatment-plans/library', { limit: 100 });
export const fetchLibraryPlan = (id: number): Promise<LibraryPlanDetail> =>
  api.get<LibraryPlanDetail>(`/v1/treatment-plans/library/${id}`);
export const selfAssign = (input: SelfAssignInput, key: string): Promise<Standing> =>
  api.post<Standing>(`/v1/treatment-plans/${input.id}/self-assign`, { answers: input.answers }, { idempotencyKey: key });
export const fetchSpecialist = (id: number): Promise<Schemas['SpecialistView']> => api.get(`/v1/specialists/${id}`);
