import type { Tx } from '#core/kernel/tx';
import type { ProcessKind } from './process.repository';

/** One step of "why, and what next": what happened, or what will happen and why (PL-11). */
export interface TimelineStep {
  at: Date;
  tense: 'past' | 'future';
  code: string;
  params: Record<string, unknown>;
  actorName: string | null;
}

interface PastRow {
  at: Date;
  code: string;
  params: Record<string, unknown>;
  actor_name: string | null;
}

interface TimerRow {
  due_at: Date;
  kind: string;
  why_code: string;
  why_params: Record<string, unknown>;
}

/** What happened to a subject and the timers ahead, oldest first: a query in Postgres, never of the workflow. O(steps). */
export async function timelineOf(
  tx: Tx,
  orgId: number,
  kind: ProcessKind,
  subjectId: number,
  limit = 100,
): Promise<TimelineStep[]> {
  const [past, timers] = await Promise.all([
    tx.query<PastRow>(
      `select e.at, e.code, e.params, u.display_name as actor_name from process_events e join processes p on p.organization_id = e.organization_id and p.id = e.process_id
       left join users u on u.id = e.actor_user_id where p.organization_id = $1 and p.kind = $2 and p.subject_id = $3 order by e.at desc, e.id desc limit $4`,
      [orgId, kind, subjectId, limit],
    ),
    tx.query<TimerRow>(
      `select t.due_at, t.kind, t.why_code, t.why_params from process_timers t join processes p on p.organization_id = t.organization_id and p.id = t.process_id
       where p.organization_id = $1 and p.kind = $2 and p.subject_id = $3 order by t.due_at, t.kind = 'end', t.kind`,
      [orgId, kind, subjectId],
    ),
  ]);
  return [
    ...past
      .reverse()
      .map((row): TimelineStep => ({ at: row.at, tense: 'past', code: row.code, params: row.params, actorName: row.actor_name })),
    ...timers.map((row): TimelineStep => ({
      at: row.due_at,
      tense: 'future',
      code: `${kind}.${row.kind}`,
      params: { ...row.why_params, why: row.why_code },
      actorName: null,
    })),
  ];
}
