import type { SlotRef } from '#domain/session-player/player-plan';
import type { Load } from '#domain/treatment-plans/prescription';
import { deviceId } from './device';
import type { SetBody } from './player.api';
import type { PlayerExercise } from './session-content';
import { wireSide } from './slots';

export interface Shown {
  /** The exercise as it stood on the screen; content kept by an older version of this page has no revision. */
  readonly exercise: (Pick<PlayerExercise, 'exercise_id'> & Partial<Pick<PlayerExercise, 'exercise_revision'>>) | undefined;
  /** Set when it was exchanged for an easier one. */
  readonly swapped: number | undefined;
  /** The load that stood on the screen; null where the exercise has none. */
  readonly load: Load | null;
  /** Null when no video was shown. */
  readonly watchedPercent: number | null;
}

/** What every set tells: its slot, and what the patient had before them when they did it. */
export const setBody = (at: SlotRef, { exercise, swapped, load, watchedPercent }: Shown): SetBody => ({
  client_id: crypto.randomUUID(),
  exercise_position: at.exercise,
  set_number: at.set,
  side: wireSide(at.side),
  ...(swapped === undefined ? {} : { exercise_id: swapped }),
  ...(exercise?.exercise_revision === undefined ? {} : { exercise_revision: exercise.exercise_revision }),
  ...(load === null ? {} : { load: { ...load } }),
  ...(watchedPercent === null ? {} : { video_watch_percent: watchedPercent }),
  device_id: deviceId(),
  performed_at: new Date().toISOString(),
});
