-- The week an enrollment is in, as of any moment (AN-01): what was done and what is expected of it (plan-semantics §1–2). No row before
-- W1, after the last week and once the enrollment has ended. Row-level security applies: the function runs as the caller.
create function enrollment_this_week(enrollment bigint, as_of timestamptz)
returns table (monday date, done integer, expected integer) language plpgsql stable as $$
declare
  e patient_treatment_plans%rowtype;
  zone_since timestamptz[];
  zone_names text[];
  last_day date;
  used integer;
begin
  select p.* into e from patient_treatment_plans p where p.id = enrollment;
  if not found or e.ended_at <= as_of then return; end if;
  select array_agg(z.from_at order by z.from_at), array_agg(z.zone order by z.from_at) into zone_since, zone_names
    from enrollment_zones z
    where z.organization_id = e.organization_id and z.enrollment_id = e.id
      and (z.from_at <= as_of or z.from_at = (
        select min(f.from_at) from enrollment_zones f where f.organization_id = e.organization_id and f.enrollment_id = e.id));
  if zone_names is null then
    zone_since := array[e.created_at];
    zone_names := array[e.time_zone];
  end if;

  monday := date_trunc('week', local_date_in_history(as_of, zone_since, zone_names))::date;
  select p.end_date into last_day from enrollment_progress(enrollment, as_of) p;
  if monday < e.start_date or monday > last_day then return; end if;

  select (count(*) filter (where c.local_date < monday))::integer,
      (count(*) filter (where c.local_date between monday and monday + 6 and c.status = 'completed'))::integer
    into used, done
    from patient_session_completions c
    where c.organization_id = e.organization_id and c.enrollment_id = e.id
      and c.status in ('completed', 'skipped') and coalesce(c.ended_at, c.created_at) <= as_of;
  expected := greatest(0, least(e.frequency_per_week, e.frequency_per_week * e.duration_weeks - used));
  return next;
end $$;
