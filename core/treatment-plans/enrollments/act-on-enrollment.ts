import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { AppError } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import { actIsKnown } from '#core/ops/process.repository';
import { isProblemCode } from '#domain/shared/problem-codes';
import { toLocal } from '#domain/shared/zoned-time';
import type { EnrollmentCommand, Refusal, Verdict } from '#domain/treatment-plans/enrollment-commands';
import { decide } from '#domain/treatment-plans/enrollment-machine';
import { progressAt } from '#domain/treatment-plans/progress';
import type { EnrollmentAct, EnrollmentNews } from '#workflows/treatment-plans/enrollment.contract';
import { toDomainEvent } from './enrollment-events';
import { insertSession, noteSkipReason, sessionByClientId } from './session.repository';
import type { LoadedEnrollment } from './enrollment-facts.repository';
import { settleEnrollment, type SettledEnrollment } from './settle-enrollment';
import { lockEnrollment, settleDueActs, type SettledActs } from './wake-enrollment';

export interface ActOnEnrollment {
  enrollmentId: number;
  /** Id of the update or signal: a second delivery answers with the standing and changes nothing. */
  key: string;
  act: EnrollmentAct | ApprovalDecided;
}

export type ApprovalDecided = { kind: 'approval_decided' } & EnrollmentNews['approval_decided'];

/**
 * One act on an enrollment, decided by the rules after everything that was due before it. Runs inside the enrollment's process,
 * which is the only caller. A refusal throws and leaves no trace.
 */
export async function actOnEnrollment(ctx: Ctx, input: ActOnEnrollment): Promise<SettledEnrollment> {
  return inTx(ctx, async (tx) => {
    const orgId = requireOrg(ctx);
    // Sent together, in this order: what is known is read behind the lock.
    const [before, known, repeated] = await Promise.all([
      lockEnrollment(tx, ctx, input.enrollmentId),
      knownCompletion(tx, orgId, input.enrollmentId, input.act),
      actIsKnown(tx, orgId, 'enrollment', input.enrollmentId, input.key),
    ]);
    const settled = settleDueActs(before, ctx.now);
    const who = before.identity;
    const begunBefore = known !== null && 'clientId' in input.act;
    if (begunBefore || repeated) {
      return settleEnrollment(tx, ctx, {
        before,
        after: settled.facts,
        events: settled.events,
        timeline: settled.timeline,
        completionId: known,
        approvalId: who.approvalId,
      });
    }
    const { command, completionId } = await toCommand(tx, ctx, before, settled, input.act);
    const verdict = accepted(decide(settled.facts, command, ctx.now.getTime()));
    tx.audit({
      action: `enrollment.${auditVerb(input.act.kind)}`,
      entity: 'enrollment',
      entityId: who.enrollmentId,
      patientId: who.patientId,
    });
    return settleEnrollment(tx, ctx, {
      before,
      after: verdict.facts,
      events: [...settled.events, ...verdict.events.map((event) => toDomainEvent(who, event, who.approvalId))],
      timeline: [
        ...settled.timeline,
        {
          key: input.key,
          at: ctx.now,
          code: `enrollment.${input.act.kind}`,
          params: timelineParams(input.act, completionId),
          actorUserId: ctx.actor.userId,
        },
      ],
      completionId,
      approvalId: who.approvalId,
    });
  });
}

/** A verdict that was refused becomes the problem the caller reads. */
export function accepted(verdict: Verdict): Exclude<Verdict, Refusal> {
  if (verdict.kind === 'accepted') return verdict;
  const code = isProblemCode(verdict.code) ? verdict.code : 'validation_failed';
  throw new AppError(code, { detail: verdict.detail, extra: { ...verdict.extra } });
}

async function knownCompletion(tx: Tx, orgId: number, enrollmentId: number, act: ActOnEnrollment['act']): Promise<number | null> {
  if ('completionId' in act) return act.completionId;
  return 'clientId' in act ? sessionByClientId(tx, orgId, enrollmentId, act.clientId) : null;
}

interface Translated {
  command: EnrollmentCommand;
  completionId: number | null;
}

/** Turns the message into the command of the rules. Starting and skipping need a session row first, because its id is the session's name. */
async function toCommand(
  tx: Tx,
  ctx: Ctx,
  before: LoadedEnrollment,
  settled: SettledActs,
  act: ActOnEnrollment['act'],
): Promise<Translated> {
  switch (act.kind) {
    case 'start_session': {
      const open = settled.facts.open_session; // the rules refuse a second one, so it needs no row
      const id =
        open?.session_id ??
        (await newSession(tx, ctx, before, settled, { clientId: act.clientId, deviceId: act.deviceId, skipReason: null }));
      return { command: { kind: 'start_session', session_id: id, device_id: act.deviceId }, completionId: id };
    }
    case 'skip_session': {
      const open = settled.facts.open_session;
      if (open !== null) await noteSkipReason(tx, before.identity, open.session_id, act.reason);
      const id =
        open?.session_id ??
        (await newSession(tx, ctx, before, settled, { clientId: act.clientId, deviceId: null, skipReason: act.reason }));
      return { command: { kind: 'skip_session', session_id: id, reason: act.reason }, completionId: id };
    }
    case 'take_over_session':
      return {
        command: { kind: act.kind, session_id: act.completionId, device_id: act.deviceId },
        completionId: act.completionId,
      };
    case 'complete_session':
    case 'abandon_session':
      return { command: { kind: act.kind, session_id: act.completionId }, completionId: act.completionId };
    case 'approval_decided':
      return { command: decided(act), completionId: null };
    case 'pause':
    case 'resume':
    case 'complete':
    case 'cancel':
    case 'change_preferences':
    case 'change_zone':
      return { command: act, completionId: null };
  }
}

function decided(news: ApprovalDecided): EnrollmentCommand {
  if (news.outcome === 'approved') return { kind: 'approve' };
  if (news.outcome === 'expired') return { kind: 'reject', reason: 'approval_expired', expired: true };
  if (news.outcome === 'withdrawn') return { kind: 'withdraw' };
  return { kind: 'reject', reason: news.outcome };
}

async function newSession(
  tx: Tx,
  ctx: Ctx,
  before: LoadedEnrollment,
  settled: SettledActs,
  wish: { clientId: string; deviceId: string | null; skipReason: string | null },
): Promise<number> {
  const progress = progressAt(settled.facts, ctx.now.getTime());
  const zone = (settled.facts.zones.at(-1) ?? settled.facts.zones[0]).zone;
  return insertSession(tx, before.identity, {
    clientId: wish.clientId,
    deviceId: wish.deviceId,
    skipReason: wish.skipReason,
    sessionKey: progress.next_template_key ?? '',
    startedAt: ctx.now,
    zone,
    localDate: toLocal(ctx.now.getTime(), zone).date,
    week: progress.current_week?.index ?? 0,
  });
}

function auditVerb(kind: ActOnEnrollment['act']['kind']): string {
  const verbs: Record<ActOnEnrollment['act']['kind'], string> = {
    pause: 'paused',
    resume: 'resumed',
    complete: 'completed',
    cancel: 'cancelled',
    start_session: 'session_started',
    take_over_session: 'session_taken_over',
    complete_session: 'session_completed',
    skip_session: 'session_skipped',
    abandon_session: 'session_left',
    change_preferences: 'preferences_changed',
    change_zone: 'zone_changed',
    approval_decided: 'approval_decided',
  };
  return verbs[kind];
}

/** Ids and enums only: the timeline is shown to people who may not read notes. */
function timelineParams(act: ActOnEnrollment['act'], completionId: number | null): Record<string, unknown> {
  const about = completionId === null ? {} : { completion_id: completionId };
  if (act.kind === 'complete' || act.kind === 'cancel') return { ...about, reason: act.reason };
  if (act.kind === 'skip_session') return { ...about, reason: act.reason };
  if (act.kind === 'pause') return { ...about, until: act.until };
  if (act.kind === 'approval_decided') return { ...about, outcome: act.outcome };
  return about;
}
