drop function enrollment_progress(bigint, timestamptz);
drop function local_date_in_history(timestamptz, timestamptz[], text[]);
drop function first_instant_in_history(timestamp, timestamptz[], text[]);
drop function first_instant_in_zone(timestamp, text);
