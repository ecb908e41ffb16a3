import { api, type Page } from '../../../api/client';
import type { Enrollment, EnrollmentDetail, PlanSession, Timer, Week } from '../../../api/types';

export interface SessionPoint {
  readonly id: number;
  readonly local_date: string;
  readonly session_title: string;
  readonly status: 'completed' | 'partial' | 'skipped' | 'started';
  readonly pain_before: number | null;
  readonly pain_after: number | null;
  readonly difficulty: string | null;
  readonly minutes: number | null;
}

export interface Progress {
  readonly sessions_completed: number;
  readonly sessions_skipped: number;
  readonly sessions_total: number;
  readonly adherence: { readonly met: number; readonly expected: number } | null;
  readonly week_streak: number;
  readonly day_streak: number;
  readonly freezes: number;
  readonly weeks: readonly Week[];
  readonly sessions: readonly SessionPoint[];
}

export interface MyPlanDetail extends EnrollmentDetail {
  readonly sessions: readonly PlanSession[];
}

export interface Question {
  readonly code: string;
  readonly kind: 'red_flag' | 'contraindication';
  readonly text: string;
}

export interface LibraryPlan {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly condition: string;
  readonly body_regions: readonly string[];
  readonly difficulty: string;
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
  readonly minutes: number;
  readonly cover_slug: string | null;
  readonly reviewed_by: string | null;
  readonly requires_approval: boolean;
}

export interface LibraryPlanDetail extends LibraryPlan {
  readonly sessions: readonly PlanSession[];
  readonly questions: readonly Question[];
}

export interface SelfAssign {
  readonly id: number;
  readonly status: 'active' | 'pending_approval';
}

const base = '/v1/patient-treatment-plans';

export const fetchMyPlans = (): Promise<Page<Enrollment>> => api.get<Page<Enrollment>>(base, { limit: 50 });
export const fetchMyPlan = (id: number): Promise<MyPlanDetail> => api.get<MyPlanDetail>(`${base}/${id}`);
export const fetchProgress = (id: number): Promise<Progress> => api.get<Progress>(`${base}/${id}/progress`);
export const fetchTimers = (id: number): Promise<Page<Timer>> => api.get<Page<Timer>>(`${base}/${id}/timers`);
export const pausePlan = (input: { id: number; until: string | null; reason: string }, key: string): Promise<Enrollment> =>
  api.post<Enrollment>(`${base}/${input.id}/pause`, { until: input.until, reason: input.reason }, { idempotencyKey: key });
export const resumePlan = (input: { id: number }, key: string): Promise<Enrollment> => api.post<Enrollment>(`${base}/${input.id}/resume`, {}, { idempotencyKey: key });
export const cancelPlan = (input: { id: number; reason: string; note: string }, key: string): Promise<Enrollment> =>
  api.post<Enrollment>(`${base}/${input.id}/cancel`, { reason: input.reason, note: input.note }, { idempotencyKey: key });
export const fetchLibrary = (): Promise<Page<LibraryPlan>> => api.get<Page<LibraryPlan>>('/v1/treatment-plans/library', { limit: 50 });
export const fetchLibraryPlan = (id: number): Promise<LibraryPlanDetail> => api.get<LibraryPlanDetail>(`/v1/treatment-plans/library/${id}`);
export const selfAssign = (input: { id: number; answers: Readonly<Record<string, boolean>> }, key: string): Promise<SelfAssign> =>
  api.post<SelfAssign>(`/v1/treatment-plans/${input.id}/self-assign`, { answers: Object.entries(input.answers).map(([code, yes]) => ({ code, yes })) }, { idempotencyKey: key });
