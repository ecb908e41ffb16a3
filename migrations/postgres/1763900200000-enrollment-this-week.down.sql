drop function enrollment_this_week(bigint, timestamptz);
