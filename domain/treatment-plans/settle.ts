import { assertNever } from '#domain/shared/assert-never';
import type { Instant } from '#domain/shared/zoned-time';
import type { EnrollmentEvent } from './enrollment-commands';
import type { EnrollmentFacts, TimerLedger } from './enrollment-facts';
import { finishEnrollment } from './finish-enrollment';
import type { DueAction } from './outlook.types';

/** The facts after a due act was done, and the events it raises. */
export interface Settlement {
  readonly facts: EnrollmentFacts;
  readonly events: readonly EnrollmentEvent[];
}

function noted(facts: EnrollmentFacts, change: Partial<TimerLedger>, events: readonly EnrollmentEvent[] = []): Settlement {
  return { facts: { ...facts, ledger: { ...facts.ledger, ...change } }, events };
}

/**
 * Records that a due act was done, so that `outlook` never asks for it again. Must be called once per act of one `outlook` answer,
 * in its order. An ending happens at `now`, not at the moment it fell due, because sessions until now counted.
 */
export function settle(facts: EnrollmentFacts, action: DueAction, now: Instant): Settlement {
  switch (action.kind) {
    case 'start':
      return noted(facts, { started: true });
    case 'reminder':
    case 'reminder_dropped':
      return noted(facts, { reminded_on: action.local_date });
    case 'week_close':
      return noted(facts, { weeks_closed: action.week.index }, [{ name: 'treatment_plan.week_closed', ...action.week }]);
    case 'silence':
      return noted(facts, { silence: { since: action.silent_since, alerts: action.alert } }, [
        { name: 'treatment_plan.silent', silent_since: action.silent_since, alert: action.alert },
      ]);
    case 'pause_start': {
      const until = facts.pauses.find((pause) => pause.from === action.due_at)?.until ?? null;
      return { facts: { ...facts, status: 'paused' }, events: [{ name: 'treatment_plan.paused', until }] };
    }
    case 'pause_end':
      return { facts: { ...facts, status: 'active' }, events: [{ name: 'treatment_plan.resumed' }] };
    case 'abandon':
      return { facts: { ...facts, open_session: null }, events: [] };
    case 'end':
      return finishEnrollment(facts, action.outcome, { at: Math.max(now, action.due_at), reason: action.reason, note: null });
    case 'follow_up':
      return noted(facts, { followed_up: true });
    default:
      return assertNever(action);
  }
}
