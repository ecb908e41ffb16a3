import type { Tx } from '#core/kernel/tx';
import { instantToIso, type Instant } from '#domain/shared/zoned-time';
import type { EnrollmentFacts, SessionEntry } from '#domain/treatment-plans/enrollment-facts';
import type { EnrollmentProgress } from '#domain/treatment-plans/enrollment-week';
import type { EnrollmentIdentity } from './enrollment-facts.repository';

const iso = (at: Instant | null): string | null => (at === null ? null : instantToIso(at));

/**
 * Writes the difference between two states of an enrollment and the figures derived from the later one; returns the new revision.
 * Called by the enrollment's process alone. Pauses and zones are short lists and are written whole when they changed.
 */
export async function saveEnrollment(
  tx: Tx,
  who: EnrollmentIdentity,
  before: EnrollmentFacts,
  after: EnrollmentFacts,
  progress: EnrollmentProgress,
): Promise<number> {
  const writes: Promise<unknown>[] = [saveRow(tx, who, after, progress)];
  if (before.pauses !== after.pauses) writes.push(savePauses(tx, who, after));
  if (before.zones !== after.zones) writes.push(saveZones(tx, who, after));
  writes.push(saveWeeks(tx, who, progress));
  const rows = await Promise.all([...writes, saveSessions(tx, who, before, after)]);
  return rows[0] as number; // the first write is saveRow
}

async function saveRow(tx: Tx, who: EnrollmentIdentity, facts: EnrollmentFacts, progress: EnrollmentProgress): Promise<number> {
  const { since, alerts } = facts.ledger.silence;
  const silent = facts.status === 'active' && alerts > 0 && (facts.last_sign_of_life_at ?? since) <= since ? since : null;
  const row = await tx.one<{ rev: number }>(
    `update patient_treatment_plans set status = $3, activated_at = $4, ended_at = $5, stop_reason = $6, stop_note = $7, start_date = $8, end_date = $9,
       preferred_weekdays = $10, reminder_time = $11, last_activity_at = $12, ledger = $13, silent_since = $14, time_zone = $15,
       sessions_completed = $16, sessions_skipped = $17, week_streak = $18, freezes = $19, day_streak = $20, adherence_met = $21, adherence_expected = $22,
       rev = rev + 1, updated_at = $23
     where organization_id = $1 and id = $2 returning rev`,
    [
      who.orgId,
      who.enrollmentId,
      facts.status,
      iso(facts.activated_at),
      iso(facts.ended?.at ?? null),
      facts.ended?.reason ?? null,
      facts.ended?.note ?? null,
      facts.start_date,
      progress.end_date,
      [...facts.preferences.weekdays],
      facts.preferences.time,
      iso(facts.last_sign_of_life_at),
      JSON.stringify(facts.ledger),
      iso(silent),
      (facts.zones.at(-1) ?? facts.zones[0]).zone,
      progress.completed,
      progress.skipped,
      progress.week_streak,
      progress.freezes,
      progress.day_streak,
      progress.adherence?.met ?? null,
      progress.adherence?.expected ?? null,
      instantToIso(progress.as_of),
    ],
  );
  return row.rev;
}

async function savePauses(tx: Tx, who: EnrollmentIdentity, facts: EnrollmentFacts): Promise<void> {
  await tx.execute('delete from enrollment_pauses where organization_id = $1 and enrollment_id = $2', [
    who.orgId,
    who.enrollmentId,
  ]);
  if (facts.pauses.length === 0) return;
  const rows = facts.pauses.map((pause) => ({ from_at: iso(pause.from), to_at: iso(pause.until) }));
  await tx.execute(
    `insert into enrollment_pauses (organization_id, enrollment_id, patient_id, from_at, to_at)
     select $1, $2, $3, from_at, to_at from jsonb_to_recordset($4::jsonb) as r(from_at timestamptz, to_at timestamptz)`,
    [who.orgId, who.enrollmentId, who.patientId, JSON.stringify(rows)],
  );
}

/** The first write of an enrollment's zones and every later change. */
export async function saveZones(tx: Tx, who: EnrollmentIdentity, facts: EnrollmentFacts): Promise<void> {
  await tx.execute('delete from enrollment_zones where organization_id = $1 and enrollment_id = $2', [
    who.orgId,
    who.enrollmentId,
  ]);
  const rows = facts.zones.map((period) => ({ from_at: iso(period.since), zone: period.zone }));
  await tx.execute(
    `insert into enrollment_zones (organization_id, enrollment_id, patient_id, from_at, zone)
     select $1, $2, $3, from_at, zone from jsonb_to_recordset($4::jsonb) as r(from_at timestamptz, zone text)`,
    [who.orgId, who.enrollmentId, who.patientId, JSON.stringify(rows)],
  );
}

async function saveWeeks(tx: Tx, who: EnrollmentIdentity, progress: EnrollmentProgress): Promise<void> {
  const weeks = progress.weeks
    .filter((week) => week.closed || week.index === progress.current_week?.index)
    .map((week) => ({
      week: week.index,
      monday: week.monday,
      expected: week.expected,
      done: week.done,
      skipped: week.skipped,
      neutral: week.neutral || week.left_out,
      met: week.met,
      closed_at: week.closed ? instantToIso(week.closes_at) : null,
    }));
  if (weeks.length === 0) return;
  await tx.execute(
    `insert into enrollment_weeks (organization_id, enrollment_id, patient_id, week, monday, expected, done, skipped, neutral, met, closed_at)
     select $1, $2, $3, week, monday, expected, done, skipped, neutral, met, closed_at
     from jsonb_to_recordset($4::jsonb) as r(week int, monday date, expected int, done int, skipped int, neutral boolean, met boolean, closed_at timestamptz)
     on conflict (organization_id, enrollment_id, week) do update set monday = excluded.monday, expected = excluded.expected, done = excluded.done,
       skipped = excluded.skipped, neutral = excluded.neutral, met = excluded.met, closed_at = excluded.closed_at
     where (enrollment_weeks.expected, enrollment_weeks.done, enrollment_weeks.skipped, enrollment_weeks.neutral, enrollment_weeks.met, enrollment_weeks.closed_at)
       is distinct from (excluded.expected, excluded.done, excluded.skipped, excluded.neutral, excluded.met, excluded.closed_at)`,
    [who.orgId, who.enrollmentId, who.patientId, JSON.stringify(weeks)],
  );
}

async function saveSessions(tx: Tx, who: EnrollmentIdentity, before: EnrollmentFacts, after: EnrollmentFacts): Promise<void> {
  const was = before.open_session;
  const is = after.open_session;
  for (const entry of after.entries.slice(before.entries.length)) await closeSession(tx, who, entry);
  if (was !== null && is === null && !after.entries.some((entry) => entry.session_id === was.session_id)) {
    await tx.execute(
      `update patient_session_completions set status = 'partial', ended_at = $3 where organization_id = $1 and id = $2 and status = 'started'`,
      [who.orgId, was.session_id, iso(was.last_activity_at)],
    );
  }
  if (is !== null && is.device_id !== was?.device_id && is.session_id === was?.session_id) {
    await tx.execute(
      `update patient_session_completions set device_id = $3, device_since = $4 where organization_id = $1 and id = $2`,
      [who.orgId, is.session_id, is.device_id, iso(is.last_activity_at)],
    );
  }
}

async function closeSession(tx: Tx, who: EnrollmentIdentity, entry: SessionEntry): Promise<void> {
  await tx.execute(
    `update patient_session_completions set status = $3, ended_at = $4, zone = $5, local_date = $6, late = $7 where organization_id = $1 and id = $2`,
    [who.orgId, entry.session_id, entry.outcome, iso(entry.at), entry.zone, entry.local_date, entry.late],
  );
}
