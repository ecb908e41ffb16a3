import type { Tx } from '#core/kernel/tx';
import type { IsoWeekday } from '#domain/shared/local-date';
import type { Policies } from '#domain/organizations/policies';
import type {
  EnrollmentFacts,
  EnrollmentStatus,
  SessionEntry,
  TemplateRange,
  TimerLedger,
  ZonePeriod,
} from '#domain/treatment-plans/enrollment-facts';
import { enrollmentPoliciesOf } from '#domain/treatment-plans/enrollment-policies';

/** What the rules do not need but the writer does: whose it is, and where its process stands. */
export interface EnrollmentIdentity {
  orgId: number;
  enrollmentId: number;
  patientId: number;
  planId: number;
  version: number;
  approvalId: number | null;
  rev: number;
}

export interface LoadedEnrollment {
  identity: EnrollmentIdentity;
  facts: EnrollmentFacts;
}

interface FactsRow {
  id: number;
  organization_id: number;
  patient_id: number;
  treatment_plan_id: number;
  version: number;
  approval_id: number | null;
  rev: number;
  status: EnrollmentStatus;
  stop_reason: NonNullable<EnrollmentFacts['ended']>['reason'] | null;
  stop_note: string | null;
  created_ms: number;
  activated_ms: number | null;
  ended_ms: number | null;
  last_activity_ms: number | null;
  start_date: string;
  frequency_per_week: number;
  duration_weeks: number;
  preferred_weekdays: IsoWeekday[];
  reminder_time: string;
  ledger: TimerLedger;
  templates: TemplateRange[];
  zones: ZonePeriod[];
  pauses: { from: number; until: number | null }[];
  entries: SessionEntry[];
  open_session: EnrollmentFacts['open_session'];
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

// One statement, so that the facts are one snapshot and cost one round trip.
const factsSql = `select e.id, e.organization_id, e.patient_id, e.treatment_plan_id, e.version, e.approval_id, e.rev, e.status, e.stop_reason, e.stop_note,
  ${ms('e.created_at')} as created_ms, ${ms('e.activated_at')} as activated_ms, ${ms('e.ended_at')} as ended_ms, ${ms('e.last_activity_at')} as last_activity_ms,
  e.start_date, e.frequency_per_week, e.duration_weeks, e.preferred_weekdays, to_char(e.reminder_time, 'HH24:MI') as reminder_time, e.ledger,
  (select coalesce(jsonb_agg(jsonb_build_object('key', s ->> 'key', 'from_week', s -> 'from_week', 'to_week', s -> 'to_week') order by n), '[]')
     from treatment_plan_versions v, jsonb_array_elements(v.content -> 'sessions') with ordinality as t(s, n)
     where v.treatment_plan_id = e.treatment_plan_id and v.version = e.version) as templates,
  (select coalesce(jsonb_agg(jsonb_build_object('since', ${ms('z.from_at')}, 'zone', z.zone) order by z.from_at), '[]')
     from enrollment_zones z where z.organization_id = e.organization_id and z.enrollment_id = e.id) as zones,
  (select coalesce(jsonb_agg(jsonb_build_object('from', ${ms('p.from_at')}, 'until', ${ms('p.to_at')}) order by p.from_at), '[]')
     from enrollment_pauses p where p.organization_id = e.organization_id and p.enrollment_id = e.id) as pauses,
  (select coalesce(jsonb_agg(jsonb_build_object('session_id', c.id, 'template_key', c.session_key, 'outcome', c.status, 'at', ${ms('c.ended_at')},
       'zone', c.zone, 'local_date', c.local_date, 'late', c.late) order by c.ended_at, c.id), '[]')
     from patient_session_completions c where c.organization_id = e.organization_id and c.enrollment_id = e.id and c.status in ('completed', 'skipped')) as entries,
  (select jsonb_build_object('session_id', c.id, 'template_key', c.session_key, 'started_at', ${ms('c.started_at')}, 'device_id', c.device_id,
       'last_activity_at', ${ms(`greatest(c.started_at, c.device_since, (select max(l.received_at) from patient_exercise_logs l where l.organization_id = c.organization_id and l.completion_id = c.id))`)})
     from patient_session_completions c where c.organization_id = e.organization_id and c.enrollment_id = e.id and c.status = 'started') as open_session
from patient_treatment_plans e where e.organization_id = $1 and e.id = $2`;

/**
 * Reads one enrollment as the rules want it. `lock` takes the row for the rest of the transaction: the process is the only writer of
 * the lifecycle, the lock only keeps a late attempt of the same activity apart. Null when there is no such row. O(sessions).
 */
export async function loadEnrollment(
  tx: Tx,
  orgId: number,
  enrollmentId: number,
  policies: Promise<Policies>,
  lock: boolean,
): Promise<LoadedEnrollment | null> {
  const facts = tx.maybeOne<FactsRow>(lock ? `${factsSql} for update of e` : factsSql, [orgId, enrollmentId]);
  const [row, agreed] = await Promise.all([facts, policies]); // both are on their way: one round trip
  return row === null ? null : toLoaded(row, agreed);
}

function toLoaded(row: FactsRow, policies: Policies): LoadedEnrollment {
  const [firstZone, ...laterZones] = row.zones;
  if (firstZone === undefined) throw new Error(`Enrollment ${row.id} has no time zone`);
  return {
    identity: {
      orgId: row.organization_id,
      enrollmentId: row.id,
      patientId: row.patient_id,
      planId: row.treatment_plan_id,
      version: row.version,
      approvalId: row.approval_id,
      rev: row.rev,
    },
    facts: {
      enrollment_id: row.id,
      status: row.status,
      created_at: row.created_ms,
      activated_at: row.activated_ms,
      start_date: row.start_date,
      frequency_per_week: row.frequency_per_week,
      duration_weeks: row.duration_weeks,
      templates: row.templates,
      zones: [firstZone, ...laterZones],
      pauses: row.pauses,
      entries: row.entries,
      open_session: row.open_session,
      preferences: { weekdays: row.preferred_weekdays, time: row.reminder_time },
      policies: enrollmentPoliciesOf(policies),
      last_sign_of_life_at: row.last_activity_ms,
      ended:
        row.ended_ms === null || row.stop_reason === null
          ? null
          : { at: row.ended_ms, reason: row.stop_reason, note: row.stop_note },
      ledger: row.ledger,
    },
  };
}
