import { FIRST_LANGUAGE, linesIn } from '#domain/exercise-library/lines-in';
import type { VideoPort } from '#core/kernel/ports/video';
import type { Exercise } from '#core/exercise-library/exercise.types';
import type { TimelineStep } from '#core/ops/timeline';
import type { EnrollmentRow } from '#core/treatment-plans/enrollments/enrollment.types';
import type { EnrollmentProgressView } from '#core/treatment-plans/enrollments/get-enrollment';
import type { PlanSession } from '#domain/treatment-plans/plan-content';
import { sessionSeconds } from '#domain/treatment-plans/session-duration';
import type { EnrollmentStanding } from '#workflows/treatment-plans/enrollment.contract';
import type { EnrollmentDto, GuideSessionDto, ProgressDto, StandingDto, TimelineStepDto } from './enrollment.dto';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function presentEnrollment(row: EnrollmentRow): EnrollmentDto {
  return {
    id: row.id,
    patient_id: row.patient_id,
    patient_name: row.patient_name,
    treatment_plan_id: row.treatment_plan_id,
    version: row.version,
    plan_name: row.plan_name,
    self_assigned: row.self_assigned,
    responsible_specialist_id: row.responsible_specialist_id,
    previous_enrollment_id: row.previous_enrollment_id,
    approval_id: row.approval_id,
    status: row.status,
    stop_reason: row.stop_reason,
    frequency_per_week: row.frequency_per_week,
    duration_weeks: row.duration_weeks,
    sessions_total: row.sessions_total,
    sessions_completed: row.sessions_completed,
    sessions_skipped: row.sessions_skipped,
    start_date: row.start_date,
    end_date: row.end_date,
    time_zone: row.time_zone,
    preferred_weekdays: row.preferred_weekdays,
    reminder_time: row.reminder_time,
    week_streak: row.week_streak,
    day_streak: row.day_streak,
    freezes: row.freezes,
    adherence: row.adherence_expected === null ? null : { met: row.adherence_met ?? 0, expected: row.adherence_expected },
    last_activity_at: iso(row.last_activity_at),
    silent_since: iso(row.silent_since),
    rev: row.rev,
    created_at: row.created_at.toISOString(),
    activated_at: iso(row.activated_at),
    ended_at: iso(row.ended_at),
  };
}

export function presentStanding(standing: EnrollmentStanding): StandingDto {
  return {
    enrollment_id: standing.enrollmentId,
    status: standing.status,
    rev: standing.rev,
    approval_id: standing.approvalId,
    completion_id: standing.completionId,
  };
}

export function presentTimelineStep(step: TimelineStep): TimelineStepDto {
  return { at: step.at.toISOString(), tense: step.tense, code: step.code, params: step.params, actor_name: step.actorName };
}

/** A template session with the live content of its exercises: everything the player shows. */
export function presentGuide(video: VideoPort, session: PlanSession, exercises: ReadonlyMap<number, Exercise>): GuideSessionDto {
  return {
    key: session.key,
    title: session.title,
    place: session.place,
    estimated_seconds: sessionSeconds(session.exercises),
    exercises: session.exercises.map((prescribed, position) => {
      const live = exercises.get(prescribed.exercise_id);
      const playable = live?.videoKey == null ? null : video.playable({ provider: live.videoProvider, key: live.videoKey });
      return {
        position,
        exercise_id: prescribed.exercise_id,
        exercise_revision: live?.revision ?? prescribed.exercise_revision,
        name: live?.name ?? prescribed.name,
        demo_slug: live?.demoSlug ?? null,
        video_url: playable?.url ?? null,
        poster_url: playable?.posterUrl ?? null,
        equipment: [...(live?.equipment ?? [])],
        params: { ...prescribed.params },
        instructions: linesIn(live?.instructions ?? [], FIRST_LANGUAGE).map(({ phase, text }) => ({ phase, text })),
        easier_exercise_id: live?.easier?.id ?? null,
        easier_name: live?.easier?.name ?? null,
      };
    }),
  };
}

export function presentProgress(video: VideoPort, view: EnrollmentProgressView): ProgressDto {
  const { progress, facts } = view;
  return {
    enrollment: presentEnrollment(view.enrollment),
    today: progress.today,
    phase: progress.phase,
    weeks: progress.weeks.map((week) => ({
      week: week.index,
      monday: week.monday,
      sunday: week.sunday,
      expected: week.expected,
      done: week.done,
      skipped: week.skipped,
      neutral: week.neutral,
      met: week.met,
      closed: week.closed,
      done_on: facts.entries
        .filter((entry) => entry.outcome === 'completed' && entry.local_date >= week.monday && entry.local_date <= week.sunday)
        .map((entry) => entry.local_date),
    })),
    current_week: progress.current_week?.index ?? null,
    left: progress.left,
    days_left: progress.days_left,
    next_free_day: progress.next_free_day,
    next_session: view.nextSession === null ? null : presentGuide(video, view.nextSession, view.exercises),
    open_session_id: view.openSession?.id ?? null,
    timeline: view.timeline.map(presentTimelineStep),
  };
}
