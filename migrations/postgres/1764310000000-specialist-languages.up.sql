-- In which languages somebody treats, as ISO 639-1 codes, the first one first.
alter table specialists add column languages text[] not null default '{}' check (cardinality(languages) <= 12);
