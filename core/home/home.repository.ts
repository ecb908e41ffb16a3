import type { Ctx } from '#core/kernel/ctx';
import type { Tx } from '#core/kernel/tx';
import { visiblePatients } from '#core/patients/patients.policy';
import type { NeedsMeRow, NextTimerRow, WeekFigures } from './home.types';

/** Open tasks for the person, or for nobody in particular, about patients they may see. Safety first, then oldest first. */
export async function listOpenTasks(tx: Tx, ctx: Ctx, orgId: number, limit: number): Promise<NeedsMeRow[]> {
  const wall = visiblePatients(ctx, 'p', 4);
  return tx.query<NeedsMeRow>(
    `select t.id as task_id, null::bigint as approval_id, t.kind, t.patient_id, p.display_name as patient_name, t.enrollment_id, coalesce(e.plan_name, '') as plan_name,
       t.params, t.created_at as at, e.last_activity_at, e.sessions_completed, e.sessions_total, e.end_date, h.body_area, h.severity, h.note
     from tasks t join patients p on p.organization_id = t.organization_id and p.id = t.patient_id
     left join patient_treatment_plans e on e.organization_id = t.organization_id and e.id = t.enrollment_id
     left join hurt_reports h on h.organization_id = t.organization_id and h.id = (t.params ->> 'report_id')::bigint
     where t.organization_id = $1 and t.status = 'open' and (t.assignee_user_id is null or t.assignee_user_id = $2) and ${wall.sql}
     order by array_position(array['red_flag', 'hurt', 'pain_rising', 'silent', 'contraindication', 'follow_up', 'ends_soon'], t.kind), t.id limit $3`,
    [orgId, ctx.actor.userId, limit, ...wall.params],
  );
}

/** Requests the person may decide: not their own, and not handed to somebody else who is there, unless they were escalated. */
export async function listWaitingApprovals(tx: Tx, ctx: Ctx, orgId: number, limit: number): Promise<NeedsMeRow[]> {
  return tx.query<NeedsMeRow>(
    `select null::bigint as task_id, a.id as approval_id, case a.kind when 'plan_promotion' then 'promotion' else 'approval' end as kind, a.patient_id, p.display_name as patient_name,
       null::bigint as enrollment_id, a.title as plan_name, jsonb_build_object('requested_by', r.display_name, 'stands_in_for', case when a.stand_in_id = $2 and away.away_until > now() then g.display_name end, 'escalate_at', (select min(t.due_at) from process_timers t join processes pr
         on pr.organization_id = t.organization_id and pr.id = t.process_id where pr.organization_id = a.organization_id and pr.kind = 'approval' and pr.subject_id = a.id)) as params,
       a.requested_at as at, null::timestamptz as last_activity_at, null::int as sessions_completed, null::int as sessions_total, null::date as end_date,
       null::text as body_area, null::smallint as severity, null::text as note
     from approvals a left join patients p on p.organization_id = a.organization_id and p.id = a.patient_id left join users r on r.id = a.requested_by
     left join users g on g.id = a.delegated_to left join user_organizations away on away.organization_id = a.organization_id and away.user_id = a.delegated_to
     where a.organization_id = $1 and a.status = 'pending' and a.requested_by is distinct from $2 and a.author_user_id is distinct from $2
       and (coalesce(a.delegated_to, $2) = $2 or a.escalated_at is not null or (a.stand_in_id = $2 and away.away_until > now())) order by a.id limit $3`,
    [orgId, ctx.actor.userId, limit],
  );
}

/** Running plans that end within `days`. */
export async function listEndingSoon(tx: Tx, ctx: Ctx, orgId: number, days: number, limit: number): Promise<NeedsMeRow[]> {
  const wall = visiblePatients(ctx, 'p', 4);
  return tx.query<NeedsMeRow>(
    `select null::bigint as task_id, null::bigint as approval_id, 'ends_soon' as kind, e.patient_id, p.display_name as patient_name, e.id as enrollment_id, e.plan_name,
       '{}'::jsonb as params, e.end_date::timestamptz as at, e.last_activity_at, e.sessions_completed, e.sessions_total, e.end_date,
       null::text as body_area, null::smallint as severity, null::text as note
     from patient_treatment_plans e join patients p on p.organization_id = e.organization_id and p.id = e.patient_id
     where e.organization_id = $1 and e.status in ('active', 'paused') and e.end_date <= (now() at time zone e.time_zone)::date + $2::int and ${wall.sql}
     order by e.end_date, e.id limit $3`,
    [orgId, days, limit, ...wall.params],
  );
}

/** Sessions of the open week over the patients the person may see, with completions per weekday (Monday first). */
export async function weekFigures(tx: Tx, ctx: Ctx, orgId: number): Promise<WeekFigures> {
  const wall = visiblePatients(ctx, 'p', 2);
  return tx.one<WeekFigures>(
    `with open_weeks as (
       select w.*, e.time_zone from enrollment_weeks w join patient_treatment_plans e on e.organization_id = w.organization_id and e.id = w.enrollment_id
       join patients p on p.organization_id = e.organization_id and p.id = e.patient_id
       where w.organization_id = $1 and w.closed_at is null and e.status = 'active' and ${wall.sql})
     select coalesce(sum(done), 0)::int as done, coalesce(sum(greatest(expected, done)), 0)::int as expected,
       array(select (select count(*) from patient_session_completions c join open_weeks o on o.enrollment_id = c.enrollment_id
         where c.organization_id = $1 and c.status = 'completed' and c.local_date = o.monday + d) from generate_series(0, 6) d)::int[] as by_weekday
     from open_weeks`,
    [orgId, ...wall.params],
  );
}

/** The timers ahead of the patients the person may see, soonest first. */
export async function listNextTimers(tx: Tx, ctx: Ctx, orgId: number, limit: number): Promise<NextTimerRow[]> {
  const wall = visiblePatients(ctx, 'p', 3);
  return tx.query<NextTimerRow>(
    `select t.kind, t.due_at, t.why_code, p.id as patient_id, p.display_name as patient_name from process_timers t
     join patients p on p.organization_id = t.organization_id and p.id = t.patient_id
     where t.organization_id = $1 and t.due_at > now() and ${wall.sql} order by t.due_at limit $2`,
    [orgId, limit, ...wall.params],
  );
}

export async function closeTask(tx: Tx, orgId: number, taskId: number, userId: number | null, now: Date): Promise<number | null> {
  const row = await tx.maybeOne<{ patient_id: number }>(
    `update tasks set status = 'done', done_at = coalesce(done_at, $4), done_by = coalesce(done_by, $3) where organization_id = $1 and id = $2 returning patient_id`,
    [orgId, taskId, userId, now],
  );
  return row?.patient_id ?? null;
}
