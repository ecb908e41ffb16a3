import { defineProcess, type ProcessArgs } from '../shared/process.contract';

export type ApprovalKind = 'plan_assignment' | 'plan_promotion';
export type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'expired' | 'withdrawn';

/** The row exists before the process: it was written in the transaction of whoever asked. */
export type ApprovalArgs = ProcessArgs;

export interface ApprovalState {
  status: ApprovalStatus;
}

export interface ApprovalStanding {
  approvalId: number;
  kind: ApprovalKind;
  subjectId: number;
  status: ApprovalStatus;
  decidedBy: number | null;
  rev: number;
}

export interface ApprovalActs {
  /** `contentHash` is what the approver saw; a decision about other content is refused. */
  approve: { contentHash: string; note: string | null };
  reject: { contentHash: string; reason: string };
  delegate: { toUserId: number };
  /** `note` says why, in the requester's words; null when the product withdraws what nobody needs any more. */
  withdraw: { reason: 'requester' | 'no_longer_needed'; note: string | null };
}

export type ApprovalActKind = keyof ApprovalActs;
export type ApprovalAct = { [K in ApprovalActKind]: { kind: K } & ApprovalActs[K] }[ApprovalActKind];

export interface ApprovalProcess {
  args: ApprovalArgs;
  state: ApprovalState;
  opened: ApprovalStanding;
  commands: { [K in ApprovalActKind]: { data: ApprovalActs[K]; reply: ApprovalStanding } };
  events: {
    /** The content it asks for may have changed, or a policy: look what is due now. */
    look_again: Record<never, never>;
  };
}

/** One approval, one process: it waits, reminds, escalates, expires and tells the waiting side exactly once. */
export const approvalProcess = defineProcess<ApprovalProcess>({
  kind: 'approval',
  workflowType: 'approval',
  commands: {
    approve: 'Approve the content that was seen',
    reject: 'Reject with a reason',
    delegate: 'Hand over to a colleague',
    withdraw: 'Withdraw the request',
  },
  events: { look_again: 'Look again: content or policy has changed' },
});
