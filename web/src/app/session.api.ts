import { api } from '../api/client';
import type { Schemas } from '../api/types';

/** GET /v1/me. */
export type Me = Schemas['Me'];

export const fetchMe = (): Promise<Me> => api.get<Me>('/v1/me');
export const updateMe = (change: { display_name?: string; time_zone?: string }): Promise<Me> => api.patch<Me>('/v1/me', change);
export const signOut = (): Promise<void> => api.post<void>('/v1/auth/sign-out');
export const stopImpersonation = (): Promise<void> => api.delete<void>('/v1/me/impersonation');
