import type { ExerciseParams } from './prescription';

/** Seconds to get into position before each set's first movement on a new exercise or side; the player counts them down. */
export const GET_READY_SECONDS = 5;
/** Seconds between the last set of an exercise and the next exercise. */
export const REST_BETWEEN_EXERCISES_SECONDS = 20;
/** Seconds of a repetition without a tempo. */
const SECONDS_PER_REP = 4;

/** How often a set is worked through: `both` means left, then right. */
export function passesPerSet(params: ExerciseParams): 1 | 2 {
  return params.side === 'both' ? 2 : 1;
}

/** Seconds one pass of one set takes: the hold, or repetitions × (tempo, else 4 s). */
export function workSeconds(params: ExerciseParams): number {
  if (params.mode === 'duration') return params.hold_seconds;
  const perRep = params.tempo === null ? SECONDS_PER_REP : params.tempo.split('-').reduce((sum, part) => sum + Number(part), 0);
  return params.reps * Math.max(1, perRep);
}

/**
 * Estimated seconds of an exercise: `sets × passes × (5 s to get ready + work) + (sets − 1) × rest`, where a pass is one side and
 * work is the hold or `reps × (tempo, else 4 s)`. The guided player runs on the same numbers.
 */
export function exerciseSeconds(params: ExerciseParams): number {
  const passes = params.sets * passesPerSet(params);
  return passes * (GET_READY_SECONDS + workSeconds(params)) + (params.sets - 1) * params.rest_between_sets_seconds;
}

/** Estimated seconds of a session: its exercises plus 20 s between one and the next. O(exercises). */
export function sessionSeconds(exercises: readonly { readonly params: ExerciseParams }[]): number {
  const work = exercises.reduce((sum, exercise) => sum + exerciseSeconds(exercise.params), 0);
  return work + Math.max(0, exercises.length - 1) * REST_BETWEEN_EXERCISES_SECONDS;
}

/** Minutes to show for a number of seconds: rounded up, at least 1 unless nothing is to be done. */
export function shownMinutes(seconds: number): number {
  return Math.ceil(seconds / 60);
}
