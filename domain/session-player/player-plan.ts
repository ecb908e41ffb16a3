import type { ExerciseParams } from '#domain/treatment-plans/prescription';
import { GET_READY_SECONDS, passesPerSet, REST_BETWEEN_EXERCISES_SECONDS } from '#domain/treatment-plans/session-duration';

/** What a set asks for. */
export type SetTarget =
  | { readonly mode: 'reps'; readonly reps: number }
  | { readonly mode: 'duration'; readonly seconds: number };

/** Side of one set; null when the exercise has none, `alternating` when repetitions take turns. */
export type SetSide = 'left' | 'right' | 'alternating' | null;

/** One stretch of work: a set, on one side. `exercise` is the place in the session from 0, `set` counts from 1. */
export interface Slot {
  readonly exercise: number;
  readonly set: number;
  readonly sets: number;
  readonly side: SetSide;
  readonly target: SetTarget;
  /** Rest after it in milliseconds; 0 goes straight on to getting ready. */
  readonly rest_after_ms: number;
}

/** Names a slot: one saved set per name counts. */
export interface SlotRef {
  readonly exercise: number;
  readonly set: number;
  readonly side: SetSide;
}

/** A session laid out as the sequence the player walks through. */
export interface PlayerPlan {
  readonly slots: readonly Slot[];
}

/** Milliseconds of getting ready. */
export const GET_READY_MS = GET_READY_SECONDS * 1000;

function sidesOf(params: ExerciseParams, set: number): readonly SetSide[] {
  if (params.side === null || params.side === 'left' || params.side === 'right') return [params.side];
  if (passesPerSet(params) === 2) return ['left', 'right'];
  if (params.mode === 'reps') return ['alternating'];
  return [set % 2 === 1 ? 'left' : 'right'];
}

function slotsOf(params: ExerciseParams, exercise: number): readonly Slot[] {
  const target: SetTarget =
    params.mode === 'reps' ? { mode: 'reps', reps: params.reps } : { mode: 'duration', seconds: params.hold_seconds };
  return Array.from({ length: params.sets }, (_, index) => index + 1).flatMap((set) => {
    const sides = sidesOf(params, set);
    return sides.map((side, pass): Slot => {
      const lastPass = pass === sides.length - 1;
      const rest = lastPass && set < params.sets ? params.rest_between_sets_seconds * 1000 : 0;
      return { exercise, set, sets: params.sets, side, target, rest_after_ms: rest };
    });
  });
}

/** Lays out a session: sets in order, sides within a set, rest between sets, a longer rest between exercises. O(sets). */
export function playerPlanOf(exercises: readonly { readonly params: ExerciseParams }[]): PlayerPlan {
  const slots = exercises.flatMap(({ params }, exercise) => slotsOf(params, exercise));
  return {
    slots: slots.map((slot, index) => {
      const next = slots[index + 1];
      const changes = next !== undefined && next.exercise !== slot.exercise;
      return changes ? { ...slot, rest_after_ms: REST_BETWEEN_EXERCISES_SECONDS * 1000 } : slot;
    }),
  };
}

/** Whether two references name the same slot. */
export function sameSlot(a: SlotRef, b: SlotRef): boolean {
  return a.exercise === b.exercise && a.set === b.set && a.side === b.side;
}
