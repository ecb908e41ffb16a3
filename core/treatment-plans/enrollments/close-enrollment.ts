import type { Ctx } from '#core/kernel/ctx';
import { inTx } from '#core/kernel/tx';
import { closeProcess } from '#core/ops/process.repository';
import { isFinal } from '#domain/treatment-plans/enrollment-facts';
import { decide } from '#domain/treatment-plans/enrollment-machine';
import { accepted } from './act-on-enrollment';
import { toDomainEvent } from './enrollment-events';
import { settleEnrollment, type SettledEnrollment } from './settle-enrollment';
import { lockEnrollment, settleDueActs } from './wake-enrollment';

/**
 * Ends an enrollment from outside the care path: its run was cancelled, or ops closed it. What still runs is cancelled for the reason
 * `other`; timers that lay ahead are dropped, a follow-up included.
 */
export async function closeEnrollment(ctx: Ctx, input: { enrollmentId: number; key: string }): Promise<SettledEnrollment> {
  return inTx(ctx, async (tx) => {
    const before = await lockEnrollment(tx, ctx, input.enrollmentId);
    const who = before.identity;
    const settled = settleDueActs(before, ctx.now);
    const ended = isFinal(settled.facts.status)
      ? { facts: settled.facts, events: [] }
      : accepted(decide(settled.facts, { kind: 'cancel', reason: 'other', note: null }, ctx.now.getTime()));
    const standing = await settleEnrollment(tx, ctx, {
      before,
      after: ended.facts,
      events: [...settled.events, ...ended.events.map((event) => toDomainEvent(who, event, who.approvalId))],
      timeline: [
        ...settled.timeline,
        { key: input.key, at: ctx.now, code: 'enrollment.closed_by_ops', params: {}, actorUserId: ctx.actor.userId },
      ],
      completionId: null,
      approvalId: who.approvalId,
    });
    await closeProcess(tx, who.orgId, 'enrollment', who.enrollmentId);
    tx.audit({ action: 'enrollment.closed', entity: 'enrollment', entityId: who.enrollmentId, patientId: who.patientId });
    return { ...standing, over: true, nextDueAt: null };
  });
}
