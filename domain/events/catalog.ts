/**
 * Every event another feature, an automation or a webhook may hear of. One entry per type: what it is about (`aggregate`)
 * and which ids and enums it carries. Payloads hold no names, notes or answers: a consumer reads those by id under its own rights.
 * Append-only: a type, once published, keeps its payload keys.
 */
export interface EventPayloads {
  'treatment_plan.created': { plan_id: number; scope: string };
  'treatment_plan.published': { plan_id: number; version: number };
  'treatment_plan.assigned': {
    enrollment_id: number;
    patient_id: number;
    plan_id: number;
    version: number;
    self_assigned: boolean;
  };
  'treatment_plan.approval_requested': { enrollment_id: number; patient_id: number; plan_id: number; approval_id: number };
  'treatment_plan.activated': { enrollment_id: number; patient_id: number; plan_id: number };
  'treatment_plan.rejected': { enrollment_id: number; patient_id: number; plan_id: number; reason: string };
  'treatment_plan.session_started': { enrollment_id: number; patient_id: number; completion_id: number };
  'treatment_plan.session_completed': { enrollment_id: number; patient_id: number; completion_id: number };
  'treatment_plan.session_skipped': { enrollment_id: number; patient_id: number; completion_id: number; reason: string };
  'treatment_plan.session_abandoned': { enrollment_id: number; patient_id: number; completion_id: number };
  'treatment_plan.set_logged': { enrollment_id: number; patient_id: number; completion_id: number; log_id: number };
  'treatment_plan.hurt_reported': {
    enrollment_id: number;
    patient_id: number;
    completion_id: number;
    report_id: number;
    severity: number;
  };
  'treatment_plan.paused': { enrollment_id: number; patient_id: number };
  'treatment_plan.resumed': { enrollment_id: number; patient_id: number };
  'treatment_plan.week_closed': {
    enrollment_id: number;
    patient_id: number;
    week: number;
    done: number;
    expected: number;
    met: boolean;
    neutral: boolean;
  };
  'treatment_plan.silent': { enrollment_id: number; patient_id: number; alert: number };
  'treatment_plan.reminder_due': { enrollment_id: number; patient_id: number; local_date: string };
  'treatment_plan.completed': { enrollment_id: number; patient_id: number; plan_id: number; reason: string };
  'treatment_plan.expired': { enrollment_id: number; patient_id: number; plan_id: number };
  'treatment_plan.cancelled': { enrollment_id: number; patient_id: number; plan_id: number; reason: string };
  'treatment_plan.follow_up_due': { enrollment_id: number; patient_id: number };
  'treatment_plan.promoted': { plan_id: number; source_plan_id: number };
  'self_assign.refused': { patient_id: number; plan_id: number; answer_id: number; outcome: 'red_flag' | 'contraindicated' };
  'approval.requested': { approval_id: number; kind: string; subject_id: number };
  'approval.reminder_due': { approval_id: number; kind: string; reminder: number };
  'approval.escalated': { approval_id: number; kind: string; why: 'waiting' | 'nobody_left' | 'no_stand_in' };
  'approval.delegated': { approval_id: number; kind: string; to_user_id: number };
  'approval.stood_in': { approval_id: number; kind: string; to_user_id: number; for_user_id: number };
  'approval.decided': {
    approval_id: number;
    kind: string;
    subject_id: number;
    outcome: 'approved' | 'rejected' | 'expired' | 'withdrawn';
  };
  'service_plan.granted': { patient_service_plan_id: number; patient_id: number; service_plan_id: number };
  'service_plan.expiring': { patient_service_plan_id: number; patient_id: number; service_plan_id: number };
  'service_plan.expired': { patient_service_plan_id: number; patient_id: number; service_plan_id: number };
  'service_plan.cancelled': { patient_service_plan_id: number; patient_id: number; service_plan_id: number };
  'message.created': { message_id: number };
  /** A command got no verdict, or everything was started again: the process must see whether its last step was written. */
  'process.answer_missed': { kind: 'enrollment' | 'approval' | 'patient_service_plan'; subject_id: number };
  'exercise.changed': { exercise_id: number; revision: number; material: boolean };
  'patient.created': { patient_id: number };
  'patient.updated': { patient_id: number };
  'patient.onboarded': { patient_id: number };
  'organization.policy_changed': { keys: string };
  /** Somebody went away, changed their stand-in or came back. */
  'member.away_changed': { user_id: number };
}

export type EventType = keyof EventPayloads;

export type Aggregate =
  | 'plan'
  | 'enrollment'
  | 'approval'
  | 'patient'
  | 'patient_service_plan'
  | 'exercise'
  | 'organization'
  | 'message'
  | 'process';

/** An event as a use case emits it. Organization, actor and instant are added by the transaction. */
export type DomainEvent = {
  [T in EventType]: { type: T; aggregate: Aggregate; aggregateId: number; payload: EventPayloads[T] };
}[EventType];

/** An event as a consumer receives it. `id` is stable over retries. */
export interface EventEnvelope<T extends EventType = EventType> {
  id: string;
  type: T;
  organizationId: number | null;
  actorUserId: number | null;
  occurredAt: string;
  payload: EventPayloads[T];
}
