drop table if exists patients, specialist_specialties, specialists, specialties, oidc_payloads, api_keys, invitations, login_challenges,
  sessions, issuers, identities, user_credentials, user_organizations, users, organization_policies, organizations, installation cascade;
drop function if exists refuse_change, check_scope, app_role, app_patient, app_user, app_org;
drop procedure if exists secure_table;
