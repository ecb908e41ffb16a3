drop table if exists approvals, self_assign_answers, hurt_reports, patient_exercise_logs, patient_session_completions, enrollment_weeks,
  enrollment_zones, enrollment_pauses, patient_treatment_plans, treatment_plan_session_exercises, treatment_plan_sessions,
  treatment_plan_versions, treatment_plans cascade;
