import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { EnrollmentStatus, ReminderPreferences, SkipReason, StopReason } from '#domain/treatment-plans/enrollment-facts';
import type { MessageActor } from '../shared/message-actor';

/** One enrollment, one process, for as long as it lives and until its follow-up is done. */
export function enrollmentWorkflowId(installationId: string, enrollmentId: number): string {
  return `${installationId}/enrollment/${enrollmentId}`;
}

/** What survives when the process rolls over into a new run. Everything else lies in Postgres, written by this process alone. */
export interface EnrollmentRun {
  orgId: number;
  enrollmentId: number;
}

/** A plan given to a patient, by a specialist or by the patient. */
export interface OpenEnrollment {
  by: MessageActor;
  patientId: number;
  planId: number;
  version: number;
  startDate: string;
  selfAssigned: boolean;
  previousEnrollmentId: number | null;
}

export type EnrollmentAct =
  | { kind: 'pause'; reason: string | null; until: number | null }
  | { kind: 'resume' }
  | { kind: 'complete'; reason: StopReason; note: string | null }
  | { kind: 'cancel'; reason: StopReason; note: string | null }
  | { kind: 'start_session'; clientId: string; deviceId: string | null }
  | { kind: 'take_over_session'; completionId: number; deviceId: string | null }
  | { kind: 'complete_session'; completionId: number }
  | { kind: 'skip_session'; clientId: string; reason: SkipReason }
  | { kind: 'abandon_session'; completionId: number }
  | { kind: 'change_preferences'; preferences: ReminderPreferences }
  | { kind: 'change_zone'; zone: string };

export interface EnrollmentRequest {
  by: MessageActor;
  act: EnrollmentAct;
}

/** Where the process stands after a message; also what the API answers from. */
export interface EnrollmentStanding {
  enrollmentId: number;
  status: EnrollmentStatus;
  rev: number;
  /** The next moment something may happen, epoch milliseconds; null when nothing lies ahead. */
  nextDueAt: number | null;
  /** Nothing can happen any more: final status, follow-up done. */
  over: boolean;
  /** An approval to wait for, when one was asked in this step. */
  approvalId: number | null;
  /** The session this step was about. */
  completionId: number | null;
}

/** What other processes tell an enrollment; deduplicated by `id`. */
export type EnrollmentNews =
  | {
      id: string;
      kind: 'approval_decided';
      outcome: 'approved' | 'rejected' | 'expired' | 'withdrawn';
      reason: string | null;
      decidedBy: number | null;
    }
  | { id: string; kind: 'look_again' };

export const openEnrollmentUpdate = defineUpdate<EnrollmentStanding, [OpenEnrollment]>('open');
export const enrollmentUpdate = defineUpdate<EnrollmentStanding, [EnrollmentRequest]>('act');
export const enrollmentNewsSignal = defineSignal<[EnrollmentNews]>('news');
