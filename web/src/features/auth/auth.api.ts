import { api } from '../../api/client';
import type { Schemas } from '../../api/types';

export type DemoPerson = Schemas['DemoPerson'];
/** What the person has to do next; `signed_in`: the cookies are set. */
export type SignInStep = Schemas['SignInStep'];
export type TotpSetup = Schemas['SecondFactorSetup'];
export type CodeRequested = Schemas['CodeRequested'];
export type Invitation = Schemas['InvitationView'];
export type Acceptance = Schemas['AcceptInvitationBody'];

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
