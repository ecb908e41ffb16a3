import { api, type Page } from '../../api/client';
import type { components } from '../../api/schema.gen';
import type { Difficulty } from '#domain/treatment-plans/plan-content';

type Schemas = components['schemas'];
export type PlanSummary = Schemas['PlanSummaryDto'];
export type Plan = Schemas['PlanDto'];
export type PlanContentDto = Schemas['PlanContentDto'];
export type PlanDraftBody = Schemas['PlanDraftBody'];
export type PlanVersionSummary = Schemas['PlanVersionSummaryDto'];
export type PlanVersion = Schemas['PlanVersionDto'];
export type PlanDiff = Schemas['PlanDiffDto'];
export type Promotion = Schemas['PromotionDto'];
export type PlanScope = PlanSummary['scope'];
export type PlanStatus = PlanSummary['status'];

export interface PlanFilter {
  readonly scope?: PlanScope;
  readonly status?: PlanStatus;
  readonly mine?: boolean;
  readonly body_region?: string;
  readonly difficulty?: Difficulty;
}

const pageSize = 24;

/** Words go in a body: no searched text stands in an address. */
export const listPlans = (filter: PlanFilter, text: string, cursor: string | null): Promise<Page<PlanSummary>> => {
  const query = { ...filter, limit: pageSize, ...(cursor === null ? {} : { cursor }) };
  return text === ''
    ? api.get<Page<PlanSummary>>('/v1/treatment-plans', query)
    : api.post<Page<PlanSummary>>('/v1/treatment-plans/search', { ...query, text });
};

const one = (id: number): string => `/v1/treatment-plans/${id}`;

export const fetchPlan = (id: number): Promise<Plan> => api.get<Plan>(one(id));
export const createPlan = (body: PlanDraftBody & { patient_id?: number }, key: string): Promise<Plan> =>
  api.post<Plan>('/v1/treatment-plans', body, { idempotencyKey: key });
export const savePlan = (id: number, body: PlanDraftBody, rev: number): Promise<Plan> =>
  api.put<Plan>(`${one(id)}/content`, body, { ifMatch: rev });
export const publishPlan = (input: { id: number; rev: number; note: string }, key: string): Promise<Plan> =>
  api.post<Plan>(`${one(input.id)}/publish`, { note: input.note }, { ifMatch: input.rev, idempotencyKey: key });
export const archivePlan = (input: { id: number; rev: number }): Promise<Plan> =>
  api.post<Plan>(`${one(input.id)}/archive`, undefined, { ifMatch: input.rev });
export const clonePlan = (
  input: { id: number; name: string; patientId: number | null; version: number | null },
  key: string,
): Promise<Plan> =>
  api.post<Plan>(
    `${one(input.id)}/clone`,
    {
      name: input.name,
      ...(input.patientId === null ? {} : { patient_id: input.patientId }),
      ...(input.version === null ? {} : { version: input.version }),
    },
    { idempotencyKey: key },
  );
export const promotePlan = (input: { id: number; name: string }, key: string): Promise<Promotion> =>
  api.post<Promotion>(`${one(input.id)}/promote`, { name: input.name }, { idempotencyKey: key });
export const fetchVersions = async (id: number): Promise<readonly PlanVersionSummary[]> =>
  (await api.get<Page<PlanVersionSummary>>(`${one(id)}/versions`)).items;
export const fetchVersion = (id: number, version: number): Promise<PlanVersion> =>
  api.get<PlanVersion>(`${one(id)}/versions/${version}`);
/** `to` null: the working copy. */
export const fetchDiff = (id: number, from: number, to: number | null): Promise<PlanDiff> =>
  api.get<PlanDiff>(`${one(id)}/diff`, { from, to });

interface RunningRow {
  readonly version: number;
}
const countedAtMost = 100;

export interface RunningPatients {
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

/** Patients who are in the middle of this plan. */
export const fetchRunning = async (planId: number): Promise<RunningPatients> => {
  const page = await api.get<Page<RunningRow>>('/v1/patient-treatment-plans', {
    plan_id: planId,
    status: 'running',
    limit: countedAtMost,
  });
  return { count: page.items.length, more: typeof page.next_cursor === 'string' };
};

export interface PatientOption {
  readonly id: number;
  readonly display_name: string;
}
export const searchPatients = async (text: string): Promise<readonly PatientOption[]> =>
  (await api.post<Page<PatientOption>>('/v1/patients/search', text === '' ? { limit: 8 } : { text, limit: 8 })).items;
