import type { Role } from '#domain/auth/roles';
import { api } from '../../api/client';

export interface DemoPerson {
  readonly person: string;
  readonly display_name: string;
  readonly organization_name: string | null;
  readonly roles: readonly Role[];
}

/** What the person has to do next; `signed_in`: the cookies are set. */
export interface SignInStep {
  readonly next: 'signed_in' | 'second_factor' | 'second_factor_setup';
}

export interface TotpSetup {
  readonly secret: string;
  readonly otpauth_url: string;
  readonly qr_svg: string;
}

export interface CodeRequested {
  readonly challenge: string;
  readonly expires_at: string;
}

export interface Invitation {
  readonly purpose: 'setup' | 'staff' | 'patient' | 'password_reset' | 'second_factor_reset';
  readonly organization_name: string | null;
  readonly email: string | null;
  readonly needs_password: boolean;
  readonly needs_name: boolean;
  readonly expires_at: string;
}

export interface Acceptance {
  readonly token: string;
  readonly display_name?: string;
  readonly password?: string;
  readonly email?: string;
  readonly organization?: { readonly name: string; readonly slug: string; readonly time_zone: string };
}

export const fetchDemo = (): Promise<{ readonly items: readonly DemoPerson[] }> => api.get('/v1/demo');
export const signInAsDemo = (person: string): Promise<SignInStep> => api.post<SignInStep>('/v1/demo/sign-in', { person });
export const requestCode = (email: string): Promise<CodeRequested> => api.post<CodeRequested>('/v1/auth/code', { email });
export const redeemCode = (challenge: string, code: string): Promise<SignInStep> =>
  api.post<SignInStep>('/v1/auth/code/verify', { challenge, code });
export const redeemLink = (token: string): Promise<SignInStep> => api.post<SignInStep>('/v1/auth/link', { token });
export const signInWithPassword = (email: string, password: string): Promise<SignInStep> =>
  api.post<SignInStep>('/v1/auth/password', { email, password });
export const requestPasswordReset = (email: string): Promise<void> => api.post<void>('/v1/auth/password-reset', { email });
export const giveSecondFactor = (code: string): Promise<SignInStep> => api.post<SignInStep>('/v1/auth/second-factor', { code });
export const startTotp = (): Promise<TotpSetup> => api.post<TotpSetup>('/v1/auth/second-factor/setup');
export const confirmTotp = (code: string): Promise<{ readonly recovery_codes: readonly string[] }> =>
  api.post('/v1/auth/second-factor/confirm', { code });
export const readInvitation = (token: string): Promise<Invitation> => api.post<Invitation>('/v1/auth/invitation', { token });
export const acceptInvitation = (input: Acceptance): Promise<SignInStep> =>
  api.post<SignInStep>('/v1/auth/invitation/accept', input);
