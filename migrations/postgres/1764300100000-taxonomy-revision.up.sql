-- A word of the clinic can be renamed; the revision keeps two editors from overwriting each other.
alter table exercise_categories add column rev integer not null default 1 check (rev >= 1);
alter table exercise_body_regions add column rev integer not null default 1 check (rev >= 1);
alter table exercise_equipment add column rev integer not null default 1 check (rev >= 1);
