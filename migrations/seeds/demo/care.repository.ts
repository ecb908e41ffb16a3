import { randomUUID } from 'node:crypto';
import type { Tx } from '#core/kernel/tx';

export async function hasEnrollments(tx: Tx, orgId: number): Promise<boolean> {
  return (await tx.maybeOne('select 1 from patient_treatment_plans where organization_id = $1 limit 1', [orgId])) !== null;
}

export async function findDemoPatient(tx: Tx, orgId: number, key: string): Promise<{ id: number; time_zone: string } | null> {
  return tx.maybeOne<{ id: number; time_zone: string }>(
    'select p.id, p.time_zone from patients p join users u on u.id = p.user_id where p.organization_id = $1 and u.demo_key = $2',
    [orgId, key],
  );
}

export async function findGlobalPlan(tx: Tx, slug: string): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>('select id from treatment_plans where organization_id is null and slug = $1', [
    slug,
  ]);
  return row?.id ?? null;
}

export async function requireApproval(tx: Tx, orgId: number, planId: number): Promise<void> {
  await tx.execute('update treatment_plans set requires_approval = true where organization_id = $1 and id = $2', [orgId, planId]);
}

export interface PastSessionRow {
  orgId: number;
  enrollmentId: number;
  patientId: number;
  date: string;
  zone: string;
  painBefore: number;
  painAfter: number;
  difficulty: string;
}

/** A completed session at six in the evening, with every prescribed set done; templates come in turn (A, B, C, A …). */
export async function insertPastSession(tx: Tx, past: PastSessionRow): Promise<void> {
  const row = await tx.one<{ id: number }>(
    `insert into patient_session_completions (organization_id, enrollment_id, patient_id, client_id, session_key, session_title, status, started_at, ended_at, zone, local_date, week, pain_before, pain_after, difficulty)
     select e.organization_id, e.id, e.patient_id, $4, s ->> 'key', s ->> 'title', 'completed', ($5::date + time '18:00') at time zone $6, ($5::date + time '18:22') at time zone $6, $6, $5::date,
       1 + ($5::date - e.start_date) / 7, $7, $8, $9
     from patient_treatment_plans e join treatment_plan_versions v on v.treatment_plan_id = e.treatment_plan_id and v.version = e.version
     cross join lateral (select jsonb_agg(t) as open from jsonb_array_elements(v.content -> 'sessions') t where coalesce((t ->> 'from_week')::int, 1) <= 1 + ($5::date - e.start_date) / 7
       and coalesce((t ->> 'to_week')::int, 52) >= 1 + ($5::date - e.start_date) / 7) o
     cross join lateral (select o.open -> ((select count(*) from patient_session_completions c where c.organization_id = e.organization_id and c.enrollment_id = e.id)::int % jsonb_array_length(o.open)) as s) pick
     where e.organization_id = $1 and e.id = $2 and e.patient_id = $3 returning id`,
    [
      past.orgId,
      past.enrollmentId,
      past.patientId,
      randomUUID(),
      past.date,
      past.zone,
      past.painBefore,
      past.painAfter,
      past.difficulty,
    ],
  );
  await tx.execute(
    `insert into patient_exercise_logs (organization_id, enrollment_id, completion_id, patient_id, client_id, exercise_id, exercise_revision, exercise_position, set_number, side, prescribed,
       actual_reps, actual_seconds, performed_at)
     select c.organization_id, c.enrollment_id, c.id, c.patient_id, gen_random_uuid(), (x ->> 'exercise_id')::bigint, (x ->> 'exercise_revision')::int, n - 1, g, 'both', x -> 'params',
       (x -> 'params' ->> 'reps')::int, (x -> 'params' ->> 'hold_seconds')::int, c.started_at + make_interval(mins => n::int)
     from patient_session_completions c join patient_treatment_plans e on e.organization_id = c.organization_id and e.id = c.enrollment_id
     join treatment_plan_versions v on v.treatment_plan_id = e.treatment_plan_id and v.version = e.version
     cross join lateral jsonb_array_elements(v.content -> 'sessions') s cross join lateral jsonb_array_elements(s -> 'exercises') with ordinality as t(x, n)
     cross join lateral generate_series(1, (x -> 'params' ->> 'sets')::int) g
     where c.organization_id = $1 and c.id = $2 and s ->> 'key' = c.session_key`,
    [past.orgId, row.id],
  );
}

/** Moves the beginning of a course and the last sign of life of its patient back, as if it had been watched from its start. */
export async function backdateCourse(tx: Tx, orgId: number, enrollmentId: number): Promise<void> {
  await tx.execute(
    `update patient_treatment_plans e set last_activity_at = last.at, created_at = (e.start_date + time '08:00') at time zone e.time_zone, activated_at = (e.start_date + time '08:00') at time zone e.time_zone,
       ledger = jsonb_set(e.ledger, '{silence}', jsonb_build_object('since', (extract(epoch from last.at) * 1000)::bigint, 'alerts', 0))
     from (select max(ended_at) as at from patient_session_completions where organization_id = $1 and enrollment_id = $2 and status = 'completed') last
     where e.organization_id = $1 and e.id = $2 and last.at is not null`,
    [orgId, enrollmentId],
  );
  await tx.execute(
    `update enrollment_zones z set from_at = e.created_at from patient_treatment_plans e where e.organization_id = $1 and e.id = $2 and z.organization_id = e.organization_id and z.enrollment_id = e.id`,
    [orgId, enrollmentId],
  );
}
