import { api, type Page } from './client';
import type { CourseAnalytics, Enrollment, EnrollmentProgress, Exercise, GuideSession, SessionRow } from './types';

const base = '/v1/patient-treatment-plans';

// What both the plan pages and the player read.
export const fetchEnrollments = (): Promise<Page<Enrollment>> => api.get<Page<Enrollment>>(base, { limit: 50 });
export const fetchProgress = (id: number): Promise<EnrollmentProgress> => api.get<EnrollmentProgress>(`${base}/${id}/progress`);
export const fetchAnalytics = (id: number): Promise<CourseAnalytics> => api.get<CourseAnalytics>(`${base}/${id}/analytics`);
export const fetchSessions = (id: number): Promise<Page<SessionRow>> =>
  api.get<Page<SessionRow>>('/v1/patient-session-completions', { enrollment_id: id, limit: 100 });
export const fetchExercise = (id: number): Promise<Exercise> => api.get<Exercise>(`/v1/exercises/${id}`);
/** A session that was begun, with the guide of its template. */
export const fetchSessionGuide = (completionId: number): Promise<{ readonly guide: GuideSession | null }> =>
  api.get(`/v1/patient-session-completions/${completionId}`);

/** Where the instructions of an exercise stand as a text track of its film. */
export const textTrackOf = (exerciseId: number): string => `/v1/exercises/${exerciseId}/text-track`;
