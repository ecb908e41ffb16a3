import { api, type Page } from '../../../api/client';
import type { Schemas, Standing } from '../../../api/types';

export type AccessEntry = Schemas['AccessLogEntry'];
export type MyService = Schemas['PatientServicePlanDto'];
export type DeviceSession = Schemas['SessionView'];

export const fetchAccessLog = (cursor: string | undefined): Promise<Page<AccessEntry>> =>
  api.get<Page<AccessEntry>>('/v1/me/access-log', { limit: 25, cursor });
export const fetchMyServices = (): Promise<{ readonly items: readonly MyService[] }> => api.get('/v1/me/service-plans');
export const fetchDevices = (): Promise<{ readonly items: readonly DeviceSession[] }> => api.get('/v1/me/sessions');
export const revokeDevice = (id: number): Promise<void> => api.delete<void>(`/v1/me/sessions/${id}`);
export const saveReminders = (input: { id: number; weekdays: readonly number[]; time: string }): Promise<Standing> =>
  api.put<Standing>(`/v1/patient-treatment-plans/${input.id}/reminders`, { weekdays: input.weekdays, time: input.time });
export const changePassword = (input: { current_password: string; password: string }): Promise<void> =>
  api.post<void>('/v1/me/password', input);
