import { api, type Page } from '../../api/client';
import type { Schemas } from '../../api/types';

export type Member = Schemas['MemberView'];
export type Invitation = Schemas['InvitationSummary'];
export const staffRoles = ['specialist', 'medical_director', 'admin', 'ops'] as const;
export type StaffRole = (typeof staffRoles)[number];

export interface MemberFilter {
  readonly text: string;
  readonly role: StaffRole | null;
  readonly cursor?: string | undefined;
}

/** Names never stand in an address: a search is a POST. */
export const searchMembers = ({ text, role, cursor }: MemberFilter): Promise<Page<Member>> =>
  api.post<Page<Member>>('/v1/members/search', {
    limit: 50,
    ...(text === '' ? {} : { text }),
    ...(role === null ? {} : { role }),
    ...(cursor === undefined ? {} : { cursor }),
  });
export const fetchMember = (id: number): Promise<Member> => api.get<Member>(`/v1/members/${id}`);
export const changeMember = (input: {
  id: number;
  change: { roles?: readonly StaffRole[]; status?: Member['status'] };
}): Promise<Member> => api.patch<Member>(`/v1/members/${input.id}`, input.change);
export const setAway = (input: { id: number; until: string | null; standInId: number | null }): Promise<Member> =>
  api.put<Member>(`/v1/members/${input.id}/away`, { away_until: input.until, fallback_user_id: input.standInId });
export const sendPasswordReset = (id: number): Promise<void> => api.post<void>(`/v1/members/${id}/password-reset`);
export const resetSecondFactor = (id: number): Promise<void> => api.post<void>(`/v1/members/${id}/second-factor-reset`);
export const viewAs = (input: { id: number; reason: string }): Promise<void> =>
  api.post<void>('/v1/me/impersonation', { user_id: input.id, reason: input.reason });

export const fetchInvitations = (cursor: string | undefined): Promise<Page<Invitation>> =>
  api.get<Page<Invitation>>('/v1/invitations', { limit: 50, cursor });
export const inviteMember = (input: { email: string; roles: readonly StaffRole[] }, key: string): Promise<Invitation> =>
  api.post<Invitation>('/v1/invitations', input, { idempotencyKey: key });
export const withdrawInvitation = (id: number): Promise<void> => api.delete<void>(`/v1/invitations/${id}`);
