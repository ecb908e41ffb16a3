import type { Instant } from '#domain/shared/zoned-time';

/** What the clock does to a service in the hands of a patient. Instants are epoch milliseconds. */
export interface PatientServicePlanFacts {
  readonly status: 'pending' | 'active' | 'expired' | 'cancelled';
  readonly starts_at: Instant;
  /** Null: until somebody cancels it. */
  readonly ends_at: Instant | null;
  /** How long before the end the patient is told; policy `service_plan.expiry_notice`. */
  readonly notice_ms: number;
  readonly notice_sent: boolean;
}

/** Something that happens by itself at its time. */
export interface ServicePlanAct {
  readonly kind: 'start' | 'notice' | 'expire';
  readonly due_at: Instant;
}

/** Whether nothing can change any more. */
export function isServicePlanOver(facts: Pick<PatientServicePlanFacts, 'status'>): boolean {
  return facts.status === 'expired' || facts.status === 'cancelled';
}

/**
 * What lies ahead, earliest first. A service shorter than its notice has none: the patient was told its end when it was granted.
 * O(1).
 */
export function servicePlanTimers(facts: PatientServicePlanFacts): readonly ServicePlanAct[] {
  if (isServicePlanOver(facts)) return [];
  const acts: ServicePlanAct[] = facts.status === 'pending' ? [{ kind: 'start', due_at: facts.starts_at }] : [];
  if (facts.ends_at === null) return acts;
  const noticeAt = facts.ends_at - facts.notice_ms;
  if (!facts.notice_sent && noticeAt > facts.starts_at) acts.push({ kind: 'notice', due_at: noticeAt });
  acts.push({ kind: 'expire', due_at: facts.ends_at });
  return acts.toSorted((a, b) => a.due_at - b.due_at);
}

/** Does everything that is due at `now`, in order. A notice whose service has ended meanwhile is left out: it would be wrong. */
export function settleServicePlan(
  facts: PatientServicePlanFacts,
  now: Instant,
): { facts: PatientServicePlanFacts; acts: readonly ServicePlanAct[] } {
  let next = facts;
  const acts: ServicePlanAct[] = [];
  for (let act = servicePlanTimers(next)[0]; act !== undefined && act.due_at <= now; act = servicePlanTimers(next)[0]) {
    const stale = act.kind === 'notice' && facts.ends_at !== null && facts.ends_at <= now;
    next = applied(next, act);
    if (!stale) acts.push(act);
  }
  return { facts: next, acts };
}

function applied(facts: PatientServicePlanFacts, act: ServicePlanAct): PatientServicePlanFacts {
  switch (act.kind) {
    case 'start':
      return { ...facts, status: 'active' };
    case 'notice':
      return { ...facts, notice_sent: true };
    case 'expire':
      return { ...facts, status: 'expired' };
  }
}
