import { api, type Page } from '../../api/client';
import type { TimelineStep } from '../../api/types';

export type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'expired' | 'withdrawn';

export interface Approval {
  readonly id: number;
  readonly kind: 'plan_assignment' | 'plan_promotion';
  readonly subject_id: number;
  readonly title: string;
  readonly patient_id: number | null;
  readonly patient_name: string | null;
  readonly treatment_plan_id: number;
  readonly version: number;
  readonly base_version: number | null;
  readonly content_hash: string;
  readonly requested_by: string | null;
  readonly requested_at: string;
  readonly status: ApprovalStatus;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
  readonly delegated_to: string | null;
  readonly escalated_at: string | null;
  readonly expires_at: string | null;
  readonly rev: number;
}

export interface ApprovalChange {
  readonly kind: string;
  readonly subject: string;
  readonly sentence: string;
  readonly key: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ReviewSession {
  readonly key: string;
  readonly title: string;
  readonly estimated_seconds: number;
  readonly exercises: readonly { readonly exercise_id: number; readonly name: string; readonly dose: string }[];
}

export interface Colleague {
  readonly user_id: number;
  readonly name: string;
  readonly role: 'specialist' | 'medical_director' | 'admin';
}

export interface ApprovalReview {
  readonly approval: Approval;
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
  readonly sessions: readonly ReviewSession[];
  /** null: nothing to compare with, all of it is new. */
  readonly changes: readonly ApprovalChange[] | null;
  readonly checks: readonly { readonly code: 'telerehab_access' | 'content_unchanged' | 'not_author'; readonly ok: boolean }[];
  readonly timeline: readonly TimelineStep[];
  readonly colleagues: readonly Colleague[];
  readonly may_decide: boolean;
}

export interface ApprovalStanding {
  readonly approval_id: number;
  readonly status: ApprovalStatus;
  readonly rev: number;
}

export type Decision =
  | { readonly act: 'approve'; readonly id: number; readonly contentHash: string }
  | { readonly act: 'reject'; readonly id: number; readonly contentHash: string; readonly reason: string }
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
    case 'delegate':
      return { to_user_id: decision.toUserId };
  }
};

/** The hash names what was on the screen: other content is never approved by accident. */
export const decide = (decision: Decision, key: string): Promise<ApprovalStanding> =>
  api.post<ApprovalStanding>(`/v1/approvals/${decision.id}/${decision.act}`, bodyOf(decision), { idempotencyKey: key });
