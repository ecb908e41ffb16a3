import { api, type Page } from './client';
import type { Enrollment, EnrollmentProgress, Exercise, PlanContent, SessionRow } from './types';

const base = '/v1/patient-treatment-plans';

// What both the plan pages and the player read.
export const fetchEnrollments = (): Promise<Page<Enrollment>> => api.get<Page<Enrollment>>(base, { limit: 50 });
export const fetchEnrollment = (id: number): Promise<Enrollment> => api.get<Enrollment>(`${base}/${id}`);
export const fetchProgress = (id: number): Promise<EnrollmentProgress> => api.get<EnrollmentProgress>(`${base}/${id}/progress`);
export const fetchContent = (id: number): Promise<PlanContent> => api.get<PlanContent>(`${base}/${id}/content`);
export const fetchSessions = (id: number): Promise<Page<SessionRow>> => api.get<Page<SessionRow>>(`${base}/${id}/sessions`, { limit: 100 });
export const fetchExercise = (id: number): Promise<Exercise> => api.get<Exercise>(`/v1/exercises/${id}`);
