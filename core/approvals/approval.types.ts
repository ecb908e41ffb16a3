import type { ApprovalFacts, Approver } from '#domain/approvals/approval-facts';
import type { ApprovalKind, ApprovalStatus } from '#workflows/approvals/approval.contract';

export interface ApprovalRow {
  id: number;
  organization_id: number;
  kind: ApprovalKind;
  subject_id: number;
  patient_id: number | null;
  title: string;
  treatment_plan_id: number;
  version: number;
  base_version: number | null;
  base_plan_id: number | null;
  content_hash: string;
  requested_by: number | null;
  requested_at: Date;
  author_user_id: number | null;
  status: ApprovalStatus;
  decided_by: number | null;
  decided_at: Date | null;
  reason: string | null;
  delegated_to: number | null;
  /** Who decides while `delegated_to` is away; null when nobody stands in. */
  stand_in_id: number | null;
  escalated_at: Date | null;
  reminders_sent: number;
  expires_at: Date | null;
  ledger: Partial<ApprovalFacts['ledger']>;
  rev: number;
}

export interface ApprovalListRow extends ApprovalRow {
  patient_name: string | null;
  requested_by_name: string | null;
  decided_by_name: string | null;
  delegated_to_name: string | null;
  delegated_away: boolean;
  stand_in_name: string | null;
}

/** A person who may decide, with the name colleagues know them by. */
export interface ApproverRow extends Approver {
  display_name: string;
}
