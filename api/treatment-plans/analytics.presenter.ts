import type { AnalyticsView } from '#core/treatment-plans/analytics/get-analytics';
import type { CourseFigures, ExerciseFigures, SessionFigures } from '#core/treatment-plans/analytics/analytics.types';
import type { AnalyticsDto, ExerciseFiguresDto } from './analytics.dto';

function presentThisWeek({ week_monday, week_done, week_expected }: CourseFigures): AnalyticsDto['this_week'] {
  if (week_monday === null || week_done === null || week_expected === null) return null;
  return { monday: week_monday, done: week_done, expected: week_expected };
}

function presentPain({ pain_sessions, pain_first, pain_last }: SessionFigures): AnalyticsDto['pain'] {
  return pain_first === null || pain_last === null ? null : { sessions: pain_sessions, first: pain_first, last: pain_last };
}

function presentAmount(row: ExerciseFigures): ExerciseFiguresDto['amount'] {
  const { mean_amount: mean, first_amount: first, last_amount: last } = row;
  if (mean === null || first === null || last === null) return null;
  return { sets: row.measured_sets, sessions: row.measured_sessions, mean, first, last };
}

function presentExercise(row: ExerciseFigures): ExerciseFiguresDto {
  return {
    exercise_id: row.exercise_id,
    name: row.name,
    params: { ...row.params },
    sessions: row.sessions,
    sets_prescribed: row.sets_prescribed,
    sets_done: row.sets_done,
    sets_easier: row.sets_easier,
    amount: presentAmount(row),
    load: row.first_load === null || row.last_load === null ? null : { first: { ...row.first_load }, last: { ...row.last_load } },
    skips: row.skips.map(({ reason, sets }) => ({ reason, sets })),
    hurt: row.worst_pain === null ? null : { reports: row.hurt_reports, worst: row.worst_pain },
    video: row.mean_video_percent === null ? null : { sets: row.video_sets, mean_percent: row.mean_video_percent },
  };
}

export function presentAnalytics({ enrollmentId, asOf, course, sessions, exercises }: AnalyticsView): AnalyticsDto {
  return {
    enrollment_id: enrollmentId,
    as_of: asOf.toISOString(),
    sessions_completed: course.done,
    sessions_total: course.total,
    adherence:
      course.adherence_expected === null ? null : { met: course.adherence_met ?? 0, expected: course.adherence_expected },
    week_streak: course.week_streak,
    day_streak: course.day_streak,
    freezes: course.freezes,
    end_date: course.end_date,
    this_week: presentThisWeek(course),
    pain: presentPain(sessions),
    duration: sessions.mean_seconds === null ? null : { sessions: sessions.timed_sessions, mean_seconds: sessions.mean_seconds },
    exercises: exercises.map(presentExercise),
  };
}
