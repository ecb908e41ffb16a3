-- The organization of dual-scope children, for policies and for deleting an organization.
create index exercise_contraindications_organization on exercise_contraindications (organization_id);
create index exercise_instructions_organization on exercise_instructions (organization_id);
create index exercise_revisions_organization on exercise_revisions (organization_id);
create index treatment_plan_sessions_organization on treatment_plan_sessions (organization_id);
create index treatment_plan_session_exercises_organization on treatment_plan_session_exercises (organization_id);
create index treatment_plan_versions_organization on treatment_plan_versions (organization_id);
