import type { Tx } from '#core/kernel/tx';
import type { HurtRow, LogRow, NewHurtReport, NewLog, SessionRow } from './session.types';

const sessionColumns = `c.id, c.enrollment_id, c.patient_id, c.client_id, c.session_key, c.session_title, c.status, c.started_at, c.ended_at, c.zone, c.local_date, c.week,
  c.late, c.pain_before, c.pain_after, c.difficulty, c.notes, c.skip_reason, c.device_id`;

export async function findSession(tx: Tx, orgId: number, completionId: number): Promise<SessionRow | null> {
  return tx.maybeOne<SessionRow>(
    `select ${sessionColumns} from patient_session_completions c where c.organization_id = $1 and c.id = $2`,
    [orgId, completionId],
  );
}

/** The session in progress of an enrollment; at most one exists (unique index). */
export async function findOpenSession(tx: Tx, orgId: number, enrollmentId: number): Promise<SessionRow | null> {
  return tx.maybeOne<SessionRow>(
    `select ${sessionColumns} from patient_session_completions c where c.organization_id = $1 and c.enrollment_id = $2 and c.status = 'started'`,
    [orgId, enrollmentId],
  );
}

/** Newest first, keyset by id. */
export async function listSessions(
  tx: Tx,
  orgId: number,
  filter: { enrollmentId: number; beforeId: number | null; limit: number },
): Promise<SessionRow[]> {
  return tx.query<SessionRow>(
    `select ${sessionColumns} from patient_session_completions c where c.organization_id = $1 and c.enrollment_id = $2 and ($3::bigint is null or c.id < $3) order by c.id desc limit $4`,
    [orgId, filter.enrollmentId, filter.beforeId, filter.limit],
  );
}

export async function listLogs(tx: Tx, orgId: number, completionId: number): Promise<LogRow[]> {
  return tx.query<LogRow>(
    'select * from patient_exercise_logs where organization_id = $1 and completion_id = $2 order by exercise_position, set_number, side, id',
    [orgId, completionId],
  );
}

export async function findLogByClientId(tx: Tx, orgId: number, enrollmentId: number, clientId: string): Promise<LogRow | null> {
  return tx.maybeOne<LogRow>(
    'select * from patient_exercise_logs where organization_id = $1 and enrollment_id = $2 and client_id = $3',
    [orgId, enrollmentId, clientId],
  );
}

/** Sets of one session come one after the other: neither two devices can be first for a slot, nor one set be new twice. */
export async function lockSession(tx: Tx, orgId: number, completionId: number): Promise<void> {
  await tx.query('select 1 from patient_session_completions where organization_id = $1 and id = $2 for no key update', [
    orgId,
    completionId,
  ]);
}

/** Appends a set of a locked session. The first for its slot counts; a later one for the same slot is kept as an amendment of it. */
export async function insertLog(tx: Tx, log: NewLog): Promise<LogRow> {
  return tx.one<LogRow>(
    `insert into patient_exercise_logs (organization_id, enrollment_id, completion_id, patient_id, client_id, exercise_id, exercise_revision, exercise_position, set_number, side,
       amends_id, prescribed, actual_reps, actual_seconds, load, video_watch_percent, skipped, skip_reason, device_id, performed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
       (select l.id from patient_exercise_logs l where l.organization_id = $1 and l.completion_id = $3 and l.exercise_position = $8 and l.set_number = $9 and l.side = $10 and l.amends_id is null),
       $11, $12, $13, $14, $15, $16, $17, $18, $19) returning *`,
    [
      log.orgId,
      log.enrollmentId,
      log.completionId,
      log.patientId,
      log.clientId,
      log.exerciseId,
      log.exerciseRevision,
      log.exercisePosition,
      log.setNumber,
      log.side,
      JSON.stringify(log.prescribed),
      log.actualReps,
      log.actualSeconds,
      log.load === null ? null : JSON.stringify(log.load),
      log.videoWatchPercent,
      log.skipped,
      log.skipReason,
      log.deviceId,
      log.performedAt,
    ],
  );
}

/** Notes what the patient said about the session. Only while it is open, or once after it was completed offline. */
export async function saveSummary(
  tx: Tx,
  orgId: number,
  completionId: number,
  summary: { painBefore: number | null; painAfter: number | null; difficulty: string | null; notes: string | null },
): Promise<number> {
  return tx.execute(
    `update patient_session_completions set pain_before = coalesce($3, pain_before), pain_after = coalesce($4, pain_after), difficulty = coalesce($5, difficulty), notes = coalesce($6, notes)
     where organization_id = $1 and id = $2 and status = 'started'`,
    [orgId, completionId, summary.painBefore, summary.painAfter, summary.difficulty, summary.notes],
  );
}

/** Inserts a report once per client id; returns its id and whether it is new. */
export async function insertHurtReport(tx: Tx, report: NewHurtReport): Promise<{ id: number; isNew: boolean }> {
  const row = await tx.maybeOne<{ id: number }>(
    `insert into hurt_reports (organization_id, enrollment_id, completion_id, patient_id, client_id, exercise_id, exercise_position, body_area, severity, action, easier_exercise_id, note, reported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (organization_id, enrollment_id, client_id) do nothing returning id`,
    [
      report.orgId,
      report.enrollmentId,
      report.completionId,
      report.patientId,
      report.clientId,
      report.exerciseId,
      report.exercisePosition,
      report.bodyArea,
      report.severity,
      report.action,
      report.easierExerciseId,
      report.note,
      report.reportedAt,
    ],
  );
  if (row !== null) return { id: row.id, isNew: true };
  const known = await tx.one<{ id: number }>(
    'select id from hurt_reports where organization_id = $1 and enrollment_id = $2 and client_id = $3',
    [report.orgId, report.enrollmentId, report.clientId],
  );
  return { id: known.id, isNew: false };
}

/** The revision of an exercise the caller can see; null when there is none. */
export async function findExerciseRevision(tx: Tx, exerciseId: number): Promise<number | null> {
  const row = await tx.maybeOne<{ revision: number }>('select revision from exercises where id = $1', [exerciseId]);
  return row?.revision ?? null;
}

/** The easier variant of an exercise, when there is one the caller can see. */
export async function findEasierExercise(tx: Tx, exerciseId: number): Promise<number | null> {
  const row = await tx.maybeOne<{ id: number }>(
    'select easier.id from exercises x join exercises easier on easier.id = x.easier_exercise_id and easier.deleted_at is null where x.id = $1',
    [exerciseId],
  );
  return row?.id ?? null;
}

export async function listHurtReports(tx: Tx, orgId: number, enrollmentId: number): Promise<HurtRow[]> {
  return tx.query<HurtRow>(
    `select h.id, h.completion_id, h.exercise_id, x.name as exercise_name, h.exercise_position, h.body_area, h.severity, h.action, h.note, h.reported_at
     from hurt_reports h join exercises x on x.id = h.exercise_id where h.organization_id = $1 and h.enrollment_id = $2 order by h.id desc limit 100`,
    [orgId, enrollmentId],
  );
}

export async function countSets(tx: Tx, orgId: number, completionId: number): Promise<number> {
  const row = await tx.one<{ sets: number }>(
    'select count(*)::int as sets from patient_exercise_logs where organization_id = $1 and completion_id = $2',
    [orgId, completionId],
  );
  return row.sets;
}
