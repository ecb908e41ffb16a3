import { JsonReader } from '#domain/shared/json-reader';
import { err, ok, type Fault, type Result } from '#domain/shared/result';

/**
 * Which side works. `both`: each set is done left, then right. `alternating`: left and right take turns, repetition by repetition
 * (the number counts both together), or set by set for holds. Null in the parameters: the exercise has no side.
 */
export const SIDES = ['left', 'right', 'both', 'alternating'] as const;
/** A side, see `SIDES`. */
export type Side = (typeof SIDES)[number];

/** Elastic band resistances by their usual colours, light to heavy. */
export const BAND_COLOURS = ['tan', 'yellow', 'red', 'green', 'blue', 'black', 'silver', 'gold'] as const;
/** A band colour. */
export type BandColour = (typeof BAND_COLOURS)[number];

/** What is lifted or pulled. */
export type Load =
  | { readonly unit: 'kg' | 'lb'; readonly value: number }
  | { readonly unit: 'band'; readonly band: BandColour }
  | { readonly unit: 'body_weight' };

/** How much help the patient has, none first. */
export const ASSISTANCE_LEVELS = ['none', 'supervised', 'light', 'moderate', 'full'] as const;
/** A level of help. */
export type AssistanceLevel = (typeof ASSISTANCE_LEVELS)[number];

interface CommonParams {
  readonly sets: number;
  readonly rest_between_sets_seconds: number;
  readonly side: Side | null;
  readonly load: Load | null;
  /** Seconds `lower-hold-lift-hold`, such as `3-1-2-0`. */
  readonly tempo: string | null;
  /** Target effort, RPE 1 (nothing) to 10 (all). */
  readonly target_rpe: number | null;
  readonly assistance: AssistanceLevel | null;
  readonly note_to_patient: string | null;
}

/** Parameters of an exercise counted in repetitions. */
export interface RepsParams extends CommonParams {
  readonly mode: 'reps';
  readonly reps: number;
}

/** Parameters of an exercise held or done for a time. */
export interface DurationParams extends CommonParams {
  readonly mode: 'duration';
  readonly hold_seconds: number;
}

/** How an exercise is to be done (TP-02, TP-03). */
export type ExerciseParams = RepsParams | DurationParams;

const NOTE_MAX = 500;

/** Reads a load from untrusted JSON; faults carry JSON pointers below `pointer`. O(1). */
export function parseLoad(value: unknown, pointer = ''): Result<Load, readonly Fault[]> {
  const faults: Fault[] = [];
  const load = new JsonReader(value, pointer, faults);
  const unit = load.choice('unit', ['kg', 'lb', 'band', 'body_weight']);
  const read = (): Load => {
    switch (unit) {
      case 'kg':
      case 'lb':
        return { unit, value: load.decimal('value', 0, unit === 'kg' ? 500 : 1100) };
      case 'band':
        return { unit, band: load.choice('band', BAND_COLOURS) };
      case 'body_weight':
        return { unit };
    }
  };
  const found = read();
  load.end();
  return faults.length > 0 ? err(faults) : ok(found);
}

function readLoad(reader: JsonReader, faults: Fault[]): Load | null {
  const nested = reader.nested('load');
  if (nested === null) return null;
  const load = parseLoad(nested.value, nested.pointer);
  if (load.ok) return load.value;
  faults.push(...load.error);
  return null;
}

function readTempo(reader: JsonReader): string | null {
  const tempo = reader.optionalText('tempo', 11);
  if (tempo === null || /^\d{1,2}-\d{1,2}-\d{1,2}-\d{1,2}$/.test(tempo)) return tempo;
  reader.fault('tempo', 'tempo_invalid', 'must be four numbers of seconds such as 3-1-2-0 (lower, hold, lift, hold)');
  return null;
}

/** Reads parameters from untrusted JSON; faults carry JSON pointers below `pointer`. Missing options read as null. O(size). */
export function parseParams(value: unknown, pointer = ''): Result<ExerciseParams, readonly Fault[]> {
  const faults: Fault[] = [];
  const reader = new JsonReader(value, pointer, faults);
  const mode = reader.choice('mode', ['reps', 'duration']);
  const dose =
    mode === 'reps'
      ? { mode, reps: reader.integer('reps', 1, 200) }
      : { mode, hold_seconds: reader.integer('hold_seconds', 1, 3600) };
  const params: ExerciseParams = {
    ...dose,
    sets: reader.integer('sets', 1, 20),
    rest_between_sets_seconds: reader.integer('rest_between_sets_seconds', 0, 900),
    side: reader.optionalChoice('side', SIDES),
    load: readLoad(reader, faults),
    tempo: readTempo(reader),
    target_rpe: reader.optionalInteger('target_rpe', 1, 10),
    assistance: reader.optionalChoice('assistance', ASSISTANCE_LEVELS),
    note_to_patient: reader.optionalText('note_to_patient', NOTE_MAX),
  };
  reader.end();
  return faults.length > 0 ? err(faults) : ok(params);
}

/** Faults of parameters, empty when they may be prescribed. */
export function paramsFaults(value: unknown, pointer = ''): readonly Fault[] {
  const parsed = parseParams(value, pointer);
  return parsed.ok ? [] : parsed.error;
}
