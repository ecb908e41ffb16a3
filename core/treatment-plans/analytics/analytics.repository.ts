import type { Tx } from '#core/kernel/tx';
import type { CourseFigures, ExerciseFigures, SessionFigures } from './analytics.types';

/** Adherence, streaks, end and this week as of a moment, computed from the rows (AN-01). Null when the caller cannot see it. */
export async function courseFigures(tx: Tx, enrollmentId: number, asOf: Date): Promise<CourseFigures | null> {
  return tx.maybeOne<CourseFigures>(
    `select p.adherence_met, p.adherence_expected, p.done, p.total, p.week_streak, p.day_streak, p.freezes, p.end_date,
       w.monday as week_monday, w.done as week_done, w.expected as week_expected
     from enrollment_progress($1, $2) p left join enrollment_this_week($1, $2) w on true`,
    [enrollmentId, asOf],
  );
}

/** Pain after a session, first and latest, and how long sessions took. */
export async function sessionFigures(tx: Tx, orgId: number, enrollmentId: number): Promise<SessionFigures> {
  return tx.one<SessionFigures>(
    `select count(pain_after)::int as pain_sessions,
       (array_agg(pain_after order by local_date, id) filter (where pain_after is not null))[1] as pain_first,
       (array_agg(pain_after order by local_date desc, id desc) filter (where pain_after is not null))[1] as pain_last,
       count(ended_at - started_at)::int as timed_sessions,
       round(avg(extract(epoch from ended_at - started_at)))::int as mean_seconds
     from patient_session_completions where organization_id = $1 and enrollment_id = $2 and status = 'completed'`,
    [orgId, enrollmentId],
  );
}

/**
 * What was prescribed and what was done, per exercise and dose of the version the patient has, in the order of the plan; exercises
 * that no session has reached yet included. O(sets of the course).
 */
export async function exerciseFigures(tx: Tx, orgId: number, enrollmentId: number): Promise<ExerciseFigures[]> {
  return tx.query<ExerciseFigures>(
    `with template as (
       select s.value ->> 'key' as session_key, s.n as session_n, x.n::int - 1 as position, (x.value ->> 'exercise_id')::bigint as exercise_id, x.value ->> 'name' as name,
         x.value -> 'params' as params,
         (x.value #>> '{params,sets}')::int * case x.value #>> '{params,side}' when 'both' then 2 else 1 end as sets
       from patient_treatment_plans e join treatment_plan_versions v on v.treatment_plan_id = e.treatment_plan_id and v.version = e.version
         cross join lateral jsonb_array_elements(v.content -> 'sessions') with ordinality s (value, n)
         cross join lateral jsonb_array_elements(s.value -> 'exercises') with ordinality x (value, n)
       where e.organization_id = $1 and e.id = $2
     ), place as (
       select t.exercise_id, t.params, t.position, t.sets, c.id as completion_id, c.local_date
       from template t join patient_session_completions c on c.organization_id = $1 and c.enrollment_id = $2 and c.session_key = t.session_key
       where c.status in ('completed', 'partial')
     ), logged as (
       select p.exercise_id, p.params, p.completion_id, p.local_date, l.id, l.skipped, l.skip_reason, l.load, l.video_watch_percent, l.exercise_id <> p.exercise_id as easier,
         case when p.params ->> 'side' = 'both' and l.side = 'both' then 2 else 1 end as passes,
         case when not l.skipped then case p.params ->> 'mode' when 'reps' then l.actual_reps else l.actual_seconds end end as amount
       from place p join patient_exercise_logs l on l.organization_id = $1 and l.completion_id = p.completion_id and l.exercise_position = p.position and l.amends_id is null
     ), per_session as (
       select exercise_id, params, completion_id, avg(amount) as mean, row_number() over first_to_last as nth, row_number() over last_to_first as nth_last
       from logged where amount is not null group by exercise_id, params, completion_id, local_date
       window first_to_last as (partition by exercise_id, params order by local_date, completion_id),
         last_to_first as (partition by exercise_id, params order by local_date desc, completion_id desc)
     ), course as (
       select exercise_id, params, count(distinct completion_id)::int as sessions, sum(sets)::int as sets_prescribed from place group by exercise_id, params
     ), done as (
       select exercise_id, params, coalesce(sum(passes) filter (where not skipped), 0)::int as sets_done, coalesce(sum(passes) filter (where not skipped and easier), 0)::int as sets_easier,
         count(amount)::int as measured_sets, round(avg(amount), 1)::float8 as mean_amount,
         (array_agg(load order by local_date, id) filter (where load is not null))[1] as first_load,
         (array_agg(load order by local_date desc, id desc) filter (where load is not null))[1] as last_load,
         (count(video_watch_percent) filter (where not skipped))::int as video_sets, (round(avg(video_watch_percent) filter (where not skipped)))::int as mean_video_percent
       from logged group by exercise_id, params
     ), trend as (
       select exercise_id, params, count(*)::int as measured_sessions, round(max(mean) filter (where nth = 1), 1)::float8 as first_amount,
         round(max(mean) filter (where nth_last = 1), 1)::float8 as last_amount
       from per_session group by exercise_id, params
     ), skip as (
       select exercise_id, params, jsonb_agg(jsonb_build_object('reason', skip_reason, 'sets', n) order by n desc, skip_reason) as skips
       from (select exercise_id, params, skip_reason, count(*)::int as n from logged where skipped group by exercise_id, params, skip_reason) s group by exercise_id, params
     ), hurt as (
       select p.exercise_id, p.params, count(*)::int as hurt_reports, max(h.severity)::int as worst_pain
       from place p join hurt_reports h on h.organization_id = $1 and h.completion_id = p.completion_id and h.exercise_position = p.position
       group by p.exercise_id, p.params
     )
     select t.exercise_id, coalesce(x.name, t.name) as name, t.params, coalesce(c.sessions, 0) as sessions, coalesce(c.sets_prescribed, 0) as sets_prescribed,
       coalesce(d.sets_done, 0) as sets_done, coalesce(d.sets_easier, 0) as sets_easier, coalesce(d.measured_sets, 0) as measured_sets, d.mean_amount,
       coalesce(r.measured_sessions, 0) as measured_sessions, r.first_amount, r.last_amount, d.first_load, d.last_load, coalesce(s.skips, '[]') as skips,
       coalesce(h.hurt_reports, 0) as hurt_reports, h.worst_pain, coalesce(d.video_sets, 0) as video_sets, d.mean_video_percent
     from (select exercise_id, params, min(name) as name, min(session_n * 1000 + position) as place from template group by exercise_id, params) t
       left join exercises x on x.id = t.exercise_id
       left join course c using (exercise_id, params) left join done d using (exercise_id, params) left join trend r using (exercise_id, params)
       left join skip s using (exercise_id, params) left join hurt h using (exercise_id, params)
     order by t.place`,
    [orgId, enrollmentId],
  );
}
