import type { ExerciseParams, Load } from './prescription';

/** Parts of a prescription that a diff reports one by one. */
export const PARAM_FIELDS = ['dose', 'rest', 'side', 'load', 'tempo', 'effort', 'assistance', 'note'] as const;
/** A part of a prescription. */
export type ParamField = (typeof PARAM_FIELDS)[number];

/** Sets and repetitions or seconds: `3 × 12`, `3 × 30 s`. */
export function describeDose(params: ExerciseParams): string {
  return params.mode === 'reps' ? `${params.sets} × ${params.reps}` : `${params.sets} × ${params.hold_seconds} s`;
}

function describeLoad(load: Load | null): string {
  if (load === null) return '';
  switch (load.unit) {
    case 'kg':
    case 'lb':
      return `${load.value} ${load.unit}`;
    case 'band':
      return `${load.band} band`;
    case 'body_weight':
      return 'body weight';
  }
}

/** One part of a prescription as a short text; empty when it is not set. */
export function describeParam(params: ExerciseParams, field: ParamField): string {
  switch (field) {
    case 'dose':
      return describeDose(params);
    case 'rest':
      return `${params.rest_between_sets_seconds} s`;
    case 'side':
      return params.side ?? '';
    case 'load':
      return describeLoad(params.load);
    case 'tempo':
      return params.tempo ?? '';
    case 'effort':
      return params.target_rpe === null ? '' : `RPE ${params.target_rpe}`;
    case 'assistance':
      return params.assistance ?? '';
    case 'note':
      return params.note_to_patient ?? '';
  }
}

/** The whole prescription in one line: `3 × 12, left, 5 kg, RPE 6, 30 s rest`. The note to the patient is not part of it. */
export function describePrescription(params: ExerciseParams): string {
  const shown: readonly ParamField[] = ['dose', 'side', 'load', 'tempo', 'effort', 'assistance'];
  const parts = shown.map((field) =>
    field === 'tempo' && params.tempo !== null ? `tempo ${params.tempo}` : describeParam(params, field),
  );
  if (params.sets > 1) parts.push(`${params.rest_between_sets_seconds} s rest`);
  return parts.filter((part) => part !== '').join(', ');
}
