import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { MessageActor } from '../shared/message-actor';

/** One approval, one process: it waits, reminds, escalates, expires and tells the waiting side exactly once. */
export function approvalWorkflowId(installationId: string, approvalId: number): string {
  return `${installationId}/approval/${approvalId}`;
}

export interface ApprovalRun {
  orgId: number;
  approvalId: number;
}

export type ApprovalAct =
  | { kind: 'approve'; contentHash: string; note: string | null }
  | { kind: 'reject'; reason: string }
  | { kind: 'delegate'; toUserId: number }
  | { kind: 'withdraw'; reason: 'content_changed' | 'requester' };

export interface ApprovalRequest {
  by: MessageActor;
  act: ApprovalAct;
}

export interface ApprovalStanding {
  approvalId: number;
  kind: 'plan_assignment' | 'plan_promotion';
  subjectId: number;
  status: 'pending' | 'approved' | 'rejected' | 'expired' | 'withdrawn';
  reason: string | null;
  decidedBy: number | null;
  rev: number;
  nextDueAt: number | null;
}

export type ApprovalNews = { id: string; kind: 'look_again' };

export const approvalUpdate = defineUpdate<ApprovalStanding, [ApprovalRequest]>('act');
export const approvalNewsSignal = defineSignal<[ApprovalNews]>('news');
