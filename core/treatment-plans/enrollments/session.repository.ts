import type { Tx } from '#core/kernel/tx';
import type { EnrollmentIdentity } from './enrollment-facts.repository';

export interface NewSession {
  clientId: string;
  deviceId: string | null;
  /** Set when the session is skipped before it began. */
  skipReason: string | null;
  sessionKey: string;
  startedAt: Date;
  zone: string;
  localDate: string;
  week: number;
}

/** Adds the row of a session; its title comes from the version the patient was given. Returns its id. */
export async function insertSession(tx: Tx, who: EnrollmentIdentity, session: NewSession): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `insert into patient_session_completions (organization_id, enrollment_id, patient_id, client_id, session_key, session_title, status, started_at, zone, local_date, week, device_id, device_since, skip_reason)
     select $1, $2, $3, $4, $5, coalesce((select s ->> 'title' from treatment_plan_versions v, jsonb_array_elements(v.content -> 'sessions') s
       where v.treatment_plan_id = $6 and v.version = $7 and s ->> 'key' = $5), $5), $8, $9, $10, $11, $12, $13, case when $13::uuid is null then null else $9::timestamptz end, $14
     returning id`,
    [
      who.orgId,
      who.enrollmentId,
      who.patientId,
      session.clientId,
      session.sessionKey,
      who.planId,
      who.version,
      session.skipReason === null ? 'started' : 'skipped',
      session.startedAt,
      session.zone,
      session.localDate,
      session.week,
      session.deviceId,
      session.skipReason,
    ],
  );
  return row.id;
}

/** The session a device began under its own id, null when there is none. */
export async function sessionByClientId(tx: Tx, orgId: number, enrollmentId: number, clientId: string): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>(
    'select id from patient_session_completions where organization_id = $1 and enrollment_id = $2 and client_id = $3',
    [orgId, enrollmentId, clientId],
  );
  return row?.id ?? null;
}

/** Why the session in progress is skipped. */
export async function noteSkipReason(tx: Tx, who: EnrollmentIdentity, completionId: number, reason: string): Promise<void> {
  await tx.execute(
    `update patient_session_completions set skip_reason = $3 where organization_id = $1 and id = $2 and status = 'started'`,
    [who.orgId, completionId, reason],
  );
}
