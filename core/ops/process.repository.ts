import type { Tx } from '#core/kernel/tx';

export type ProcessKind = 'enrollment' | 'approval' | 'message' | 'patient_service_plan';

/** Where a process stands, as ops and "what happens next, and why" read it (PL-11, PL-17). */
export interface ProcessStanding {
  orgId: number;
  kind: ProcessKind;
  subjectId: number;
  workflowId: string;
  patientId: number | null;
  status: 'open' | 'closed' | 'needs_ops';
  /** The state in one enum word, e.g. `active`. */
  state: string;
  /** Code of what it waits for, e.g. `approval`, `patient`, `time`. */
  waitsFor: string;
  at: Date;
}

export interface TimerRow {
  kind: string;
  dueAt: Date;
  whyCode: string;
  whyParams: Readonly<Record<string, unknown>>;
}

export interface ProcessEventRow {
  /** Stable per act, so that a repeated activity adds nothing. */
  key: string;
  at: Date;
  code: string;
  params: Readonly<Record<string, unknown>>;
  actorUserId: number | null;
}

/**
 * Writes where a process stands: its row, its timers (exactly these from now on; two of one kind at one moment are one) and what
 * happened (an event whose key is known is passed over). One statement, because a person waits for this round trip.
 * What is closed stays closed: a step whose worker was given up may commit after the one that took its place.
 */
export async function saveStanding(
  tx: Tx,
  standing: ProcessStanding,
  timers: readonly TimerRow[],
  events: readonly ProcessEventRow[],
): Promise<void> {
  await tx.execute(standingSql, [
    standing.orgId,
    standing.kind,
    standing.subjectId,
    standing.workflowId,
    standing.patientId,
    standing.status,
    standing.state,
    standing.waitsFor,
    standing.at,
    JSON.stringify(timers.map(timerJson)),
    JSON.stringify(events.map(eventJson)),
  ]);
}

/** Kept timers are updated in place: deleting and inserting one key in a single statement would collide. */
const standingSql = `with p as (
  insert into processes (organization_id, kind, subject_id, workflow_id, patient_id, status, state, waits_for, rev, opened_at, updated_at, closed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9, case when $6 = 'closed' then $9::timestamptz end)
  on conflict (organization_id, kind, subject_id) do update set
    status = excluded.status, state = excluded.state, waits_for = excluded.waits_for, needs_ops_reason = null,
    rev = processes.rev + 1, updated_at = excluded.updated_at, closed_at = excluded.closed_at
  where processes.status <> 'closed' or excluded.status = 'closed'
  returning id
), armed as (
  select distinct on (kind, due_at) kind, due_at, why_code, why_params
  from jsonb_to_recordset($10::jsonb) as r(kind text, due_at timestamptz, why_code text, why_params jsonb)
), written as (
  insert into process_timers (organization_id, process_id, patient_id, kind, due_at, why_code, why_params)
  select $1, p.id, $5, kind, due_at, why_code, why_params from p, armed
  on conflict (organization_id, process_id, kind, due_at) do update set why_code = excluded.why_code, why_params = excluded.why_params
), told as (
  insert into process_events (organization_id, process_id, patient_id, key, at, code, params, actor_user_id)
  select $1, p.id, $5, key, at, code, params, actor_user_id
  from p, jsonb_to_recordset($11::jsonb) as r(key text, at timestamptz, code text, params jsonb, actor_user_id bigint)
  on conflict do nothing
)
delete from process_timers t using p
where t.organization_id = $1 and t.process_id = p.id and not exists (select 1 from armed a where a.kind = t.kind and a.due_at = t.due_at)`;

function timerJson(timer: TimerRow): Record<string, unknown> {
  return { kind: timer.kind, due_at: timer.dueAt.toISOString(), why_code: timer.whyCode, why_params: timer.whyParams };
}

function eventJson(event: ProcessEventRow): Record<string, unknown> {
  const { key, code, params } = event;
  return { key, at: event.at.toISOString(), code, params, actor_user_id: event.actorUserId };
}

/** True when the act with this key is already in the timeline: a repeat must answer with the current standing and change nothing. */
export async function actIsKnown(tx: Tx, orgId: number, kind: ProcessKind, subjectId: number, key: string): Promise<boolean> {
  const row = await tx.maybeOne(
    `select 1 from process_events e join processes p on p.organization_id = e.organization_id and p.id = e.process_id
     where p.organization_id = $1 and p.kind = $2 and p.subject_id = $3 and e.key = $4`,
    [orgId, kind, subjectId, key],
  );
  return row !== null;
}

/** Ends a process whatever lay ahead of it. */
export async function closeProcess(tx: Tx, orgId: number, kind: ProcessKind, subjectId: number): Promise<void> {
  await tx.execute(
    `with closed as (update processes set status = 'closed', waits_for = '', needs_ops_reason = null, closed_at = coalesce(closed_at, now()), updated_at = now(), rev = rev + 1
       where organization_id = $1 and kind = $2 and subject_id = $3 returning id)
     delete from process_timers t using closed c where t.organization_id = $1 and t.process_id = c.id`,
    [orgId, kind, subjectId],
  );
}
