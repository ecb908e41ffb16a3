-- A row id is reserved before the row exists (decisions A3: the same id after a crash), so both roles may draw from sequences.
grant usage on all sequences in schema public to pathwell_app, pathwell_system;
alter default privileges for role pathwell_owner in schema public grant usage on sequences to pathwell_app, pathwell_system;
