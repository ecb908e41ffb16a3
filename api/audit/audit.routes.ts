import { findAuditEntries, getSealState, type AuditEntry } from '#core/audit/list-audit';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import { AuditEntryView, AuditQuery, AuditSealState } from './audit.dto';

const tag = 'audit';

function presentEntry(row: AuditEntry): AuditEntryView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor_kind: row.actor_kind,
    actor_user_id: row.actor_user_id,
    actor_name: row.actor_name,
    impersonator_user_id: row.impersonator_user_id,
    impersonator_name: row.impersonator_name,
    role: row.role,
    action: row.action,
    entity: row.entity,
    entity_id: row.entity_id,
    patient_id: row.patient_id,
    fields: row.fields,
    request_id: row.request_id,
    sealed: row.sealed,
  };
}

const instant = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));

const list = defineRoute({
  method: 'GET',
  path: '/v1/audit',
  tag,
  summary: 'Who did what in the clinic, newest first',
  permission: 'audit:read',
  rate: 'read',
  query: AuditQuery,
  response: page(AuditEntryView),
  handler: async (ctx, { query }) => {
    const before = readCursor(query.cursor, ['id']);
    const filter = {
      actorUserId: query.actor_user_id ?? null,
      patientId: query.patient_id ?? null,
      action: query.action ?? null,
      entity: query.entity ?? null,
      from: instant(query.from),
      to: instant(query.to),
    };
    const { rows, nextCursor } = pageOf(
      await findAuditEntries(ctx, filter, before?.[0] ?? null, query.limit + 1),
      query.limit,
      (row) => [row.id],
    );
    return { body: { items: rows.map(presentEntry), next_cursor: nextCursor } };
  },
});

const seals = defineRoute({
  method: 'GET',
  path: '/v1/audit/seals',
  tag,
  summary: 'How far the log is sealed',
  permission: 'audit:read',
  rate: 'read',
  response: AuditSealState,
  handler: async (ctx) => {
    const state = await getSealState(ctx);
    return {
      body: { seals: state.seals, sealed_rows: state.sealed_rows, last_sealed_at: state.last_sealed_at?.toISOString() ?? null },
    };
  },
});

export const auditRoutes: readonly Route[] = [list, seals];
