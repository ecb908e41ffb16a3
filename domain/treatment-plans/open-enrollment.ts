import { daysBetween, isLocalDate, type LocalDate } from '#domain/shared/local-date';
import type { Fault } from '#domain/shared/result';
import type { Instant } from '#domain/shared/zoned-time';
import type { EnrollmentEvent, OpenEnrollment } from './enrollment-commands';
import type { EnrollmentFacts } from './enrollment-facts';
import { defaultPreferences } from './enrollment-policies';
import { localDateAt } from './local-timeline';

const MAX_DAYS_BACK = 366;
const MAX_DAYS_AHEAD = 90;

/** Why a start date cannot be used; null when it can: at most one year back (a running course taken over), 90 days ahead. */
export function startDateFault(startDate: LocalDate, today: LocalDate): Fault | null {
  if (!isLocalDate(startDate)) {
    return {
      pointer: '/start_date',
      code: 'date_invalid',
      message: 'The start date must be a day of the calendar, written YYYY-MM-DD.',
    };
  }
  const ahead = daysBetween(today, startDate);
  if (ahead > MAX_DAYS_AHEAD) {
    return {
      pointer: '/start_date',
      code: 'start_too_late',
      message: `The start date may lie at most ${MAX_DAYS_AHEAD} days ahead.`,
    };
  }
  if (ahead < -MAX_DAYS_BACK) {
    return { pointer: '/start_date', code: 'start_too_early', message: 'The start date may lie at most one year back.' };
  }
  return null;
}

/** The facts and first events of a new enrollment; `input` must have passed `startDateFault` and the plan's own checks. */
export function openEnrollment(
  input: OpenEnrollment,
  now: Instant,
): { readonly facts: EnrollmentFacts; readonly events: readonly EnrollmentEvent[] } {
  const zones: EnrollmentFacts['zones'] = [{ since: now, zone: input.zone }];
  const facts: EnrollmentFacts = {
    enrollment_id: input.enrollment_id,
    status: input.needs_approval ? 'pending_approval' : 'active',
    created_at: now,
    activated_at: input.needs_approval ? null : now,
    start_date: input.start_date,
    frequency_per_week: input.frequency_per_week,
    duration_weeks: input.duration_weeks,
    templates: input.templates,
    zones,
    pauses: [],
    entries: [],
    open_session: null,
    preferences: input.preferences ?? defaultPreferences(input.frequency_per_week),
    policies: input.policies,
    last_sign_of_life_at: null,
    ended: null,
    ledger: {
      weeks_closed: 0,
      reminded_on: null,
      silence: { since: now, alerts: 0 },
      started: input.start_date <= localDateAt(zones, now),
      followed_up: false,
    },
  };
  const assigned: EnrollmentEvent = { name: 'treatment_plan.assigned', start_date: input.start_date };
  const next: EnrollmentEvent = input.needs_approval
    ? { name: 'treatment_plan.approval_requested' }
    : { name: 'treatment_plan.activated' };
  return { facts, events: [assigned, next] };
}
