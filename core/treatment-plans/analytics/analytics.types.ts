import type { ExerciseParams } from '#domain/treatment-plans/prescription';

/** Figures of a whole course as of one moment. What was not measured is null, never 0. */
export interface CourseFigures {
  adherence_met: number | null;
  adherence_expected: number | null;
  done: number;
  total: number;
  week_streak: number;
  day_streak: number;
  freezes: number;
  end_date: string;
  /** The week it is in; null before the first one, after the last one and once the course has ended. */
  week_monday: string | null;
  week_done: number | null;
  week_expected: number | null;
}

/** Over the completed sessions that carry the figure; null when none does. */
export interface SessionFigures {
  pain_sessions: number;
  pain_first: number | null;
  pain_last: number | null;
  timed_sessions: number;
  mean_seconds: number | null;
}

export interface SkipCount {
  reason: 'pain' | 'time' | 'equipment' | 'other' | null;
  sets: number;
}

/** One exercise in one dose over all closed sessions, completed or left early. Amendments do not count. */
export interface ExerciseFigures {
  exercise_id: number;
  name: string;
  params: ExerciseParams;
  /** Sessions that asked for it. */
  sessions: number;
  /** Each side of a set prescribed for both counts by itself; a set logged for both sides at once counts as two. */
  sets_prescribed: number;
  sets_done: number;
  /** Of those done, as an easier variant. */
  sets_easier: number;
  /** Sets with a number of repetitions or seconds. */
  measured_sets: number;
  /** Repetitions or seconds per set: over the whole course, in its first and in its latest session with a number. */
  mean_amount: number | null;
  measured_sessions: number;
  first_amount: number | null;
  last_amount: number | null;
  /** What the first and the latest set with a load were done with. */
  first_load: Record<string, unknown> | null;
  last_load: Record<string, unknown> | null;
  skips: SkipCount[];
  hurt_reports: number;
  worst_pain: number | null;
  /** Sets before which a video was shown, and the share of it that was seen. */
  video_sets: number;
  mean_video_percent: number | null;
}
