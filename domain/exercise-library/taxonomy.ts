/** A word of the taxonomy: what is stored and what people read. */
export interface Term {
  readonly slug: string;
  readonly name: string;
}

/** What an exercise mainly trains. */
export const EXERCISE_CATEGORIES = [
  { slug: 'mobility', name: 'Mobility' },
  { slug: 'strength', name: 'Strength' },
  { slug: 'stretch', name: 'Stretching' },
  { slug: 'control', name: 'Control and posture' },
  { slug: 'balance', name: 'Balance' },
] as const satisfies readonly Term[];

/** Parts of the body as patients call them. */
export const BODY_REGIONS = [
  { slug: 'neck', name: 'Neck' },
  { slug: 'shoulder', name: 'Shoulder' },
  { slug: 'upper_back', name: 'Upper back' },
  { slug: 'low_back', name: 'Low back' },
  { slug: 'hip', name: 'Hip' },
  { slug: 'knee', name: 'Knee' },
  { slug: 'ankle', name: 'Ankle and foot' },
] as const satisfies readonly Term[];

/** Things an exercise needs at home. */
export const EQUIPMENT = [
  { slug: 'mat', name: 'Mat' },
  { slug: 'chair', name: 'Chair' },
  { slug: 'table', name: 'Table' },
  { slug: 'wall', name: 'Wall' },
  { slug: 'step', name: 'Step' },
  { slug: 'band', name: 'Elastic band' },
  { slug: 'towel', name: 'Towel' },
  { slug: 'stick', name: 'Stick' },
] as const satisfies readonly Term[];

export type ExerciseCategory = (typeof EXERCISE_CATEGORIES)[number]['slug'];
export type BodyRegion = (typeof BODY_REGIONS)[number]['slug'];
export type Equipment = (typeof EQUIPMENT)[number]['slug'];

/** Order in which instructions are read out: how to start, what to do, what to feel, what to avoid. */
export const INSTRUCTION_PHASES = ['start', 'move', 'feel', 'avoid'] as const;
export type InstructionPhase = (typeof INSTRUCTION_PHASES)[number];

/** Rank of a difficulty, easiest first; for comparing variants. */
export const DIFFICULTY_RANK = { beginner: 0, intermediate: 1, advanced: 2 } as const;
