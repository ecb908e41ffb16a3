import type { Instant } from '#domain/shared/zoned-time';

/** What can be put up for approval. */
export type ApprovalKind = 'plan_assignment' | 'plan_promotion';

/** States of an approval; all but `pending` are final. */
export type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'expired' | 'withdrawn';

/** The organization policies of approvals (`approval.*`); durations ISO 8601. */
export interface ApprovalPolicies {
  readonly remind_after: string;
  readonly remind_repeat_max: number;
  readonly escalate_after: string;
  readonly expire_after: string;
  readonly separate_author: boolean;
}

/** A person who holds the permission to approve in the organization and is not disabled. */
export interface Approver {
  readonly user_id: number;
  readonly role: 'specialist' | 'medical_director' | 'admin';
  /** Said to be away at the moment the facts were read. */
  readonly away: boolean;
  /** When a present absence ends, as they said; null while they are there. */
  readonly away_until: Instant | null;
  /** Whom they named to stand in for them; null when nobody. */
  readonly stand_in_user_id: number | null;
}

/** The decision that won. */
export interface ApprovalDecision {
  readonly verdict: 'approved' | 'rejected';
  readonly by_user_id: number;
  readonly at: Instant;
  readonly reason: string | null;
}

/** How a request was taken back; `by_user_id` and `reason` are null when the product did it, not a person. */
export interface ApprovalWithdrawal {
  readonly by_user_id: number | null;
  readonly reason: string | null;
}

/** What was already sent, so that nothing is sent twice. */
export interface ApprovalLedger {
  readonly reminders: number;
  /** The escalation for waiting too long. */
  readonly escalated: boolean;
  /** The one because nobody who may decide is left. */
  readonly nobody_left_told: boolean;
  /** Key of the absence that was last acted on (`absenceOf`); null when the person asked is there. */
  readonly absence_told: string | null;
}

/** Everything the rules need to know about one approval; the approval workflow holds it as plain JSON. */
export interface ApprovalFacts {
  readonly approval_id: number;
  readonly kind: ApprovalKind;
  readonly status: ApprovalStatus;
  readonly requested_at: Instant;
  /** Who asked; with `approval.separate_author` neither they nor the authors may decide. */
  readonly requested_by_user_id: number;
  readonly author_user_ids: readonly number[];
  /** Hash of the content the request asks for. */
  readonly content_hash: string;
  /** Who was asked in particular; null while every approver is. */
  readonly delegated_to_user_id: number | null;
  /** Who may approve in the organization, as last read. */
  readonly approvers: readonly Approver[];
  readonly policies: ApprovalPolicies;
  readonly decision: ApprovalDecision | null;
  /** Set exactly while `status` is `withdrawn`. */
  readonly withdrawal: ApprovalWithdrawal | null;
  readonly closed_at: Instant | null;
  /** What was already sent. */
  readonly ledger: ApprovalLedger;
}
