import type { Instant } from '#domain/shared/zoned-time';
import type { ApprovalFacts, Approver } from './approval-facts';
import { eligibleApprovers } from './approval-machine';

/**
 * Where a request goes that was handed to somebody who is away: to their stand-in, or, when there is none who is there and may
 * decide it, nowhere (`to_user_id` null), and it escalates at once.
 */
export interface ApprovalAbsence {
  readonly for_user_id: number;
  readonly to_user_id: number | null;
  /** Names the pair in the ledger, so that each is told once. */
  readonly key: string;
  /** When the next of those it depends on is there again: the person asked, or a stand-in who may decide and is away as well. */
  readonly until: Instant | null;
}

/** The absence a pending request meets; null while nobody in particular was asked or the person is there. O(approvers). */
export function absenceOf(facts: ApprovalFacts): ApprovalAbsence | null {
  const asked = facts.approvers.find((approver) => approver.user_id === facts.delegated_to_user_id);
  if (asked === undefined || !asked.away) return null;
  const named = eligibleApprovers(facts).find((approver) => approver.user_id === asked.stand_in_user_id);
  const toUserId = named === undefined || named.away ? null : named.user_id;
  const key = `${asked.user_id}:${toUserId ?? 'nobody'}`;
  return { for_user_id: asked.user_id, to_user_id: toUserId, key, until: firstBack([asked, ...(named ? [named] : [])]) };
}

function firstBack(approvers: readonly Approver[]): Instant | null {
  const ends = approvers.flatMap(({ away, away_until }) => (away && away_until !== null ? [away_until] : []));
  return ends.length === 0 ? null : Math.min(...ends);
}
