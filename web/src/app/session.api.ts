import type { Role } from '#domain/auth/roles';
import { api } from '../api/client';

/** GET /v1/me. */
export interface Me {
  readonly user: { readonly id: number; readonly display_name: string; readonly email: string };
  readonly roles: readonly Role[];
  readonly organization: {
    readonly id: number;
    readonly name: string;
    readonly clinic_phone?: string | null;
    readonly emergency_text?: string | null;
    readonly time_zone?: string | null;
  } | null;
  readonly patient_id: number | null;
  readonly specialist_id: number | null;
  readonly time_zone?: string | null;
  readonly impersonator?: { readonly display_name: string } | null;
  readonly demo?: boolean;
}

export const fetchMe = (): Promise<Me> => api.get<Me>('/v1/me');
export const signOut = (): Promise<void> => api.post<void>('/v1/auth/sign-out');
export const stopImpersonation = (): Promise<void> => api.delete<void>('/v1/me/impersonation');
