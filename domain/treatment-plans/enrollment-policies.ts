import type { Policies } from '#domain/organizations/policies';
import type { IsoWeekday } from '#domain/shared/local-date';
import type { EnrollmentPolicies, ReminderPreferences } from './enrollment-facts';

/** The organization policies an enrollment reads, picked out of all. */
export function enrollmentPoliciesOf(policies: Policies): EnrollmentPolicies {
  return {
    max_per_day: policies['session.max_per_day'],
    extra_per_week: policies['session.extra_per_week'],
    abandon_after: policies['session.abandon_after'],
    completion_threshold: policies['enrollment.completion_threshold'],
    grace: policies['enrollment.grace'],
    follow_up_after: policies['follow_up.after'],
    silence_after: policies['silence.after'],
    silence_repeat: policies['silence.repeat'],
    silence_repeat_max: policies['silence.repeat_max'],
    quiet_start: policies['quiet_hours.start'],
    quiet_end: policies['quiet_hours.end'],
  };
}

const WEEKDAYS_BY_FREQUENCY: readonly (readonly IsoWeekday[])[] = [
  [3],
  [1, 4],
  [1, 3, 5],
  [1, 2, 4, 5],
  [1, 2, 3, 4, 5],
  [1, 2, 3, 4, 5, 6],
];
const DAILY: readonly IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The days and time a patient is reminded at until they choose their own (plan-semantics §4). */
export function defaultPreferences(frequencyPerWeek: number, time = '18:00'): ReminderPreferences {
  return { weekdays: WEEKDAYS_BY_FREQUENCY[frequencyPerWeek - 1] ?? DAILY, time };
}

/** Completions allowed per local day: the policy, else ⌈f / 7⌉. */
export function maxPerDay(frequencyPerWeek: number, policies: EnrollmentPolicies): number {
  return policies.max_per_day ?? Math.ceil(frequencyPerWeek / 7);
}
