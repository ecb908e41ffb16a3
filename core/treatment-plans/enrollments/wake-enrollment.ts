import type { Ctx } from '#core/kernel/ctx';
import { requireOrg } from '#core/kernel/ctx';
import { notFound } from '#core/kernel/errors';
import { inTx, type Tx } from '#core/kernel/tx';
import type { ProcessEventRow } from '#core/ops/process.repository';
import { policiesOf } from '#core/organizations/policies-of';
import type { DomainEvent } from '#domain/events/catalog';
import type { EnrollmentFacts } from '#domain/treatment-plans/enrollment-facts';
import { outlook } from '#domain/treatment-plans/outlook';
import { settle } from '#domain/treatment-plans/settle';
import { eventOfDueAct, toDomainEvent } from './enrollment-events';
import { loadEnrollment, type LoadedEnrollment } from './enrollment-facts.repository';
import { settleEnrollment, type SettledEnrollment } from './settle-enrollment';

/** More acts than this in one step mean that an act does not settle: a fault of ours, better stopped than looped. */
const maxRounds = 500;

/** What was due at `now` and is now done: the facts after it, with what to publish. */
export interface SettledActs {
  facts: EnrollmentFacts;
  events: DomainEvent[];
  timeline: ProcessEventRow[];
}

/**
 * Does everything that is due, in order. Acts may make others due (an ending closes weeks), so it goes round until nothing is.
 */
export function settleDueActs(loaded: LoadedEnrollment, now: Date): SettledActs {
  const done: SettledActs = { facts: loaded.facts, events: [], timeline: [] };
  const at = now.getTime();
  for (let round = 0; round < maxRounds; round += 1) {
    const [act] = outlook(done.facts, at).due;
    if (act === undefined) return done;
    const { facts, events } = settle(done.facts, act, at);
    done.facts = facts;
    const extra = eventOfDueAct(loaded.identity, act);
    if (extra !== null) done.events.push(extra);
    done.events.push(...events.map((event) => toDomainEvent(loaded.identity, event, null)));
    const { kind, key, due_at, ...params } = act;
    done.timeline.push({
      key,
      at: new Date(Math.min(due_at, at)),
      code: `enrollment.${kind}`,
      params: { ...params },
      actorUserId: null,
    });
  }
  throw new Error(`Enrollment ${loaded.identity.enrollmentId} does not come to rest`);
}

/** Reads an enrollment for a step of its process; refuses when there is none. */
export async function lockEnrollment(tx: Tx, ctx: Ctx, enrollmentId: number): Promise<LoadedEnrollment> {
  const orgId = requireOrg(ctx);
  const loaded = await loadEnrollment(tx, orgId, enrollmentId, policiesOf(tx, orgId), true);
  if (loaded === null) throw notFound('The enrollment');
  return loaded;
}

/**
 * The process woke because a timer is due or news came: does what is due as of `ctx.now` and says where the enrollment stands.
 * Idempotent: what was done is in the ledger, so a second call does nothing.
 */
export async function wakeEnrollment(ctx: Ctx, input: { enrollmentId: number }): Promise<SettledEnrollment> {
  return inTx(ctx, async (tx) => {
    const before = await lockEnrollment(tx, ctx, input.enrollmentId);
    const { facts, events, timeline } = settleDueActs(before, ctx.now);
    return settleEnrollment(tx, ctx, {
      before,
      after: facts,
      events,
      timeline,
      completionId: null,
      approvalId: before.identity.approvalId,
    });
  });
}
