-- Treatment plans (S0). The row and its sessions are the working copy; a published version is an immutable snapshot.
create table treatment_plans (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  scope text not null check (scope in ('global', 'organization', 'custom')),
  patient_id bigint,
  slug text,
  name text not null check (length(name) between 1 and 160),
  description text not null default '',
  condition text not null default '',
  body_regions text[] not null default '{}',
  difficulty text not null default 'beginner' check (difficulty in ('beginner', 'intermediate', 'advanced')),
  type text not null default 'telerehab' check (type in ('telerehab', 'in_clinic')),
  frequency_per_week integer not null default 3 check (frequency_per_week between 1 and 14),
  duration_weeks integer not null default 4 check (duration_weeks between 1 and 52),
  visibility text not null default 'private' check (visibility in ('private', 'library')),
  requires_approval boolean not null default false,
  status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
  version integer not null default 0,
  questions jsonb not null default '[]',
  cloned_from_plan_id bigint references treatment_plans (id),
  cloned_from_version integer,
  author_user_id bigint references users (id),
  reviewed_by text,
  rev integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique nulls not distinct (organization_id, slug, id),
  check ((scope = 'global') = (organization_id is null)),
  check ((scope = 'custom') = (patient_id is not null)),
  foreign key (organization_id, patient_id) references patients (organization_id, id)
);
create index treatment_plans_list on treatment_plans (organization_id, lower(name), id) where status <> 'archived';
create index treatment_plans_patient on treatment_plans (organization_id, patient_id) where patient_id is not null;
create index treatment_plans_cloned_from on treatment_plans (cloned_from_plan_id);
create index treatment_plans_author on treatment_plans (author_user_id);
call secure_table('treatment_plans', 'dual', 'read');
create policy patient_visible on treatment_plans as restrictive for select to pathwell_app
  using ((select app_role()) <> 'patient' or (version > 0 and status <> 'archived' and ((patient_id is null and visibility = 'library') or patient_id = (select app_patient()))));

create table treatment_plan_versions (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  treatment_plan_id bigint not null references treatment_plans (id),
  patient_id bigint,
  version integer not null check (version > 0),
  content jsonb not null,
  content_hash text not null,
  note text not null default '',
  published_by bigint references users (id),
  published_at timestamptz not null default now(),
  unique (treatment_plan_id, version)
);
create index treatment_plan_versions_published_by on treatment_plan_versions (published_by);
create constraint trigger treatment_plan_versions_scope after insert on treatment_plan_versions for each row execute function check_scope('treatment_plans', 'treatment_plan_id');
create trigger treatment_plan_versions_append_only before update or delete on treatment_plan_versions for each row execute function refuse_change();

create table treatment_plan_sessions (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  treatment_plan_id bigint not null references treatment_plans (id),
  position integer not null,
  key text not null,
  title text not null check (length(title) between 1 and 120),
  place text not null default 'home' check (place in ('home', 'clinic')),
  from_week integer check (from_week between 1 and 52),
  to_week integer check (to_week between 1 and 52),
  unique (treatment_plan_id, position) deferrable initially deferred
);
create constraint trigger treatment_plan_sessions_scope after insert or update on treatment_plan_sessions for each row execute function check_scope('treatment_plans', 'treatment_plan_id');
call secure_table('treatment_plan_sessions', 'dual', 'none');

create table treatment_plan_session_exercises (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  session_id bigint not null references treatment_plan_sessions (id) on delete cascade,
  position integer not null,
  exercise_id bigint not null references exercises (id),
  params jsonb not null,
  unique (session_id, position) deferrable initially deferred
);
create index treatment_plan_session_exercises_exercise on treatment_plan_session_exercises (exercise_id);
create constraint trigger treatment_plan_session_exercises_scope after insert or update on treatment_plan_session_exercises for each row execute function check_scope('exercises', 'exercise_id');
call secure_table('treatment_plan_session_exercises', 'dual', 'none');

-- Enrollments. Lifecycle columns (status … rev) are written by the enrollment's workflow alone (decisions A2).
create table patient_treatment_plans (
  id bigint generated by default as identity primary key,
  organization_id bigint not null references organizations (id),
  patient_id bigint not null,
  treatment_plan_id bigint not null references treatment_plans (id),
  version integer not null,
  plan_name text not null,
  content_hash text not null,
  assigned_by bigint references users (id),
  self_assigned boolean not null default false,
  responsible_specialist_id bigint,
  previous_enrollment_id bigint,
  approval_id bigint,
  frequency_per_week integer not null,
  duration_weeks integer not null,
  sessions_total integer not null,
  start_date date not null,
  end_date date not null,
  time_zone text not null,
  preferred_weekdays smallint[] not null,
  reminder_time time not null,
  status text not null check (status in ('pending_approval', 'active', 'paused', 'completed', 'expired', 'cancelled', 'rejected')),
  stop_reason text check (stop_reason in ('graduated', 'better', 'lapsed', 'unsuitable', 'other', 'total_reached', 'end_date', 'rejected', 'withdrawn', 'approval_expired')),
  stop_note text,
  sessions_completed integer not null default 0,
  sessions_skipped integer not null default 0,
  week_streak integer not null default 0,
  day_streak integer not null default 0,
  freezes integer not null default 0,
  adherence_met integer,
  adherence_expected integer,
  last_activity_at timestamptz,
  silent_since timestamptz,
  ledger jsonb not null default '{}', -- which timers already acted; domain TimerLedger
  rev bigint not null default 0,
  created_at timestamptz not null default now(),
  activated_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, patient_id) references patients (organization_id, id),
  foreign key (organization_id, responsible_specialist_id) references specialists (organization_id, id),
  foreign key (organization_id, previous_enrollment_id) references patient_treatment_plans (organization_id, id),
  foreign key (treatment_plan_id, version) references treatment_plan_versions (treatment_plan_id, version)
);
create unique index patient_treatment_plans_running on patient_treatment_plans (organization_id, patient_id, treatment_plan_id) where status in ('pending_approval', 'active', 'paused');
create index patient_treatment_plans_patient on patient_treatment_plans (organization_id, patient_id, id desc);
create index patient_treatment_plans_specialist on patient_treatment_plans (organization_id, responsible_specialist_id, status);
create index patient_treatment_plans_plan on patient_treatment_plans (treatment_plan_id, version);
create index patient_treatment_plans_previous on patient_treatment_plans (organization_id, previous_enrollment_id);
create index patient_treatment_plans_assigned_by on patient_treatment_plans (assigned_by);
create constraint trigger patient_treatment_plans_scope after insert or update of treatment_plan_id on patient_treatment_plans for each row execute function check_scope('treatment_plans', 'treatment_plan_id');
call secure_table('patient_treatment_plans', 'tenant', 'own');

-- The patient sees a version when it is offered in the library or when it is theirs.
call secure_table('treatment_plan_versions', 'dual', 'read');
create policy patient_visible on treatment_plan_versions as restrictive for select to pathwell_app
  using ((select app_role()) <> 'patient'
    or exists (select 1 from treatment_plans p where p.id = treatment_plan_id and p.version = treatment_plan_versions.version)
    or exists (select 1 from patient_treatment_plans e where e.treatment_plan_id = treatment_plan_versions.treatment_plan_id and e.version = treatment_plan_versions.version));

create table enrollment_pauses (
  id bigint generated always as identity primary key,
  organization_id bigint not null,
  enrollment_id bigint not null,
  patient_id bigint not null,
  from_at timestamptz not null,
  to_at timestamptz,
  reason text not null default '',
  check (to_at is null or to_at >= from_at),
  foreign key (organization_id, enrollment_id) references patient_treatment_plans (organization_id, id)
);
create index enrollment_pauses_enrollment on enrollment_pauses (organization_id, enrollment_id, from_at);
create unique index enrollment_pauses_open on enrollment_pauses (organization_id, enrollment_id) where to_at is null;
call secure_table('enrollment_pauses', 'tenant', 'own');

create table enrollment_zones (
  organization_id bigint not null,
  enrollment_id bigint not null,
  patient_id bigint not null,
  from_at timestamptz not null,
  zone text not null,
  primary key (organization_id, enrollment_id, from_at),
  foreign key (organization_id, enrollment_id) references patient_treatment_plans (organization_id, id)
);
call secure_table('enrollment_zones', 'tenant', 'own');

-- One row per closed week and the open one; written by the workflow.
create table enrollment_weeks (
  organization_id bigint not null,
  enrollment_id bigint not null,
  patient_id bigint not null,
  week integer not null check (week >= 0),
  monday date not null,
  expected integer not null,
  done integer not null,
  skipped integer not null,
  neutral boolean not null,
  met boolean not null,
  closed_at timestamptz,
  primary key (organization_id, enrollment_id, week),
  foreign key (organization_id, enrollment_id) references patient_treatment_plans (organization_id, id)
);
call secure_table('enrollment_weeks', 'tenant', 'own');

create table patient_session_completions (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  enrollment_id bigint not null,
  patient_id bigint not null,
  client_id uuid not null,
  session_key text not null,
  session_title text not null,
  status text not null check (status in ('started', 'completed', 'partial', 'skipped')),
  started_at timestamptz,
  ended_at timestamptz,
  zone text not null,
  local_date date not null,
  week integer not null,
  late boolean not null default false,
  pain_before smallint check (pain_before between 0 and 10),
  pain_after smallint check (pain_after between 0 and 10),
  difficulty text check (difficulty in ('too_easy', 'right', 'hard', 'too_hard')),
  notes text check (length(notes) <= 2000),
  skip_reason text check (skip_reason in ('pain', 'time', 'equipment', 'other')),
  device_id uuid,
  device_since timestamptz,
  appointment_id bigint,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, enrollment_id, client_id),
  foreign key (organization_id, enrollment_id) references patient_treatment_plans (organization_id, id),
  foreign key (organization_id, patient_id) references patients (organization_id, id)
);
create unique index patient_session_completions_open on patient_session_completions (organization_id, enrollment_id) where status = 'started';
create index patient_session_completions_patient on patient_session_completions (organization_id, patient_id, local_date);
call secure_table('patient_session_completions', 'tenant', 'own');

-- One row per finished set. A second row for the same slot is an amendment candidate: kept and shown, never counted twice.
create table patient_exercise_logs (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  enrollment_id bigint not null,
  completion_id bigint not null,
  patient_id bigint not null,
  client_id uuid not null,
  exercise_id bigint not null references exercises (id),
  exercise_revision integer not null,
  exercise_position integer not null,
  set_number integer not null check (set_number between 1 and 50),
  side text not null check (side in ('both', 'left', 'right')),
  amends_id bigint,
  prescribed jsonb not null,
  actual_reps integer check (actual_reps between 0 and 1000),
  actual_seconds integer check (actual_seconds between 0 and 36000),
  load jsonb,
  video_watch_percent smallint check (video_watch_percent between 0 and 100),
  pose_accuracy smallint check (pose_accuracy between 0 and 100),
  skipped boolean not null default false,
  skip_reason text check (skip_reason in ('pain', 'time', 'equipment', 'other')),
  device_id uuid,
  performed_at timestamptz not null,
  received_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, enrollment_id, client_id),
  foreign key (organization_id, completion_id) references patient_session_completions (organization_id, id),
  foreign key (organization_id, amends_id) references patient_exercise_logs (organization_id, id)
);
create unique index patient_exercise_logs_slot on patient_exercise_logs (organization_id, completion_id, exercise_position, set_number, side) where amends_id is null;
create index patient_exercise_logs_completion on patient_exercise_logs (organization_id, completion_id, exercise_position, set_number);
create index patient_exercise_logs_exercise on patient_exercise_logs (exercise_id);
create index patient_exercise_logs_amends on patient_exercise_logs (organization_id, amends_id);
create constraint trigger patient_exercise_logs_scope after insert on patient_exercise_logs for each row execute function check_scope('exercises', 'exercise_id');
call secure_table('patient_exercise_logs', 'tenant', 'own');
revoke update, delete on patient_exercise_logs from pathwell_app, pathwell_system;
create trigger patient_exercise_logs_append_only before update or delete on patient_exercise_logs for each row execute function refuse_change();

create table hurt_reports (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  enrollment_id bigint not null,
  completion_id bigint not null,
  patient_id bigint not null,
  client_id uuid not null,
  exercise_id bigint not null references exercises (id),
  exercise_position integer not null,
  body_area text not null check (length(body_area) between 1 and 80),
  severity smallint not null check (severity between 0 and 10),
  action text not null check (action in ('easier', 'stop', 'go_on')),
  easier_exercise_id bigint references exercises (id),
  note text check (length(note) <= 1000),
  reported_at timestamptz not null,
  unique (organization_id, enrollment_id, client_id),
  foreign key (organization_id, completion_id) references patient_session_completions (organization_id, id)
);
create index hurt_reports_patient on hurt_reports (organization_id, patient_id, reported_at);
create index hurt_reports_completion on hurt_reports (organization_id, completion_id);
create index hurt_reports_exercise on hurt_reports (exercise_id);
create index hurt_reports_easier on hurt_reports (easier_exercise_id);
create constraint trigger hurt_reports_scope after insert on hurt_reports for each row execute function check_scope('exercises', 'exercise_id');
call secure_table('hurt_reports', 'tenant', 'own');

create table self_assign_answers (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  patient_id bigint not null,
  treatment_plan_id bigint not null references treatment_plans (id),
  version integer not null,
  answers jsonb not null,
  outcome text not null check (outcome in ('clear', 'red_flag', 'contraindicated')),
  answered_at timestamptz not null,
  cleared_by bigint references users (id),
  cleared_at timestamptz,
  foreign key (organization_id, patient_id) references patients (organization_id, id)
);
create index self_assign_answers_patient on self_assign_answers (organization_id, patient_id, treatment_plan_id);
create index self_assign_answers_plan on self_assign_answers (treatment_plan_id);
create index self_assign_answers_cleared_by on self_assign_answers (cleared_by);
create constraint trigger self_assign_answers_scope after insert on self_assign_answers for each row execute function check_scope('treatment_plans', 'treatment_plan_id');
call secure_table('self_assign_answers', 'tenant', 'own');

create table approvals (
  id bigint generated by default as identity primary key,
  organization_id bigint not null references organizations (id),
  kind text not null check (kind in ('plan_assignment', 'plan_promotion')),
  subject_id bigint not null,
  patient_id bigint,
  title text not null,
  treatment_plan_id bigint not null references treatment_plans (id),
  version integer not null,
  base_version integer,
  base_plan_id bigint,
  content_hash text not null,
  requested_by bigint references users (id),
  requested_at timestamptz not null,
  author_user_id bigint references users (id),
  status text not null check (status in ('pending', 'approved', 'rejected', 'expired', 'withdrawn')),
  decided_by bigint references users (id),
  decided_at timestamptz,
  reason text,
  delegated_to bigint references users (id),
  escalated_at timestamptz,
  reminders_sent integer not null default 0,
  expires_at timestamptz,
  ledger jsonb not null default '{}',
  rev bigint not null default 0,
  unique (organization_id, id),
  foreign key (organization_id, patient_id) references patients (organization_id, id)
);
create unique index approvals_open on approvals (organization_id, kind, subject_id) where status = 'pending';
create index approvals_list on approvals (organization_id, status, id desc);
create index approvals_patient on approvals (organization_id, patient_id);
create index approvals_plan on approvals (treatment_plan_id);
create index approvals_requested_by on approvals (requested_by);
create index approvals_author on approvals (author_user_id);
create index approvals_decided_by on approvals (decided_by);
create index approvals_delegated_to on approvals (delegated_to);
call secure_table('approvals', 'tenant', 'none');
