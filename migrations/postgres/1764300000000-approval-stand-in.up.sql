-- Who decides while the person a request was handed to is away; written by the request's process with every step.
-- The new column is empty, so there is nothing to scan, and migrations run before API and worker start.
-- squawk-ignore adding-foreign-key-constraint
alter table approvals add column stand_in_id bigint references users (id);
create index approvals_stand_in on approvals (stand_in_id);
