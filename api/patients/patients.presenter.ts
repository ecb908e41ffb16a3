import type { Patient, PatientAccessLogEntry } from '#core/patients/patients';
import type { AccessLogEntry, PatientSummary, PatientView } from './patients.dto';

type SummaryFields = { [K in keyof PatientSummary]: PatientSummary[K] };

export function presentPatientSummary(row: Patient): SummaryFields {
  return {
    id: row.id,
    display_name: row.display_name,
    birth_date: row.birth_date,
    responsible_specialist_id: row.responsible_specialist_id,
    responsible_specialist_name: row.responsible_specialist_name,
    status: row.status,
    onboarding: onboardingOf(row),
    created_at: row.created_at.toISOString(),
  };
}

function onboardingOf(row: Patient): string {
  if (row.user_id !== null) return 'onboarded';
  return row.invited ? 'invited' : 'none';
}

export function presentPatient(row: Patient): PatientView {
  return {
    ...presentPatientSummary(row),
    user_id: row.user_id,
    email: row.email,
    phone: row.phone,
    time_zone: row.time_zone,
    locale: row.locale,
    preferred_weekdays: row.preferred_weekdays,
    reminder_time: row.reminder_time,
    onboarded_at: row.onboarded_at?.toISOString() ?? null,
    rev: row.rev,
  };
}

export function presentAccess(row: PatientAccessLogEntry): AccessLogEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor_name: row.actor_name,
    on_behalf_by_name: row.on_behalf_by_name,
    roles: row.role.split('+').filter((word) => word !== ''),
    action: row.action,
    entity: row.entity,
  };
}
