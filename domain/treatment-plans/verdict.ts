import type { WhyParams } from '#domain/shared/armed-timer';
import type { EnrollmentEvent, Refusal, RefusalCode, Verdict } from './enrollment-commands';
import type { EnrollmentFacts } from './enrollment-facts';

/** A command that holds: the facts after it and the events to raise. */
export function accepted(facts: EnrollmentFacts, events: readonly EnrollmentEvent[] = []): Verdict {
  return { kind: 'accepted', facts, events };
}

/** A command that does not hold; nothing changes. */
export function refused(code: RefusalCode, detail: string, extra: WhyParams = {}): Refusal {
  return { kind: 'refused', code, detail, extra };
}
