import { assertNever } from '#domain/shared/assert-never';
import type { Minute } from '../model/clinic-problem';
import { byText } from './slot-list';

/** How the specialist of a booking is found when several are free. */
export type AssignmentPolicy =
  | { readonly kind: 'round_robin' }
  | { readonly kind: 'least_loaded' }
  | { readonly kind: 'priority' }
  | { readonly kind: 'patient_choice'; readonly specialistId: string };

/** A specialist who is free at the start, with what the tracking of assignments knows. */
export interface AssignmentCandidate {
  readonly specialistId: string;
  /** 1 comes first. */
  readonly priority: number;
  /** Minutes assigned in the period the clinic balances over. */
  readonly assignedMinutes: number;
  /** Minutes this person works in that period; the load is a share of it. 0 counts as fully loaded. */
  readonly capacityMinutes: number;
  /** When the last assignment was made; null: never. */
  readonly lastAssignedAt: Minute | null;
}

type Order = (a: AssignmentCandidate, b: AssignmentCandidate) => number;

const byTurn: Order = (a, b) => (a.lastAssignedAt ?? -Infinity) - (b.lastAssignedAt ?? -Infinity) || 0;
/** a/b < c/d without fractions: loads of equal share tie exactly. */
const byLoad: Order = (a, b) => {
  if (a.capacityMinutes <= 0 || b.capacityMinutes <= 0) return Number(a.capacityMinutes <= 0) - Number(b.capacityMinutes <= 0);
  return a.assignedMinutes * b.capacityMinutes - b.assignedMinutes * a.capacityMinutes;
};
const byPriority: Order = (a, b) => a.priority - b.priority;
const byId: Order = (a, b) => byText(a.specialistId, b.specialistId);

/**
 * Round robin takes who waited longest, least loaded the smallest share of working time, priority the smallest number; ties go to the
 * smaller load, the longer wait, the smaller id. Null when nobody is free, or not the one the patient chose. O(candidates).
 */
export function chooseSpecialist(
  policy: AssignmentPolicy,
  candidates: readonly AssignmentCandidate[],
): AssignmentCandidate | null {
  switch (policy.kind) {
    case 'round_robin':
      return first(candidates, [byTurn, byLoad, byId]);
    case 'least_loaded':
      return first(candidates, [byLoad, byTurn, byId]);
    case 'priority':
      return first(candidates, [byPriority, byLoad, byTurn, byId]);
    case 'patient_choice':
      return candidates.find(({ specialistId }) => specialistId === policy.specialistId) ?? null;
    default:
      return assertNever(policy);
  }
}

function first(candidates: readonly AssignmentCandidate[], orders: readonly Order[]): AssignmentCandidate | null {
  const compare: Order = (a, b) => {
    for (const order of orders) {
      const sign = order(a, b);
      if (sign !== 0) return sign;
    }
    return 0;
  };
  return candidates.reduce<AssignmentCandidate | null>(
    (best, one) => (best === null || compare(one, best) < 0 ? one : best),
    null,
  );
}
