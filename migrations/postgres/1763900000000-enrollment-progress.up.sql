-- Progress of an enrollment computed from its rows as of any moment (plan-semantics §1–3): the same numbers as domain/treatment-plans
-- gives, so that lists and dashboards need not load whole histories. Row-level security applies: the functions run as the caller.

-- First instant at which a zone's wall clock shows `wall` or later. AT TIME ZONE alone takes the later of a doubled time and
-- the shifted time of a gap; we want the earlier one, and the first instant after the gap.
create function first_instant_in_zone(wall timestamp, zone text) returns timestamptz language plpgsql stable parallel safe as $$
declare
  offset_before interval := ((wall - interval '1 day') at time zone 'UTC' at time zone zone) - (wall - interval '1 day');
  offset_after interval := ((wall + interval '1 day') at time zone 'UTC' at time zone zone) - (wall + interval '1 day');
  early timestamptz := (wall - greatest(offset_before, offset_after)) at time zone 'UTC';
  late timestamptz := (wall - least(offset_before, offset_after)) at time zone 'UTC';
  low bigint;
  high bigint;
  middle bigint;
begin
  if early = late or early at time zone zone >= wall then return early; end if;
  low := extract(epoch from early)::bigint;
  high := extract(epoch from late)::bigint;
  while high - low > 1 loop
    middle := (low + high) / 2;
    if to_timestamp(middle) at time zone zone >= wall then high := middle; else low := middle; end if;
  end loop;
  return to_timestamp(high);
end $$;

-- The same over a history of zones (arrays in order of time, the first also holds for everything before it): a boundary passed
-- before a move west is not passed again, one jumped over by a move east happens at the move.
create function first_instant_in_history(wall timestamp, since timestamptz[], zones text[]) returns timestamptz language plpgsql stable parallel safe as $$
declare
  candidate timestamptz;
begin
  for i in 1 .. cardinality(zones) loop
    candidate := first_instant_in_zone(wall, zones[i]);
    if i > 1 then candidate := greatest(candidate, since[i]); end if;
    if i = cardinality(zones) or candidate < since[i + 1] then return candidate; end if;
  end loop;
  return null;
end $$;

-- The patient's local date at an instant; never earlier than at any instant before. Periods that begin later must be cut off before.
create function local_date_in_history(at timestamptz, since timestamptz[], zones text[]) returns date language plpgsql stable parallel safe as $$
declare
  latest date := (at at time zone zones[cardinality(zones)])::date;
begin
  for i in 2 .. cardinality(zones) loop
    latest := greatest(latest, ((since[i] - interval '1 millisecond') at time zone zones[i - 1])::date);
  end loop;
  return case when first_instant_in_history(latest + 1, since, zones) <= at then latest + 1 else latest end;
end $$;

create function enrollment_progress(enrollment bigint, as_of timestamptz)
returns table (
  adherence_met integer, adherence_expected integer, done integer, total integer,
  week_streak integer, day_streak integer, freezes integer, end_date date
) language plpgsql stable as $$
declare
  e patient_treatment_plans%rowtype;
  ended timestamptz;
  zone_since timestamptz[];
  zone_names text[];
  pause_from timestamptz[];
  pause_to timestamptz[];
  mondays date[];
  dones integer[];
  useds integer[];
  cursor_at integer := 1;
  first_monday date;
  monday date;
  closes_at timestamptz;
  noon timestamptz;
  used integer := 0;
  counted integer := 0;
  neutral integer := 0;
  in_a_row integer := 0;
  paused_days integer;
  expected integer;
  week_done integer;
  week_used integer;
  ended_inside boolean;
  today date;
begin
  select p.* into e from patient_treatment_plans p where p.id = enrollment;
  if not found then return; end if;
  ended := case when e.ended_at <= as_of then e.ended_at end;

  select array_agg(z.from_at order by z.from_at), array_agg(z.zone order by z.from_at) into zone_since, zone_names
    from enrollment_zones z
    where z.organization_id = e.organization_id and z.enrollment_id = e.id
      and (z.from_at <= as_of or z.from_at = (
        select min(f.from_at) from enrollment_zones f where f.organization_id = e.organization_id and f.enrollment_id = e.id));
  if zone_names is null then
    zone_since := array[e.created_at];
    zone_names := array[e.time_zone];
  end if;

  select coalesce(array_agg(p.from_at order by p.from_at), '{}'), coalesce(array_agg(p.to_at order by p.from_at), '{}') into pause_from, pause_to
    from enrollment_pauses p where p.organization_id = e.organization_id and p.enrollment_id = e.id and p.from_at <= as_of;

  select array_agg(w.monday order by w.monday), array_agg(w.done order by w.monday), array_agg(w.used order by w.monday), coalesce(sum(w.done), 0)
    into mondays, dones, useds, done
    from (
      select date_trunc('week', c.local_date)::date as monday,
        (count(*) filter (where c.status = 'completed'))::integer as done, count(*)::integer as used
      from patient_session_completions c
      where c.organization_id = e.organization_id and c.enrollment_id = e.id
        and c.status in ('completed', 'skipped') and coalesce(c.ended_at, c.created_at) <= as_of
      group by 1
    ) w;

  total := e.frequency_per_week * e.duration_weeks;
  week_streak := 0;
  freezes := 0;
  first_monday := e.start_date + (8 - extract(isodow from e.start_date)::integer) % 7;
  monday := first_monday;
  while cursor_at <= coalesce(cardinality(mondays), 0) and mondays[cursor_at] < first_monday loop
    used := used + useds[cursor_at];
    cursor_at := cursor_at + 1;
  end loop;

  while counted < e.duration_weeks loop
    exit when ended < first_instant_in_history(monday, zone_since, zone_names);
    closes_at := first_instant_in_history(monday + 7, zone_since, zone_names);
    ended_inside := coalesce(ended < closes_at, false);
    expected := greatest(0, least(e.frequency_per_week, total - used));
    week_done := 0;
    week_used := 0;
    if mondays[cursor_at] = monday then
      week_done := dones[cursor_at];
      week_used := useds[cursor_at];
      cursor_at := cursor_at + 1;
    end if;
    if closes_at > as_of and not ended_inside then  -- the open week counts for the streak once it is met; later ones have not begun
      if week_done >= expected and expected > 0 then week_streak := week_streak + 1; end if;
      exit;
    end if;
    if week_done < expected then
      exit when ended_inside;  -- the week in which the enrollment ended short is left out
      paused_days := 0;
      if cardinality(pause_from) > 0 then
        for day in 0 .. 6 loop
          noon := first_instant_in_history(monday + day + time '12:00', zone_since, zone_names);
          for i in 1 .. cardinality(pause_from) loop
            if pause_from[i] <= noon and (pause_to[i] is null or noon < pause_to[i]) then
              paused_days := paused_days + 1;
              exit;
            end if;
          end loop;
        end loop;
      end if;
    end if;
    if week_done < expected and paused_days >= 4 then
      neutral := neutral + 1;
    else
      counted := counted + 1;
      adherence_met := coalesce(adherence_met, 0) + least(week_done, expected);
      adherence_expected := coalesce(adherence_expected, 0) + expected;
      if week_done >= expected then
        week_streak := week_streak + 1;
        in_a_row := in_a_row + 1;
        if in_a_row % 4 = 0 then freezes := least(2, freezes + 1); end if;
      else
        in_a_row := 0;
        if freezes > 0 then freezes := freezes - 1; else week_streak := 0; end if;
      end if;
    end if;
    used := used + week_used;
    monday := monday + 7;
  end loop;

  end_date := first_monday + 7 * (e.duration_weeks + neutral) - 1;
  today := local_date_in_history(as_of, zone_since, zone_names);
  select count(*)::integer into day_streak
    from (
      select d.local_date, max(d.local_date) over () as latest, row_number() over (order by d.local_date desc) as nth
      from (
        select distinct c.local_date from patient_session_completions c
        where c.organization_id = e.organization_id and c.enrollment_id = e.id
          and c.status = 'completed' and coalesce(c.ended_at, c.created_at) <= as_of
      ) d
    ) run
    where run.latest >= today - 1 and run.local_date = run.latest - (run.nth - 1)::integer;
  return next;
end $$;
