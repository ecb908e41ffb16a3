import type { Tx } from '#core/kernel/tx';
import type { EventEnvelope, EventPayloads, EventType } from '#domain/events/catalog';

export interface OutboxRow {
  id: number;
  organization_id: number | null;
  event_id: string;
  type: EventType;
  payload: EventPayloads[EventType];
  actor_user_id: number | null;
  occurred_at: Date;
  attempts: number;
}

export function toEnvelope(row: OutboxRow): EventEnvelope {
  return {
    id: row.event_id,
    type: row.type,
    organizationId: row.organization_id,
    actorUserId: row.actor_user_id,
    occurredAt: row.occurred_at.toISOString(),
    payload: row.payload,
  };
}

/**
 * Takes up to `limit` events under a lease. An event is ready when every transaction that began before its own has ended (ids are drawn
 * before commits) and no earlier event of the same aggregate is unpublished, so each aggregate is heard in order.
 */
export async function claimEvents(tx: Tx, now: Date, leaseMs: number, limit: number): Promise<OutboxRow[]> {
  return tx.query<OutboxRow>(
    `update outbox set leased_until = $2, attempts = attempts + 1 where id in (
       select o.id from outbox o where o.published_at is null and (o.leased_until is null or o.leased_until < $1)
         and o.xid < pg_snapshot_xmin(pg_current_snapshot())
         and not exists (select 1 from outbox e where e.published_at is null and e.id < o.id and e.aggregate = o.aggregate and e.aggregate_id = o.aggregate_id)
       order by o.id limit $3 for update skip locked)
     returning id, organization_id, event_id, type, payload, actor_user_id, occurred_at, attempts`,
    [now, new Date(now.getTime() + leaseMs), limit],
  );
}

export async function markPublished(tx: Tx, id: number): Promise<void> {
  await tx.execute('update outbox set published_at = clock_timestamp(), leased_until = null, last_error = null where id = $1', [
    id,
  ]);
}

/** The event stays first in its aggregate and is tried again after `until`. */
export async function markFailed(tx: Tx, id: number, until: Date, reason: string): Promise<void> {
  await tx.execute('update outbox set leased_until = $2, last_error = $3 where id = $1', [id, until, reason]);
}

/** False when this consumer has handled the event before. Must run in the transaction that does the work. */
export async function firstTime(tx: Tx, consumer: string, eventId: string): Promise<boolean> {
  return (
    (await tx.execute('insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing', [consumer, eventId])) === 1
  );
}
