import type { DomainEvent } from '#domain/events/catalog';
import { assertNever } from '#domain/shared/assert-never';
import type { EnrollmentEvent } from '#domain/treatment-plans/enrollment-commands';
import type { DueAction } from '#domain/treatment-plans/outlook.types';
import type { EnrollmentIdentity } from './enrollment-facts.repository';

/** What the rules say happened, as the event catalogue publishes it: ids and enums, nothing a person wrote. */
export function toDomainEvent(who: EnrollmentIdentity, event: EnrollmentEvent, approvalId: number | null): DomainEvent {
  const about = { aggregate: 'enrollment', aggregateId: who.enrollmentId } as const;
  const ids = { enrollment_id: who.enrollmentId, patient_id: who.patientId };
  const plan = { ...ids, plan_id: who.planId };
  switch (event.name) {
    case 'treatment_plan.assigned':
      return { ...about, type: event.name, payload: { ...plan, version: who.version, self_assigned: false } };
    case 'treatment_plan.approval_requested':
      return { ...about, type: event.name, payload: { ...plan, approval_id: approvalId ?? 0 } };
    case 'treatment_plan.activated':
      return { ...about, type: event.name, payload: plan };
    case 'treatment_plan.rejected':
      return { ...about, type: event.name, payload: { ...plan, reason: event.reason } };
    case 'treatment_plan.paused':
    case 'treatment_plan.resumed':
      return { ...about, type: event.name, payload: ids };
    case 'treatment_plan.session_started':
    case 'treatment_plan.session_completed':
      return { ...about, type: event.name, payload: { ...ids, completion_id: event.session_id } };
    case 'treatment_plan.session_skipped':
      return { ...about, type: event.name, payload: { ...ids, completion_id: event.session_id, reason: event.reason } };
    case 'treatment_plan.week_closed':
      return {
        ...about,
        type: event.name,
        payload: {
          ...ids,
          week: event.index,
          done: event.done,
          expected: event.expected,
          met: event.met,
          neutral: event.neutral,
        },
      };
    case 'treatment_plan.silent':
      return { ...about, type: event.name, payload: { ...ids, alert: event.alert } };
    case 'treatment_plan.completed':
      return { ...about, type: event.name, payload: { ...plan, reason: event.reason } };
    case 'treatment_plan.expired':
      return { ...about, type: event.name, payload: plan };
    case 'treatment_plan.cancelled':
      return { ...about, type: event.name, payload: { ...plan, reason: event.reason } };
    default:
      return assertNever(event);
  }
}

/** Due acts that concern others beside the enrollment itself become events too: the relay turns them into messages and tasks. */
export function eventOfDueAct(who: EnrollmentIdentity, act: DueAction): DomainEvent | null {
  const about = { aggregate: 'enrollment', aggregateId: who.enrollmentId } as const;
  const ids = { enrollment_id: who.enrollmentId, patient_id: who.patientId };
  switch (act.kind) {
    case 'reminder':
      return { ...about, type: 'treatment_plan.reminder_due', payload: { ...ids, local_date: act.local_date } };
    case 'follow_up':
      return { ...about, type: 'treatment_plan.follow_up_due', payload: ids };
    case 'abandon':
      return { ...about, type: 'treatment_plan.session_abandoned', payload: { ...ids, completion_id: act.session_id } };
    case 'start':
    case 'reminder_dropped':
    case 'week_close':
    case 'silence':
    case 'pause_start':
    case 'pause_end':
    case 'end':
      return null; // their own event, where there is one, comes from the rules
    default:
      return assertNever(act);
  }
}
