-- Who is asking: four settings, set per transaction, read by every policy.
create extension if not exists citext;
create extension if not exists btree_gist;

create function app_org() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.organization_id', true), '')::bigint $$;
create function app_user() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.user_id', true), '')::bigint $$;
create function app_patient() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.patient_id', true), '')::bigint $$;
create function app_role() returns text language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.role', true), ''), 'none') $$;

grant usage on schema public to pathwell_app, pathwell_system;

-- `secure_table` is the one place where a table gets its grants and policies. The scopes:
--   tenant    rows of one organization
--   dual      the same, and rows with organization_id null are global: readable by everybody, written by the system role only
--   system    never touched by the app role
-- Patients: `own` = only rows with their patient_id, `none` = nothing, `read` = as staff for reading, never writing.
create procedure secure_table(tbl regclass, scope text, patients text) language plpgsql as $$
declare
  mine text := case scope when 'dual' then '(organization_id is null or organization_id = (select app_org()))' else 'organization_id = (select app_org())' end;
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('grant select, insert, update, delete on %s to pathwell_system', tbl);
  if scope = 'system' then
    execute format('create policy system_all on %s to pathwell_system using (true) with check (true)', tbl);
    return;
  end if;
  execute format('grant select, insert, update, delete on %s to pathwell_app', tbl);
  execute format('create policy system_all on %s to pathwell_system using ((select app_org()) is null or organization_id is null or organization_id = (select app_org())) with check ((select app_org()) is null or organization_id is null or organization_id = (select app_org()))', tbl);
  if scope = 'dual' then  -- check_scope runs as the owner, which FORCE would blind
    execute format('create policy owner_scope_check on %s for select to pathwell_owner using (true)', tbl);
  end if;
  execute format('create policy tenant_read on %s for select to pathwell_app using (%s)', tbl, mine);
  execute format('create policy tenant_insert on %s for insert to pathwell_app with check (organization_id = (select app_org()))', tbl);
  execute format('create policy tenant_update on %s for update to pathwell_app using (organization_id = (select app_org())) with check (organization_id = (select app_org()))', tbl);
  execute format('create policy tenant_delete on %s for delete to pathwell_app using (organization_id = (select app_org()))', tbl);
  case patients
    when 'own' then
      execute format('create policy patient_own on %s as restrictive for all to pathwell_app using ((select app_role()) <> ''patient'' or patient_id = (select app_patient())) with check ((select app_role()) <> ''patient'' or patient_id = (select app_patient()))', tbl);
    when 'none' then
      execute format('create policy patient_none on %s as restrictive for all to pathwell_app using ((select app_role()) <> ''patient'') with check ((select app_role()) <> ''patient'')', tbl);
    when 'read' then
      execute format('create policy patient_no_insert on %s as restrictive for insert to pathwell_app with check ((select app_role()) <> ''patient'')', tbl);
      execute format('create policy patient_no_update on %s as restrictive for update to pathwell_app using ((select app_role()) <> ''patient'')', tbl);
      execute format('create policy patient_no_delete on %s as restrictive for delete to pathwell_app using ((select app_role()) <> ''patient'')', tbl);
    else raise exception 'unknown patient scope %', patients;
  end case;
end $$;

-- References to content that may be global: the target must be global or of the same organization (decisions P13).
create function check_scope() returns trigger language plpgsql security definer set search_path = public as $$
declare target_org bigint; found_row boolean; ref bigint := (to_jsonb(new) ->> tg_argv[1])::bigint; mine bigint := (to_jsonb(new) ->> 'organization_id')::bigint;
begin
  if ref is null then return new; end if;
  execute format('select organization_id, true from %I where id = $1', tg_argv[0]) into target_org, found_row using ref;
  if found_row is null or (target_org is not null and target_org is distinct from mine) then
    raise exception 'row of another organization referenced' using errcode = '23503', constraint = tg_name;
  end if;
  return new;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows cannot be changed', tg_table_name using errcode = '23514', constraint = tg_table_name || '_append_only';
end $$;

create table installation (
  one boolean primary key default true check (one),
  installation_id text not null,
  mode text not null check (mode in ('demo', 'real')),
  created_at timestamptz not null default now()
);
grant select on installation to pathwell_app, pathwell_system;

create table organizations (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text not null check (length(name) between 1 and 200),
  phone text not null default '',
  emergency_text text not null default '',
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  status text not null default 'active' check (status in ('active', 'suspended')),
  demo boolean not null default false,
  rev integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table organizations enable row level security;
alter table organizations force row level security;
grant select, update on organizations to pathwell_app;
grant select, insert, update on organizations to pathwell_system;
create policy own_organization on organizations to pathwell_app using (id = (select app_org())) with check (id = (select app_org()));
create policy patient_no_update on organizations as restrictive for update to pathwell_app using ((select app_role()) <> 'patient');
create policy system_all on organizations to pathwell_system using (true) with check (true);

create table organization_policies (
  organization_id bigint primary key references organizations (id),
  "values" jsonb not null default '{}',
  rev integer not null default 1,
  updated_by bigint,
  updated_at timestamptz not null default now()
);
call secure_table('organization_policies', 'tenant', 'read');

create table users (
  id bigint generated always as identity primary key,
  email citext not null unique check (length(email::text) between 3 and 254),
  display_name text not null check (length(display_name) between 1 and 120),
  status text not null default 'active' check (status in ('active', 'disabled')),
  platform_admin boolean not null default false,
  demo boolean not null default false,
  demo_key text unique,
  locale text not null default 'en',
  epoch integer not null default 0,
  created_at timestamptz not null default now()
);

create table user_organizations (
  organization_id bigint not null references organizations (id),
  user_id bigint not null references users (id),
  roles text[] not null check (roles <@ array['patient', 'specialist', 'admin', 'medical_director', 'ops']::text[] and cardinality(roles) > 0),
  status text not null default 'active' check (status in ('active', 'disabled')),
  away_until timestamptz,
  fallback_user_id bigint references users (id),
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index user_organizations_user on user_organizations (user_id);
create index user_organizations_fallback on user_organizations (fallback_user_id);
call secure_table('user_organizations', 'tenant', 'read');

alter table users enable row level security;
alter table users force row level security;
grant select on users to pathwell_app;
grant update (display_name, locale) on users to pathwell_app;
grant select, insert, update on users to pathwell_system;
create policy system_all on users to pathwell_system using (true) with check (true);
create policy members_only on users for select to pathwell_app
  using (id = (select app_user()) or exists (select 1 from user_organizations m where m.user_id = users.id and m.organization_id = (select app_org())));
create policy self_update on users for update to pathwell_app using (id = (select app_user())) with check (id = (select app_user()));

create table user_credentials (
  user_id bigint primary key references users (id),
  password_hash text,
  totp_sealed text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  recovery_code_hashes jsonb not null default '[]',
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  updated_at timestamptz not null default now()
);
call secure_table('user_credentials', 'system', 'none');

create table identities (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  issuer text not null,
  subject text not null,
  created_at timestamptz not null default now(),
  unique (issuer, subject)
);
create index identities_user on identities (user_id);
call secure_table('identities', 'system', 'none');

create table issuers (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  issuer text not null unique,
  audience text not null,
  jwks_uri text,
  claim_map jsonb not null default '{}',
  allowed_origins text[] not null default '{}',
  status text not null default 'active' check (status in ('active', 'disabled')),
  created_at timestamptz not null default now()
);
create index issuers_organization on issuers (organization_id);
call secure_table('issuers', 'system', 'none');

create table sessions (
  id bigint generated always as identity primary key,
  token_hash text not null unique,
  csrf_hash text not null,
  user_id bigint not null references users (id),
  organization_id bigint references organizations (id),
  assurance text not null check (assurance in ('code', 'password', 'password_totp', 'oidc', 'demo')),
  impersonated_user_id bigint references users (id),
  impersonation_reason text,
  impersonation_expires_at timestamptz,
  user_epoch integer not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_user on sessions (user_id);
create index sessions_organization on sessions (organization_id);
create index sessions_impersonated on sessions (impersonated_user_id);
call secure_table('sessions', 'system', 'none');

create table login_challenges (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  user_id bigint references users (id),
  email_hash text not null,
  code_hash text not null,
  link_hash text not null unique,
  browser_hash text not null,
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index login_challenges_user on login_challenges (user_id);
create index login_challenges_email on login_challenges (email_hash, created_at);
call secure_table('login_challenges', 'system', 'none');

create table invitations (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  purpose text not null check (purpose in ('setup', 'staff', 'patient', 'password_reset', 'second_factor_reset')),
  user_id bigint references users (id),
  email citext,
  roles text[] not null default '{}',
  patient_id bigint,
  token_hash text not null unique,
  invited_by bigint references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create index invitations_organization on invitations (organization_id);
create index invitations_user on invitations (user_id);
create index invitations_by on invitations (invited_by);
call secure_table('invitations', 'tenant', 'none');

create table api_keys (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  name text not null check (length(name) between 1 and 120),
  prefix text not null unique,
  secret_hash text not null,
  roles text[] not null check (roles <@ array['specialist', 'admin', 'medical_director', 'ops']::text[] and cardinality(roles) > 0),
  created_by bigint not null references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_organization on api_keys (organization_id);
create index api_keys_created_by on api_keys (created_by);
call secure_table('api_keys', 'tenant', 'none');

create table oidc_payloads (
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  user_code text,
  uid text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, id)
);
create index oidc_payloads_grant on oidc_payloads (grant_id);
create index oidc_payloads_uid on oidc_payloads (uid);
call secure_table('oidc_payloads', 'system', 'none');

create table specialties (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  slug text not null,
  name text not null,
  unique nulls not distinct (organization_id, slug)
);
call secure_table('specialties', 'dual', 'read');

create table specialists (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  user_id bigint not null references users (id),
  title text not null default '',
  biography text not null default '',
  status text not null default 'active' check (status in ('active', 'archived')),
  rev integer not null default 1,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, user_id)
);
create index specialists_user on specialists (user_id);
call secure_table('specialists', 'tenant', 'read');

create table specialist_specialties (
  organization_id bigint not null,
  specialist_id bigint not null,
  specialty_id bigint not null references specialties (id),
  primary key (organization_id, specialist_id, specialty_id),
  foreign key (organization_id, specialist_id) references specialists (organization_id, id)
);
create index specialist_specialties_specialty on specialist_specialties (specialty_id);
create constraint trigger specialist_specialties_scope after insert or update on specialist_specialties
  for each row execute function check_scope('specialties', 'specialty_id');
call secure_table('specialist_specialties', 'tenant', 'read');

create table patients (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations (id),
  patient_id bigint generated always as (id) stored,
  ref uuid not null default gen_random_uuid(),
  user_id bigint references users (id),
  display_name text not null check (length(display_name) between 1 and 120),
  email citext,
  phone text not null default '',
  birth_date date,
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  responsible_specialist_id bigint,
  status text not null default 'active' check (status in ('active', 'archived')),
  preferred_weekdays smallint[] not null default '{}',
  reminder_time time not null default '18:00',
  onboarded_at timestamptz,
  rev integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, user_id),
  foreign key (organization_id, responsible_specialist_id) references specialists (organization_id, id)
);
create index patients_user on patients (user_id);
create index patients_responsible on patients (organization_id, responsible_specialist_id);
create index patients_name on patients (organization_id, lower(display_name), id);
call secure_table('patients', 'tenant', 'own');
