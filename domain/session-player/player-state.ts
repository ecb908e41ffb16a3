import type { SlotRef } from './player-plan';

/** Where the guided session stands. `intro` waits for a start, `summary` is the end. */
export type PlayerPhase = 'intro' | 'get_ready' | 'work' | 'rest' | 'summary';

/** Why an exercise was skipped. */
export type SkipExerciseReason = 'pain' | 'time' | 'equipment' | 'other';

/** The state of the player; plain data, so that it survives a reload. Times are milliseconds. */
export interface PlayerState {
  readonly phase: PlayerPhase;
  readonly paused: boolean;
  /** Index of the current slot; during rest, of the one that comes next. Equals the number of slots in the summary. */
  readonly slot: number;
  /** Countdown of get_ready, rest and timed work; 0 elsewhere. */
  readonly remaining_ms: number;
  /** Time worked in this slot, pauses left out. */
  readonly elapsed_ms: number;
  /** Repetitions counted in this slot. */
  readonly reps: number;
  /** Slots with a saved set. */
  readonly saved: readonly SlotRef[];
  /** Exercises the patient skipped. */
  readonly skipped: readonly number[];
  /** Time since the start, pauses left out. */
  readonly active_ms: number;
}

/** What happens to the player. `tick` carries the difference of two `performance.now()` readings, never a count of ticks. */
export type PlayerEvent =
  | { readonly kind: 'tick'; readonly delta_ms: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'rep' }
  | { readonly kind: 'finish_set'; readonly reps?: number }
  | { readonly kind: 'next' }
  | { readonly kind: 'back' }
  | { readonly kind: 'skip_exercise'; readonly reason: SkipExerciseReason }
  | { readonly kind: 'skip_rest' }
  | { readonly kind: 'add_rest' }
  | { readonly kind: 'end' };

/** What was done in a slot. */
export interface SetResult extends SlotRef {
  readonly reps: number | null;
  readonly seconds: number;
}

/** Effects the shell carries out in order; the reducer itself touches nothing. */
export type PlayerCommand =
  | { readonly kind: 'speak'; readonly code: SpeechCode; readonly params: Readonly<Record<string, string | number>> }
  | { readonly kind: 'beep'; readonly tone: 'count' | 'go' | 'done' }
  | { readonly kind: 'vibrate'; readonly pattern: readonly number[] }
  | { readonly kind: 'preload'; readonly exercise: number }
  | { readonly kind: 'save_set'; readonly result: SetResult; readonly again: boolean }
  | { readonly kind: 'save_skip'; readonly exercise: number; readonly reason: SkipExerciseReason }
  | { readonly kind: 'finished' };

/** Keys of what is spoken; the texts are translations. */
export type SpeechCode = 'get_ready' | 'go' | 'count' | 'halfway' | 'rest' | 'other_side' | 'paused' | 'resumed' | 'session_done';

/** A step of the reducer. */
export interface PlayerStep {
  readonly state: PlayerState;
  readonly commands: readonly PlayerCommand[];
}

/** The player before the first movement. */
export function initialPlayer(): PlayerState {
  return {
    phase: 'intro',
    paused: false,
    slot: 0,
    remaining_ms: 0,
    elapsed_ms: 0,
    reps: 0,
    saved: [],
    skipped: [],
    active_ms: 0,
  };
}
