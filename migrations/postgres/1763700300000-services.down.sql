drop table if exists patient_service_plans, service_plans cascade;
