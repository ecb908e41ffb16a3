import type { PlayerPlan, SetSide, Slot, SlotRef } from '#domain/session-player/player-plan';
import type { PlayerState } from '#domain/session-player/player-state';
import { workSeconds } from '#domain/treatment-plans/session-duration';
import type { ExerciseParams } from '#domain/treatment-plans/prescription';

type WireSide = 'both' | 'left' | 'right';

/** The API knows three sides; sides taken in turn, or none, are one set for both. */
export const wireSide = (side: SetSide): WireSide => (side === 'left' || side === 'right' ? side : 'both');

interface Done {
  readonly exercise_position: number;
  readonly set_number: number;
  readonly side: WireSide;
  readonly skipped: boolean;
}

/** The player's slots that hold a set, from logs of the server and of this device. */
export const savedSlots = (plan: PlayerPlan, done: readonly Done[]): readonly SlotRef[] =>
  plan.slots.filter((slot) =>
    done.some(
      (one) =>
        !one.skipped &&
        one.exercise_position === slot.exercise &&
        one.set_number === slot.set &&
        one.side === wireSide(slot.side),
    ),
  );

/** Exercises that were skipped. */
export const skippedExercises = (done: readonly Done[]): readonly number[] => [
  ...new Set(done.flatMap((one) => (one.skipped ? [one.exercise_position] : []))),
];

/** Milliseconds one repetition is given by the pace of the session. */
export const repMs = (params: ExerciseParams): number =>
  params.mode === 'reps' ? (1000 * workSeconds(params)) / params.reps : 0;

export interface Segment {
  readonly exercise: number;
  /** 0…1 */
  readonly done: number;
  readonly now: boolean;
}

/** One stroke of the bar on top per exercise: how much of it is done, and which is now. */
export const segments = (plan: PlayerPlan, state: PlayerState): readonly Segment[] => {
  const count = Math.max(0, ...plan.slots.map((slot) => slot.exercise + 1));
  const current = plan.slots[state.slot]?.exercise;
  return Array.from({ length: count }, (_, exercise) => {
    const slots = plan.slots.filter((slot) => slot.exercise === exercise);
    const saved = state.saved.filter((ref) => ref.exercise === exercise).length;
    const done = state.skipped.includes(exercise) ? 1 : Math.min(1, saved / Math.max(1, slots.length));
    return { exercise, done, now: exercise === current && state.phase !== 'summary' };
  });
};

const slotMs = (slot: Slot, params: ExerciseParams | undefined): number =>
  5_000 + (params ? 1000 * workSeconds(params) : 0) + slot.rest_after_ms;

/** Whole minutes left, from the present slot on. */
export const minutesLeft = (plan: PlayerPlan, state: PlayerState, params: readonly ExerciseParams[]): number => {
  const ahead = plan.slots
    .slice(state.phase === 'rest' ? state.slot : state.slot + 1)
    .filter((slot) => !state.skipped.includes(slot.exercise))
    .reduce((sum, slot) => sum + slotMs(slot, params[slot.exercise]), 0);
  return Math.max(1, Math.ceil((ahead + state.remaining_ms) / 60_000));
};

/** "0:21". */
export const clock = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
