-- Exercises and their taxonomy (S1 exercise-library). organization_id null = global content.
create table exercise_categories (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  slug text not null,
  name text not null check (length(name) between 1 and 120),
  unique nulls not distinct (organization_id, slug)
);
call secure_table('exercise_categories', 'dual', 'read');

create table exercise_body_regions (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  slug text not null,
  name text not null check (length(name) between 1 and 120),
  unique nulls not distinct (organization_id, slug)
);
call secure_table('exercise_body_regions', 'dual', 'read');

create table exercise_equipment (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  slug text not null,
  name text not null check (length(name) between 1 and 120),
  unique nulls not distinct (organization_id, slug)
);
call secure_table('exercise_equipment', 'dual', 'read');

create table exercise_tags (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  slug text not null,
  name text not null check (length(name) between 1 and 120),
  unique nulls not distinct (organization_id, slug)
);
call secure_table('exercise_tags', 'dual', 'read');

create table exercises (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  name text not null check (length(name) between 1 and 160),
  category_id bigint not null references exercise_categories (id),
  difficulty text not null check (difficulty in ('beginner', 'intermediate', 'advanced')),
  body_regions text[] not null default '{}',
  equipment text[] not null default '{}',
  tags text[] not null default '{}',
  default_params jsonb not null,
  demo_slug text,
  video_provider text not null default 'local',
  video_key text,
  easier_exercise_id bigint references exercises (id),
  harder_exercise_id bigint references exercises (id),
  cloned_from_id bigint references exercises (id),
  revision integer not null default 1,
  reviewed_by text,
  created_by bigint references users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique nulls not distinct (organization_id, slug)
);
create index exercises_category on exercises (category_id);
create index exercises_easier on exercises (easier_exercise_id);
create index exercises_harder on exercises (harder_exercise_id);
create index exercises_cloned_from on exercises (cloned_from_id);
create index exercises_created_by on exercises (created_by);
create index exercises_list on exercises (organization_id, lower(name), id) where deleted_at is null;
create constraint trigger exercises_category_scope after insert or update on exercises for each row execute function check_scope('exercise_categories', 'category_id');
create constraint trigger exercises_easier_scope after insert or update on exercises for each row execute function check_scope('exercises', 'easier_exercise_id');
create constraint trigger exercises_harder_scope after insert or update on exercises for each row execute function check_scope('exercises', 'harder_exercise_id');
call secure_table('exercises', 'dual', 'read');

create table exercise_instructions (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  exercise_id bigint not null references exercises (id),
  locale text not null default 'en',
  phase text not null check (phase in ('start', 'move', 'feel', 'avoid')),
  position integer not null,
  text text not null check (length(text) between 1 and 1000),
  unique (exercise_id, locale, phase, position)
);
create constraint trigger exercise_instructions_scope after insert or update on exercise_instructions for each row execute function check_scope('exercises', 'exercise_id');
call secure_table('exercise_instructions', 'dual', 'read');

create table exercise_contraindications (
  id bigint generated always as identity primary key,
  organization_id bigint references organizations (id),
  exercise_id bigint not null references exercises (id),
  position integer not null,
  code text not null,
  question text not null check (length(question) between 1 and 500),
  unique (exercise_id, position)
);
create constraint trigger exercise_contraindications_scope after insert or update on exercise_contraindications for each row execute function check_scope('exercises', 'exercise_id');
call secure_table('exercise_contraindications', 'dual', 'read');

-- What a log refers to: the content as it was when the patient saw it (P8, TP-09).
create table exercise_revisions (
  organization_id bigint references organizations (id),
  exercise_id bigint not null references exercises (id),
  revision integer not null,
  content jsonb not null,
  material boolean not null default false,
  created_by bigint references users (id),
  created_at timestamptz not null default now(),
  primary key (exercise_id, revision)
);
create index exercise_revisions_created_by on exercise_revisions (created_by);
call secure_table('exercise_revisions', 'dual', 'read');
create trigger exercise_revisions_append_only before update or delete on exercise_revisions for each row execute function refuse_change();
