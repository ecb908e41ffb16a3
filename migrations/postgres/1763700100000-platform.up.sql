-- What every feature leans on: audit, outbox, idempotency, processes and their timers, messages, tasks.
create table audit_log (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
  actor_user_id bigint,
  impersonator_user_id bigint,
  role text not null,
  action text not null,
  entity text not null,
  entity_id bigint,
  patient_id bigint,
  fields text[] not null default '{}',
  request_id text not null,
  xid xid8 not null default pg_current_xact_id()
);
create index audit_log_org on audit_log (organization_id, id);
create index audit_log_patient on audit_log (organization_id, patient_id, id) where patient_id is not null;
call secure_table('audit_log', 'dual', 'own');
-- What a patient does is written whether or not it names a record; reading stays with the rows about them.
drop policy patient_own on audit_log;
create policy patient_own on audit_log as restrictive for select to pathwell_app
  using ((select app_role()) <> 'patient' or patient_id = (select app_patient()));
create policy platform_insert on audit_log for insert to pathwell_app with check (organization_id is null and (select app_org()) is null);
revoke update, delete on audit_log from pathwell_app, pathwell_system;
create trigger audit_log_append_only before update or delete on audit_log for each row execute function refuse_change();

create table audit_seals (
  organization_id bigint not null,
  seal_number bigint not null,
  first_id bigint not null,
  last_id bigint not null,
  row_count integer not null,
  root text not null,
  previous_hash text not null,
  hash text not null,
  signature text not null,
  sealed_at timestamptz not null default now(),
  primary key (organization_id, seal_number)
);
call secure_table('audit_seals', 'tenant', 'none');
revoke update, delete on audit_seals from pathwell_app, pathwell_system;
revoke insert on audit_seals from pathwell_app;
create trigger audit_seals_append_only before update or delete on audit_seals for each row execute function refuse_change();

create table outbox (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  event_id uuid not null default gen_random_uuid() unique,
  type text not null,
  aggregate text not null,
  aggregate_id bigint not null,
  payload jsonb not null,
  actor_user_id bigint,
  occurred_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  attempts integer not null default 0,
  leased_until timestamptz,
  published_at timestamptz,
  last_error text
);
create index outbox_open on outbox (id) where published_at is null;
create index outbox_org on outbox (organization_id, type, id);
alter table outbox enable row level security;
alter table outbox force row level security;
grant insert, select on outbox to pathwell_app;
grant select, insert, update, delete on outbox to pathwell_system;
create policy app_insert on outbox for insert to pathwell_app with check (organization_id is not distinct from (select app_org()));
create policy app_read on outbox for select to pathwell_app using (organization_id = (select app_org()) and (select app_role()) <> 'patient');
create policy system_all on outbox to pathwell_system using (true) with check (true);

create table inbox (
  consumer text not null,
  event_id uuid not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
grant select, insert, delete on inbox to pathwell_system;

create table idempotency_keys (
  organization_id bigint not null,
  principal text not null,
  route text not null,
  key text not null check (length(key) between 1 and 255),
  fingerprint text not null,
  status text not null check (status in ('in_progress', 'done')),
  leased_until timestamptz not null,
  reserved_id bigint,
  response_status integer,
  response_headers jsonb,
  response_body jsonb,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '48 hours',
  primary key (organization_id, principal, route, key)
);
create index idempotency_keys_expiry on idempotency_keys (expires_at);
call secure_table('idempotency_keys', 'system', 'none');

create table processes (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  kind text not null check (kind in ('enrollment', 'approval', 'message', 'patient_service_plan')),
  subject_id bigint not null,
  workflow_id text not null unique,
  patient_id bigint,
  status text not null check (status in ('open', 'closed', 'needs_ops')),
  state text not null,
  waits_for text not null default '',
  needs_ops_reason text,
  rev bigint not null default 0,
  opened_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed_at timestamptz,
  unique (organization_id, id),
  unique (organization_id, kind, subject_id),
  foreign key (organization_id, patient_id) references patients (organization_id, id)
);
create index processes_open on processes (organization_id, kind, updated_at) where status <> 'closed';
create index processes_patient on processes (organization_id, patient_id);
call secure_table('processes', 'tenant', 'own');

create table process_timers (
  organization_id bigint not null,
  process_id bigint not null,
  patient_id bigint,
  kind text not null,
  due_at timestamptz not null,
  why_code text not null,
  why_params jsonb not null default '{}',
  primary key (organization_id, process_id, kind, due_at),
  foreign key (organization_id, process_id) references processes (organization_id, id) on delete cascade
);
create index process_timers_due on process_timers (organization_id, due_at);
create index process_timers_patient on process_timers (organization_id, patient_id, due_at);
call secure_table('process_timers', 'tenant', 'own');

create table process_events (
  id bigint generated always as identity primary key,
  organization_id bigint not null,
  process_id bigint not null,
  patient_id bigint,
  key text not null,
  at timestamptz not null,
  code text not null,
  params jsonb not null default '{}',
  actor_user_id bigint references users (id),
  foreign key (organization_id, process_id) references processes (organization_id, id),
  unique (organization_id, process_id, key)
);
create index process_events_patient on process_events (organization_id, patient_id, at);
create index process_events_actor on process_events (actor_user_id);
call secure_table('process_events', 'tenant', 'own');

create table messages (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  recipient_user_id bigint references users (id),
  patient_id bigint,
  dedup_key text not null,
  purpose text not null check (purpose in ('reminder', 'plan', 'approval', 'care_alert', 'service', 'account', 'safety')),
  template text not null,
  params jsonb not null default '{}',
  why_code text not null,
  why_params jsonb not null default '{}',
  link text,
  subject_kind text,
  subject_id bigint,
  expires_at timestamptz,
  status text not null default 'pending' check (status in ('pending', 'deferred', 'delivered', 'dropped', 'failed')),
  status_reason text,
  send_after timestamptz,
  created_at timestamptz not null default now(),
  delivered_at timestamptz,
  read_at timestamptz,
  rev bigint not null default 0,
  unique (organization_id, id),
  unique (organization_id, dedup_key),
  foreign key (organization_id, patient_id) references patients (organization_id, id)
);
create index messages_recipient on messages (organization_id, recipient_user_id, id desc);
create index messages_patient on messages (organization_id, patient_id, id desc);
create index messages_user on messages (recipient_user_id);
call secure_table('messages', 'tenant', 'own');

create table message_attempts (
  id bigint generated always as identity primary key,
  organization_id bigint not null,
  message_id bigint not null,
  patient_id bigint,
  channel text not null check (channel in ('in_app', 'email')),
  attempt integer not null,
  outcome text not null check (outcome in ('sent', 'rejected', 'retry', 'skipped', 'deferred')),
  reason text not null default '',
  at timestamptz not null default now(),
  foreign key (organization_id, message_id) references messages (organization_id, id)
);
create index message_attempts_message on message_attempts (organization_id, message_id);
call secure_table('message_attempts', 'tenant', 'own');

create table notification_preferences (
  organization_id bigint not null references organizations (id),
  user_id bigint not null references users (id),
  purpose text not null check (purpose in ('reminder', 'plan', 'approval', 'care_alert', 'service', 'account', 'safety')),
  channel text not null check (channel in ('in_app', 'email')),
  enabled boolean not null,
  updated_at timestamptz not null default now(),
  primary key (organization_id, user_id, purpose, channel)
);
create index notification_preferences_user on notification_preferences (user_id);
call secure_table('notification_preferences', 'tenant', 'read');
drop policy patient_no_insert on notification_preferences;
drop policy patient_no_update on notification_preferences;
drop policy patient_no_delete on notification_preferences;
create policy patient_self on notification_preferences as restrictive for all to pathwell_app
  using ((select app_role()) <> 'patient' or user_id = (select app_user())) with check ((select app_role()) <> 'patient' or user_id = (select app_user()));

create table tasks (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  dedup_key text not null,
  kind text not null check (kind in ('silent', 'hurt', 'pain_rising', 'red_flag', 'contraindication', 'follow_up', 'ends_soon')),
  patient_id bigint not null,
  enrollment_id bigint,
  assignee_user_id bigint references users (id),
  params jsonb not null default '{}',
  status text not null default 'open' check (status in ('open', 'done')),
  created_at timestamptz not null default now(),
  done_at timestamptz,
  done_by bigint references users (id),
  unique (organization_id, dedup_key),
  foreign key (organization_id, patient_id) references patients (organization_id, id)
);
create index tasks_open on tasks (organization_id, assignee_user_id, id) where status = 'open';
create index tasks_patient on tasks (organization_id, patient_id);
create index tasks_assignee on tasks (assignee_user_id);
create index tasks_done_by on tasks (done_by);
call secure_table('tasks', 'tenant', 'none');
