alter table audit_seals drop column row_hashes;
