-- The first eight bytes of every sealed row's hash, in order: lets a check name the row that was changed, not only its batch.
alter table audit_seals add column row_hashes bytea not null default ''::bytea;
