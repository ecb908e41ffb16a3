import type { Role } from '#domain/auth/roles';
import { api } from '../api/client';

interface MeOrganization {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly roles: readonly Role[];
}

/** GET /v1/me. */
export interface Me {
  readonly user_id: number | null;
  readonly display_name: string;
  readonly email: string | null;
  /** The patient's own zone, else the organization's. */
  readonly time_zone: string;
  readonly demo: boolean;
  readonly organization:
    | (MeOrganization & { readonly phone: string; readonly emergency_text: string; readonly time_zone: string })
    | null;
  readonly organizations: readonly MeOrganization[];
  readonly roles: readonly Role[];
  readonly permissions: readonly string[];
  readonly patient_id: number | null;
  readonly specialist_id: number | null;
  readonly away_until: string | null;
  readonly impersonation: { readonly by_display_name: string; readonly reason: string; readonly expires_at: string } | null;
}

export const fetchMe = (): Promise<Me> => api.get<Me>('/v1/me');
export const updateMe = (change: { display_name?: string; time_zone?: string }): Promise<Me> => api.patch<Me>('/v1/me', change);
export const signOut = (): Promise<void> => api.post<void>('/v1/auth/sign-out');
export const stopImpersonation = (): Promise<void> => api.delete<void>('/v1/me/impersonation');
export const switchOrganization = (organizationId: number): Promise<Me> =>
  api.post<Me>('/v1/me/switch-organization', { organization_id: organizationId });
