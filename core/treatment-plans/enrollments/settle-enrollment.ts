import type { Ctx } from '#core/kernel/ctx';
import type { Tx } from '#core/kernel/tx';
import { saveStanding, type ProcessEventRow, type TimerRow } from '#core/ops/process.repository';
import type { DomainEvent } from '#domain/events/catalog';
import type { Instant } from '#domain/shared/zoned-time';
import { isFinal, type EnrollmentFacts, type EnrollmentStatus } from '#domain/treatment-plans/enrollment-facts';
import { outlook } from '#domain/treatment-plans/outlook';
import type { ArmedTimer } from '#domain/shared/armed-timer';
import { progressAt } from '#domain/treatment-plans/progress';
import { enrollmentProcess } from '#workflows/treatment-plans/enrollment.contract';
import type { LoadedEnrollment } from './enrollment-facts.repository';
import { saveEnrollment } from './enrollment-save.repository';

/** Where an enrollment stands after a step: what the process must know to wait for the right thing. */
export interface SettledEnrollment {
  enrollmentId: number;
  status: EnrollmentStatus;
  rev: number;
  /** The next moment something may happen; null when nothing lies ahead. */
  nextDueAt: Instant | null;
  /** Nothing can happen any more: ended, and the follow-up is done. */
  over: boolean;
  waitsFor: WaitsFor;
  approvalId: number | null;
  completionId: number | null;
}

export type WaitsFor = 'approval' | 'resume' | 'follow_up' | 'patient' | 'session';

/** What one step of the process changed, ready to be written. */
export interface EnrollmentStep {
  before: LoadedEnrollment;
  after: EnrollmentFacts;
  events: readonly DomainEvent[];
  timeline: readonly ProcessEventRow[];
  completionId: number | null;
  approvalId: number | null;
}

/**
 * Writes a step: row, weeks, sessions, standing, timers, timeline and events, all in the caller's transaction, and says where the
 * enrollment stands. This is the only way lifecycle fields reach Postgres (A2).
 */
export async function settleEnrollment(tx: Tx, ctx: Ctx, step: EnrollmentStep): Promise<SettledEnrollment> {
  const who = step.before.identity;
  const now = ctx.now.getTime();
  const { due, timers } = outlook(step.after, now);
  const over = isFinal(step.after.status) && timers.length === 0 && due.length === 0;
  // Sent together: the driver pipelines them over the one connection, in this order.
  const [rev] = await Promise.all([
    saveEnrollment(tx, who, step.before.facts, step.after, progressAt(step.after, now)),
    saveStanding(
      tx,
      {
        orgId: who.orgId,
        kind: 'enrollment',
        subjectId: who.enrollmentId,
        workflowId: ctx.kernel.processes.workflowId(enrollmentProcess, who.enrollmentId),
        patientId: who.patientId,
        status: over ? 'closed' : 'open',
        state: step.after.status,
        waitsFor: waitsFor(step.after),
        at: ctx.now,
      },
      timers.map(timerRow),
      step.timeline,
    ),
  ]);
  for (const event of step.events) tx.emit(event);
  return {
    enrollmentId: who.enrollmentId,
    status: step.after.status,
    rev,
    nextDueAt: due.length > 0 ? now : (timers[0]?.due_at ?? null),
    over,
    waitsFor: waitsFor(step.after),
    approvalId: step.approvalId,
    completionId: step.completionId,
  };
}

function timerRow(timer: ArmedTimer): TimerRow {
  return { kind: timer.kind, dueAt: new Date(timer.due_at), whyCode: timer.why_code, whyParams: timer.why_params };
}

function waitsFor(facts: EnrollmentFacts): WaitsFor {
  if (facts.status === 'pending_approval') return 'approval';
  if (facts.status === 'paused') return 'resume';
  if (isFinal(facts.status)) return 'follow_up';
  return facts.open_session === null ? 'patient' : 'session';
}
