import type { VideoPort } from '#core/kernel/ports/video';
import type { SessionView } from '#core/treatment-plans/sessions/get-session';
import type { HurtRow, LogRow, SessionRow } from '#core/treatment-plans/sessions/session.types';
import { presentGuide } from './enrollment.presenter';
import type { HurtReportDto, SessionDetailDto, SessionDto, SetLogDto } from './session.dto';

export function presentSession(row: SessionRow): SessionDto {
  return {
    id: row.id,
    enrollment_id: row.enrollment_id,
    patient_id: row.patient_id,
    client_id: row.client_id,
    session_key: row.session_key,
    session_title: row.session_title,
    status: row.status,
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    zone: row.zone,
    local_date: row.local_date,
    week: row.week,
    late: row.late,
    pain_before: row.pain_before,
    pain_after: row.pain_after,
    difficulty: row.difficulty,
    notes: row.notes,
    skip_reason: row.skip_reason,
    device_id: row.device_id,
  };
}

export function presentSetLog(row: LogRow): SetLogDto {
  return {
    id: row.id,
    completion_id: row.completion_id,
    client_id: row.client_id,
    exercise_id: row.exercise_id,
    exercise_revision: row.exercise_revision,
    exercise_position: row.exercise_position,
    set_number: row.set_number,
    side: row.side,
    amends_id: row.amends_id,
    prescribed: row.prescribed,
    actual_reps: row.actual_reps,
    actual_seconds: row.actual_seconds,
    load: row.load,
    video_watch_percent: row.video_watch_percent,
    skipped: row.skipped,
    skip_reason: row.skip_reason,
    performed_at: row.performed_at.toISOString(),
  };
}

export function presentSessionDetail(video: VideoPort, view: SessionView): SessionDetailDto {
  return {
    session: presentSession(view.session),
    guide: view.template === null ? null : presentGuide(video, view.template, view.exercises),
    logs: view.logs.map(presentSetLog),
  };
}

export function presentHurtReport(row: HurtRow): HurtReportDto {
  return {
    id: row.id,
    completion_id: row.completion_id,
    exercise_id: row.exercise_id,
    exercise_name: row.exercise_name,
    body_area: row.body_area,
    severity: row.severity,
    action: row.action,
    note: row.note,
    reported_at: row.reported_at.toISOString(),
  };
}
