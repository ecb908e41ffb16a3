alter default privileges for role pathwell_owner in schema public revoke usage on sequences from pathwell_app, pathwell_system;
revoke usage on all sequences in schema public from pathwell_app, pathwell_system;
