import type { Tx } from '#core/kernel/tx';
import type { ProcessCount, ProcessFilter, ProcessRow } from './processes.types';

const sql = `select p.id, p.kind, p.subject_id, p.workflow_id, p.status, p.state, p.waits_for, p.needs_ops_reason, p.rev, p.opened_at, p.updated_at, p.closed_at,
  (select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'due_at', t.due_at, 'why', t.why_code) order by t.due_at), '[]')
     from process_timers t where t.organization_id = p.organization_id and t.process_id = p.id) as timers from processes p`;

/** Stuck ones first on the first page's order by id; keyset by id. */
export async function listProcessRows(tx: Tx, orgId: number, filter: ProcessFilter): Promise<ProcessRow[]> {
  return tx.query<ProcessRow>(
    `${sql} where p.organization_id = $1 and ($2::text is null or p.kind = $2) and ($3::text is null or p.status = $3) and ($4::bigint is null or p.id < $4) order by p.id desc limit $5`,
    [orgId, filter.kind, filter.status, filter.beforeId, filter.limit],
  );
}

export async function findProcess(tx: Tx, orgId: number, processId: number): Promise<ProcessRow | null> {
  return tx.maybeOne<ProcessRow>(`${sql} where p.organization_id = $1 and p.id = $2`, [orgId, processId]);
}

/** Overdue: a timer that should have fired more than a minute ago; many of them mean that no worker polls. */
export async function countProcesses(tx: Tx, orgId: number): Promise<ProcessCount[]> {
  return tx.query<ProcessCount>(
    `select p.kind, count(*) filter (where p.status = 'open')::int as open, count(*) filter (where p.status = 'needs_ops')::int as needs_ops,
       count(*) filter (where p.status <> 'closed' and exists (select 1 from process_timers t where t.organization_id = p.organization_id and t.process_id = p.id and t.due_at < now() - interval '1 minute'))::int as overdue
     from processes p where p.organization_id = $1 group by p.kind order by p.kind`,
    [orgId],
  );
}
