import type { EnrollmentStatus, ReminderPreferences, SkipReason, StopReason } from '#domain/treatment-plans/enrollment-facts';
import { defineProcess, type ProcessArgs } from '../shared/process.contract';

/** A plan given to a patient, by a specialist or by the patient. */
export interface EnrollmentArgs extends ProcessArgs {
  patientId: number;
  planId: number;
  version: number;
  /** Local date in the patient's zone. */
  startDate: string;
  selfAssigned: boolean;
  previousEnrollmentId: number | null;
}

/** What rolls over into the next run. Everything else lies in Postgres, written by this process alone. */
export interface EnrollmentState {
  status: EnrollmentStatus;
}

/** Where the process stands after a step; the API answers from it. */
export interface EnrollmentStanding {
  enrollmentId: number;
  status: EnrollmentStatus;
  rev: number;
  /** The approval it waits for, or waited for. */
  approvalId: number | null;
  /** The session this step was about. */
  completionId: number | null;
}

/** What may be asked of an enrollment: the name of the Update is the `kind`. */
export interface EnrollmentActs {
  pause: { reason: string | null; until: number | null };
  resume: Record<never, never>;
  complete: { reason: StopReason; note: string | null };
  cancel: { reason: StopReason; note: string | null };
  start_session: { clientId: string; deviceId: string | null };
  take_over_session: { completionId: number; deviceId: string | null };
  complete_session: { completionId: number };
  skip_session: { clientId: string; reason: SkipReason };
  abandon_session: { completionId: number };
  change_preferences: { preferences: ReminderPreferences };
  change_zone: { zone: string };
}

/** What other processes and the relay tell an enrollment. */
export interface EnrollmentNews {
  approval_decided: { outcome: 'approved' | 'rejected' | 'expired' | 'withdrawn' };
  /** Something the rules read has changed (policy, message from the patient): look what is due now. */
  look_again: Record<never, never>;
}

export type EnrollmentActKind = keyof EnrollmentActs;
/** An act with its name, as `core` decides it. */
export type EnrollmentAct = { [K in EnrollmentActKind]: { kind: K } & EnrollmentActs[K] }[EnrollmentActKind];

export interface EnrollmentProcess {
  args: EnrollmentArgs;
  state: EnrollmentState;
  opened: EnrollmentStanding;
  commands: { [K in EnrollmentActKind]: { data: EnrollmentActs[K]; reply: EnrollmentStanding } };
  events: EnrollmentNews;
}

/** One enrollment, one process: from the assignment until its follow-up is done. */
export const enrollmentProcess = defineProcess<EnrollmentProcess>({
  kind: 'enrollment',
  workflowType: 'enrollment',
  commands: {
    pause: 'Pause the plan',
    resume: 'Resume the plan',
    complete: 'End the plan: goal reached',
    cancel: 'End the plan early',
    start_session: 'Start the next session',
    take_over_session: 'Go on with the session on another device',
    complete_session: 'Complete the session',
    skip_session: 'Skip the next session',
    abandon_session: 'Leave the session',
    change_preferences: 'Change days and time of reminders',
    change_zone: 'Move to another time zone',
  },
  events: {
    approval_decided: 'The approval was decided',
    look_again: 'Look again: something the rules read has changed',
  },
});
