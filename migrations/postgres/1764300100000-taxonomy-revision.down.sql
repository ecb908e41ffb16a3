alter table exercise_categories drop column if exists rev;
alter table exercise_body_regions drop column if exists rev;
alter table exercise_equipment drop column if exists rev;
