import type { Placement, Reason } from '#domain/scheduling/model/clinic-plan';
import type { ClinicProblem, Minute, Session } from '#domain/scheduling/model/clinic-problem';
import { brokenRules } from './clinic-checker/check-clinic-plan';
import type { Finding } from './clinic-checker/facts';
import { everyPlacement } from './every-placement';

/** Rules whose findings name another row than the reasons of the engine do: the patient or the person in place of the rule's own. */
const BY_RULE_ALONE = new Set<string>(['plan_deadline', 'skills', 'gender_match', 'room_type']);

/** The clinic with the one blocker of a reason in its calendars, or with all of it where no single one is named. */
function contextOf(problem: ClinicProblem, others: readonly Placement[], { rule, subject, blocker }: Reason) {
  if (blocker?.kind === 'booking') {
    return { problem: { ...problem, bookings: problem.bookings.filter(({ id }) => id === blocker.id) }, others: [] };
  }
  const isOccupied = rule.endsWith('_busy') || rule === 'buffer';
  if (blocker?.kind === 'session' && isOccupied) {
    return { problem: { ...problem, bookings: [] }, others: others.filter(({ sessionId }) => sessionId === blocker.id) };
  }
  if (rule !== 'skills' || subject?.kind !== 'skill') return { problem, others };
  // Who lacks the skill, not whose certificate has ended.
  const practitioners = problem.practitioners.map((person) => ({
    ...person,
    skills: person.skills.map((skill) => ({ ...skill, validUntil: null })),
  }));
  return { problem: { ...problem, practitioners }, others };
}

function isNamed(finding: Finding, reason: Reason, start: Minute): boolean {
  const { rule, instance, subject, span } = reason;
  if (finding.rule !== rule) return false;
  if (rule === 'max_daily_sessions_patient') return span === null || (span.start <= start && start < span.end);
  if (rule === 'contraindication') return finding.text.includes(reason.blocker?.id ?? '');
  if (rule === 'skills' && subject?.kind === 'practitioner') return finding.instance === instance;
  if (BY_RULE_ALONE.has(rule)) return true;
  if (rule.endsWith('_busy') || rule === 'buffer') return finding.instance === `${rule}:${subject?.id ?? ''}`;
  return finding.instance === instance;
}

/**
 * What is wrong with the minimal conflict of a session, judged by the independent checker on every place the session could have, in
 * sentences: together the reasons must forbid every place, and without any one of them some place must be left.
 */
export function conflictFaults(
  problem: ClinicProblem,
  session: Session,
  others: readonly Placement[],
  reasons: readonly Reason[],
  stepMinutes: Minute,
): string[] {
  const contexts = reasons.map((reason) => contextOf(problem, others, reason));
  let unexplained: Placement | null = null;
  const freed = new Set<Reason>();
  for (const placement of everyPlacement(problem, session, stepMinutes)) {
    const forbidding = reasons.filter((reason, i) =>
      brokenRules(contexts[i]?.problem ?? problem, [...(contexts[i]?.others ?? []), placement]).some((finding) =>
        isNamed(finding, reason, placement.start),
      ),
    );
    if (forbidding.length === 0) unexplained ??= placement;
    const [only, second] = forbidding;
    if (only !== undefined && second === undefined) freed.add(only);
  }
  const faults = unexplained === null ? [] : [`No reason forbids ${JSON.stringify(unexplained)}.`];
  const needless = reasons.filter((reason) => !freed.has(reason));
  return [...faults, ...needless.map(({ instance }) => `Without ${instance} there is no place either.`)];
}
