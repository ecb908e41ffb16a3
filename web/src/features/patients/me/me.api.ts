import { api, type Page } from '../../../api/client';
import type { Standing } from '../../../api/types';

export interface AccessEntry {
  readonly id: number;
  readonly at: string;
  readonly actor_name: string | null;
  readonly on_behalf_by_name: string | null;
  readonly roles: readonly string[];
  readonly action: string;
  readonly entity: string;
}

export interface MyService {
  readonly id: number;
  readonly name?: string;
  readonly service_plan_name?: string;
  readonly status: string;
  readonly starts_at?: string | null;
  readonly ends_at?: string | null;
}

export interface DeviceSession {
  readonly id: number;
  readonly current: boolean;
  readonly assurance: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
}

export const fetchAccessLog = (cursor: string | undefined): Promise<Page<AccessEntry>> =>
  api.get<Page<AccessEntry>>('/v1/me/access-log', { limit: 25, cursor });
export const fetchMyServices = (): Promise<{ readonly items: readonly MyService[] }> => api.get('/v1/me/service-plans');
export const fetchDevices = (): Promise<{ readonly items: readonly DeviceSession[] }> => api.get('/v1/me/sessions');
export const revokeDevice = (id: number): Promise<void> => api.delete<void>(`/v1/me/sessions/${id}`);
export const saveReminders = (input: { id: number; weekdays: readonly number[]; time: string }): Promise<Standing> =>
  api.put<Standing>(`/v1/patient-treatment-plans/${input.id}/reminders`, { weekdays: input.weekdays, time: input.time });
export const changePassword = (input: { current_password: string; password: string }): Promise<void> =>
  api.post<void>('/v1/me/password', input);
