import { assertNever } from '#domain/shared/assert-never';
import { instantToIso, type Instant } from '#domain/shared/zoned-time';
import type { WhyParams } from '#domain/shared/armed-timer';
import type { Policies } from '#domain/organizations/policies';
import type { ApprovalDecision, ApprovalFacts, ApprovalPolicies, ApprovalWithdrawal, Approver } from './approval-facts';

/** What may be asked of an approval. `content_hash` is the hash the decider was shown. */
export type ApprovalCommand =
  | {
      readonly kind: 'decide';
      readonly verdict: 'approved' | 'rejected';
      readonly by_user_id: number;
      readonly reason: string | null;
      readonly content_hash: string;
    }
  /** `by_user_id` null: what it asks for is gone, or operations ended it; nobody has to say why. */
  | { readonly kind: 'withdraw'; readonly by_user_id: number | null; readonly reason: string | null }
  | { readonly kind: 'content_changed'; readonly content_hash: string }
  | { readonly kind: 'approvers_changed'; readonly approvers: readonly Approver[] }
  | { readonly kind: 'change_policies'; readonly policies: ApprovalPolicies };

/** Why a command was refused; each is also a problem code of the API. */
export type ApprovalRefusalCode =
  | 'already_decided'
  | 'own_request'
  | 'not_an_approver'
  | 'not_the_requester'
  | 'reason_required'
  | 'content_changed';

/** The next facts, with the outcome when the approval closed; or a refusal that changes nothing. */
export type ApprovalVerdict =
  | { readonly kind: 'accepted'; readonly facts: ApprovalFacts; readonly outcome: ApprovalOutcome | null }
  | { readonly kind: 'refused'; readonly code: ApprovalRefusalCode; readonly detail: string; readonly extra: WhyParams };

/** What the waiting process is told, exactly once, when the approval closes. */
export type ApprovalOutcome =
  | { readonly verdict: 'approved'; readonly by_user_id: number }
  | { readonly verdict: 'rejected'; readonly by_user_id: number | null; readonly reason: string }
  | { readonly verdict: 'withdrawn'; readonly reason: 'content_changed' | 'by_requester' | 'no_longer_needed' };

/** The approval policies of an organization, picked out of all. */
export function approvalPoliciesOf(policies: Policies): ApprovalPolicies {
  return {
    remind_after: policies['approval.remind_after'],
    remind_repeat_max: policies['approval.remind_repeat_max'],
    escalate_after: policies['approval.escalate_after'],
    expire_after: policies['approval.expire_after'],
    separate_author: policies['approval.separate_author'],
  };
}

/** Whether the separate-author rule keeps a person from deciding this request. */
function isOwnRequest(facts: ApprovalFacts, userId: number): boolean {
  return facts.policies.separate_author && (facts.requested_by_user_id === userId || facts.author_user_ids.includes(userId));
}

/** Who may decide this request now. */
export function eligibleApprovers(facts: ApprovalFacts): readonly Approver[] {
  return facts.approvers.filter((approver) => !isOwnRequest(facts, approver.user_id));
}

/** Whom an escalation goes to: the medical directors who may decide, else the admins, else every admin and director there is. */
export function escalationTargets(facts: ApprovalFacts): readonly Approver[] {
  const eligible = eligibleApprovers(facts);
  const directors = eligible.filter((approver) => approver.role === 'medical_director');
  if (directors.length > 0) return directors;
  const admins = eligible.filter((approver) => approver.role === 'admin');
  if (admins.length > 0) return admins;
  return facts.approvers.filter((approver) => approver.role !== 'specialist');
}

function refused(code: ApprovalRefusalCode, detail: string, extra: WhyParams = {}): ApprovalVerdict {
  return { kind: 'refused', code, detail, extra };
}

function alreadyDecided(facts: ApprovalFacts): ApprovalVerdict {
  const at = facts.decision?.at ?? facts.closed_at;
  const detail = `This request was already ${facts.status}${at === null ? '' : ` at ${instantToIso(at)}`}.`;
  return refused('already_decided', detail, {
    status: facts.status,
    decided_by: facts.decision?.by_user_id ?? null,
    decided_at: at === null ? null : instantToIso(at),
  });
}

function decideRequest(
  facts: ApprovalFacts,
  command: Extract<ApprovalCommand, { kind: 'decide' }>,
  now: Instant,
): ApprovalVerdict {
  if (isOwnRequest(facts, command.by_user_id)) {
    return refused('own_request', 'Whoever wrote or asked for this cannot decide it. A colleague has to.');
  }
  if (!facts.approvers.some((approver) => approver.user_id === command.by_user_id)) {
    return refused('not_an_approver', 'You may not decide requests of this kind.');
  }
  if (command.content_hash !== facts.content_hash) {
    return refused('content_changed', 'What you were shown is not what the request asks for. Reload it and look again.');
  }
  const reason = command.reason?.trim() ?? '';
  if (command.verdict === 'rejected' && reason === '') {
    return refused('reason_required', 'Say why it is rejected; the author will read it.');
  }
  const decision: ApprovalDecision = {
    verdict: command.verdict,
    by_user_id: command.by_user_id,
    at: now,
    reason: reason === '' ? null : reason,
  };
  const next: ApprovalFacts = { ...facts, status: command.verdict, decision, closed_at: now };
  const { by_user_id } = command;
  const outcome: ApprovalOutcome =
    command.verdict === 'approved' ? { verdict: 'approved', by_user_id } : { verdict: 'rejected', by_user_id, reason };
  return { kind: 'accepted', facts: next, outcome };
}

type WithdrawnFor = Extract<ApprovalOutcome, { verdict: 'withdrawn' }>['reason'];

function withdrawn(facts: ApprovalFacts, why: WithdrawnFor, withdrawal: ApprovalWithdrawal, now: Instant): ApprovalVerdict {
  return {
    kind: 'accepted',
    facts: { ...facts, status: 'withdrawn', withdrawal, closed_at: now },
    outcome: { verdict: 'withdrawn', reason: why },
  };
}

const byNobody: ApprovalWithdrawal = { by_user_id: null, reason: null };

function withdrawRequest(
  facts: ApprovalFacts,
  command: Extract<ApprovalCommand, { kind: 'withdraw' }>,
  now: Instant,
): ApprovalVerdict {
  const { by_user_id } = command;
  if (by_user_id === null) return withdrawn(facts, 'no_longer_needed', byNobody, now);
  if (by_user_id !== facts.requested_by_user_id) {
    return refused('not_the_requester', 'Only the person who asked can withdraw a request. You can reject it with a reason.');
  }
  const reason = command.reason?.trim() ?? '';
  if (reason === '') return refused('reason_required', 'Say why it is withdrawn; the colleagues who were asked will read it.');
  return withdrawn(facts, 'by_requester', { by_user_id, reason }, now);
}

/**
 * Decides one command. The first valid decision wins, later ones are told who and when. A change of the pinned content withdraws the
 * request; so does whoever asked, with a reason. Must be called after everything due (`approvalOutlook`) was settled. Source: plan-semantics §5.
 */
export function decideApproval(facts: ApprovalFacts, command: ApprovalCommand, now: Instant): ApprovalVerdict {
  const closed = facts.status !== 'pending';
  switch (command.kind) {
    case 'decide':
      return closed ? alreadyDecided(facts) : decideRequest(facts, command, now);
    case 'withdraw':
      return closed ? alreadyDecided(facts) : withdrawRequest(facts, command, now);
    case 'content_changed':
      if (closed || command.content_hash === facts.content_hash) return { kind: 'accepted', facts, outcome: null };
      return withdrawn(facts, 'content_changed', byNobody, now);
    case 'approvers_changed':
      return { kind: 'accepted', facts: closed ? facts : { ...facts, approvers: command.approvers }, outcome: null };
    case 'change_policies':
      return { kind: 'accepted', facts: closed ? facts : { ...facts, policies: command.policies }, outcome: null };
    default:
      return assertNever(command);
  }
}
