import type { Ctx } from '#core/kernel/ctx';
import { pageOf, readCursor } from '#core/kernel/cursor';
import { actOnProcess, getProcess, listProcesses, processCounts } from '#core/ops/processes';
import type { ProcessRow } from '#core/ops/processes.types';
import { defineRoute } from '../http/route';
import {
  OpsActBody,
  OpsReplyDto,
  ProcessCountListDto,
  ProcessDetailDto,
  ProcessPage,
  ProcessQuery,
  type ProcessDto,
} from './ops.dto';

const tag = 'Operations';

function presentProcess(ctx: Ctx, row: ProcessRow): ProcessDto {
  const { namespace } = ctx.kernel.config.temporal;
  return {
    id: row.id,
    kind: row.kind,
    subject_id: row.subject_id,
    workflow_id: row.workflow_id,
    temporal_url: `/ops/temporal/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(row.workflow_id)}`,
    status: row.status,
    state: row.state,
    waits_for: row.waits_for,
    needs_ops_reason: row.needs_ops_reason,
    opened_at: row.opened_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
    timers: row.timers.map((timer) => ({ kind: timer.kind, due_at: new Date(timer.due_at).toISOString(), why: timer.why })),
  };
}

export const opsRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/ops/processes',
    tag,
    summary: 'Open and stuck processes with their armed timers',
    permission: 'ops:read',
    query: ProcessQuery,
    response: ProcessPage,
    rate: 'read',
    handler: async (ctx, { query }) => {
      const rows = await listProcesses(ctx, {
        kind: query.kind ?? null,
        status: query.status ?? null,
        beforeId: readCursor(query.cursor, ['id'])?.[0] ?? null,
        limit: query.limit + 1,
      });
      const { rows: kept, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
      return { body: { items: kept.map((row) => presentProcess(ctx, row)), next_cursor: nextCursor } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/ops/processes/counts',
    tag,
    summary: 'How many processes of each kind are open, stuck or overdue',
    permission: 'ops:read',
    response: ProcessCountListDto,
    rate: 'read',
    handler: async (ctx) => ({ body: { items: await processCounts(ctx) } }),
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/ops/processes/:id',
    tag,
    summary: 'One process with what happened and what lies ahead',
    permission: 'ops:read',
    params: { id: 'id' },
    response: ProcessDetailDto,
    rate: 'read',
    handler: async (ctx, { params }) => {
      const { process, timeline } = await getProcess(ctx, params.id);
      return {
        body: {
          process: presentProcess(ctx, process),
          timeline: timeline.map((step) => ({
            at: step.at.toISOString(),
            tense: step.tense,
            code: step.code,
            params: step.params,
          })),
        },
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/ops/processes/:id/act',
    tag,
    summary: 'Retry now, go on, or close with a reason',
    permission: 'ops:act',
    params: { id: 'id' },
    body: OpsActBody,
    response: OpsReplyDto,
    refusals: ['process_closed', 'process_busy'],
    idempotent: true,
    rate: 'write',
    handler: async (ctx, { params, body, idempotency }) => {
      const reply = await actOnProcess(ctx, {
        processId: params.id,
        action: body.action,
        reason: body.reason,
        updateId: idempotency.updateId,
      });
      return { body: { closed: reply.closed, parked: reply.parked } };
    },
  }),
];
