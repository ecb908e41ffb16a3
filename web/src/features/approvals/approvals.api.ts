import { api, type Page } from '../../api/client';
import type { Schemas, TimelineStep } from '../../api/types';

export type Approval = Schemas['ApprovalDto'];
export type ApprovalStatus = Approval['status'];
export type ApprovalChange = Omit<Schemas['ApprovalChangeDto'], 'params'> & {
  readonly params: Readonly<Record<string, unknown>>;
};
export type ReviewSession = Schemas['ApprovalSessionDto'];
export type Colleague = Schemas['ApprovalColleagueDto'];
/** `changes` null: nothing to compare with, all of it is new. */
export type ApprovalReview = Omit<Schemas['ApprovalReviewDto'], 'changes' | 'timeline'> & {
  readonly changes: readonly ApprovalChange[] | null;
  readonly timeline: readonly TimelineStep[];
};
export type ApprovalStanding = Schemas['ApprovalStandingDto'];

export type Decision =
  | { readonly act: 'approve'; readonly id: number; readonly contentHash: string }
  | { readonly act: 'reject'; readonly id: number; readonly contentHash: string; readonly reason: string }
  | { readonly act: 'withdraw'; readonly id: number; readonly reason: string }
  | { readonly act: 'delegate'; readonly id: number; readonly toUserId: number };

export const fetchApprovals = (status?: ApprovalStatus): Promise<Page<Approval>> =>
  api.get<Page<Approval>>('/v1/approvals', { status, limit: status === undefined ? 30 : 100 });
export const fetchReview = (id: number): Promise<ApprovalReview> => api.get<ApprovalReview>(`/v1/approvals/${id}`);

const bodyOf = (decision: Decision): object => {
  switch (decision.act) {
    case 'approve':
      return { content_hash: decision.contentHash };
    case 'reject':
      return { content_hash: decision.contentHash, reason: decision.reason };
    case 'withdraw':
      return { reason: decision.reason };
    case 'delegate':
      return { to_user_id: decision.toUserId };
  }
};

/** The hash names what was on the screen: other content is never approved by accident. */
export const decide = (decision: Decision, key: string): Promise<ApprovalStanding> =>
  api.post<ApprovalStanding>(`/v1/approvals/${decision.id}/${decision.act}`, bodyOf(decision), { idempotencyKey: key });
