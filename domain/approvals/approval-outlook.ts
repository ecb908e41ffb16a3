import { assertNever } from '#domain/shared/assert-never';
import type { ArmedTimer } from '#domain/shared/armed-timer';
import { durationMs } from '#domain/shared/duration';
import type { Instant } from '#domain/shared/zoned-time';
import { absenceOf, type ApprovalAbsence } from './approval-absence';
import type { ApprovalFacts, ApprovalLedger } from './approval-facts';
import { eligibleApprovers, escalationTargets, type ApprovalOutcome } from './approval-machine';

/** A timer of an approval. */
export type ApprovalTimer = ArmedTimer<'remind' | 'escalate' | 'back' | 'expire'>;

interface Due {
  readonly key: string;
  readonly due_at: Instant;
}

/** Why a request goes further up: it waited too long, nobody may decide it, or the person asked is away without a stand-in who may. */
export type EscalationCause = 'waiting' | 'nobody_left' | 'no_stand_in';

/** An act that is due on a pending approval. `to_user_ids` are the people to tell. */
export type ApprovalDueAction =
  | (Due & { readonly kind: 'remind'; readonly reminder: number; readonly to_user_ids: readonly number[] })
  | (Due & {
      readonly kind: 'escalate';
      readonly why: EscalationCause;
      readonly to_user_ids: readonly number[];
      readonly absence?: string;
    })
  | (Due & { readonly kind: 'stand_in'; readonly for_user_id: number; readonly to_user_id: number; readonly absence: string })
  | (Due & { readonly kind: 'back'; readonly absence: null })
  | (Due & { readonly kind: 'expire' });

/** What is due on an approval, in order, and its timers by time. */
export interface ApprovalOutlook {
  readonly due: readonly ApprovalDueAction[];
  readonly timers: readonly ApprovalTimer[];
}

function reminderAt(facts: ApprovalFacts, reminder: number): Instant {
  return facts.requested_at + reminder * durationMs(facts.policies.remind_after);
}

/** Reminders still to come: the first after `remind_after`, then `remind_repeat_max` more; a burst after a sleep shrinks to one. */
function reminders(facts: ApprovalFacts, now: Instant, expiresAt: Instant): ApprovalOutlook {
  const last = 1 + facts.policies.remind_repeat_max;
  const due: ApprovalDueAction[] = [];
  let next = facts.ledger.reminders + 1;
  while (next < last && reminderAt(facts, next + 1) <= now) next += 1;
  if (next <= last && reminderAt(facts, next) <= now) {
    const to_user_ids = eligibleApprovers(facts).map((approver) => approver.user_id);
    due.push({ kind: 'remind', key: `remind:${next}`, due_at: reminderAt(facts, next), reminder: next, to_user_ids });
    next += 1;
  }
  const dueAt = reminderAt(facts, next);
  if (next > last || dueAt >= expiresAt) return { due, timers: [] };
  return { due, timers: [{ kind: 'remind', due_at: dueAt, why_code: 'approval.remind', why_params: { reminder: next } }] };
}

function escalation(facts: ApprovalFacts, now: Instant, expiresAt: Instant): ApprovalOutlook {
  const to_user_ids = escalationTargets(facts).map((approver) => approver.user_id);
  if (eligibleApprovers(facts).length === 0) {
    if (facts.ledger.nobody_left_told) return { due: [], timers: [] };
    return { due: [{ kind: 'escalate', key: 'escalate:nobody_left', due_at: now, why: 'nobody_left', to_user_ids }], timers: [] };
  }
  const dueAt = facts.requested_at + durationMs(facts.policies.escalate_after);
  if (facts.ledger.escalated || dueAt >= expiresAt) return { due: [], timers: [] };
  if (dueAt <= now) {
    return { due: [{ kind: 'escalate', key: 'escalate:waiting', due_at: dueAt, why: 'waiting', to_user_ids }], timers: [] };
  }
  const why_params = { after: facts.policies.escalate_after };
  return { due: [], timers: [{ kind: 'escalate', due_at: dueAt, why_code: 'approval.escalate', why_params }] };
}

/** The person asked went away, or came back: the request follows at once, and at the end of an absence by itself. */
function absence(facts: ApprovalFacts, now: Instant, expiresAt: Instant): ApprovalOutlook {
  const away = absenceOf(facts);
  if ((away?.key ?? null) === facts.ledger.absence_told) return { due: [], timers: returns(away, expiresAt) };
  if (away === null) return { due: [{ kind: 'back', key: `back:${now}`, due_at: now, absence: null }], timers: [] };
  const { for_user_id, to_user_id, key } = away;
  const about = { key: `away:${key}:${now}`, due_at: now, absence: key };
  if (to_user_id !== null) return { due: [{ ...about, kind: 'stand_in', for_user_id, to_user_id }], timers: [] };
  const targets = escalationTargets(facts).map((approver) => approver.user_id);
  return { due: [{ ...about, kind: 'escalate', why: 'no_stand_in', to_user_ids: targets }], timers: [] };
}

function returns(away: ApprovalAbsence | null, expiresAt: Instant): readonly ApprovalTimer[] {
  if (away === null || away.until === null || away.until >= expiresAt) return [];
  return [{ kind: 'back', due_at: away.until, why_code: 'approval.back', why_params: {} }];
}

/**
 * What is due on an approval now and what lies ahead: reminders, an escalation for waiting too long, one at once when nobody
 * who may decide is left or the person asked is away, expiry.
 * Empty once it is closed. O(reminders + approvers). Source: plan-semantics §5.
 */
export function approvalOutlook(facts: ApprovalFacts, now: Instant): ApprovalOutlook {
  if (facts.status !== 'pending') return { due: [], timers: [] };
  const expiresAt = facts.requested_at + durationMs(facts.policies.expire_after);
  if (expiresAt <= now) return { due: [{ kind: 'expire', key: 'expire', due_at: expiresAt }], timers: [] };
  const parts = [absence(facts, now, expiresAt), reminders(facts, now, expiresAt), escalation(facts, now, expiresAt)];
  const why_params = { after: facts.policies.expire_after };
  const expiry: ApprovalTimer = { kind: 'expire', due_at: expiresAt, why_code: 'approval.expire', why_params };
  const timers = [...parts.flatMap((part) => part.timers), expiry];
  return { due: parts.flatMap((part) => part.due), timers: timers.toSorted((a, b) => a.due_at - b.due_at) };
}

function escalationNoted(action: Extract<ApprovalDueAction, { kind: 'escalate' }>): Partial<ApprovalLedger> {
  switch (action.why) {
    case 'waiting':
      return { escalated: true };
    case 'nobody_left':
      return { nobody_left_told: true };
    case 'no_stand_in':
      return { absence_told: action.absence ?? null };
    default:
      return assertNever(action.why);
  }
}

/** Records that a due act was done; an expiry closes the request and tells the waiting process that it counts as rejected. */
export function settleApproval(
  facts: ApprovalFacts,
  action: ApprovalDueAction,
  now: Instant,
): { readonly facts: ApprovalFacts; readonly outcome: ApprovalOutcome | null } {
  switch (action.kind) {
    case 'remind':
      return { facts: { ...facts, ledger: { ...facts.ledger, reminders: action.reminder } }, outcome: null };
    case 'escalate':
      return { facts: { ...facts, ledger: { ...facts.ledger, ...escalationNoted(action) } }, outcome: null };
    case 'stand_in':
    case 'back':
      return { facts: { ...facts, ledger: { ...facts.ledger, absence_told: action.absence } }, outcome: null };
    case 'expire':
      return {
        facts: { ...facts, status: 'expired', closed_at: now },
        outcome: { verdict: 'rejected', by_user_id: null, reason: 'approval_expired' },
      };
    default:
      return assertNever(action);
  }
}
