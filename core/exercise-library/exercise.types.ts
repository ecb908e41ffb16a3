import type { ExerciseParams } from '#domain/treatment-plans/prescription';

export const difficulties = ['beginner', 'intermediate', 'advanced'] as const;
export type Difficulty = (typeof difficulties)[number];

export const instructionPhases = ['start', 'move', 'feel', 'avoid'] as const;
export type InstructionPhase = (typeof instructionPhases)[number];

export interface Instruction {
  locale: string;
  phase: InstructionPhase;
  text: string;
}

/** A question whose "yes" speaks against the exercise. */
export interface Contraindication {
  code: string;
  question: string;
}

/** What an editor writes. Everything here is content: a change of any of it is a new revision. */
export interface ExerciseContent {
  name: string;
  categoryId: number;
  difficulty: Difficulty;
  bodyRegions: readonly string[];
  equipment: readonly string[];
  tags: readonly string[];
  defaultParams: ExerciseParams;
  demoSlug: string | null;
  videoProvider: string;
  videoKey: string | null;
  easierExerciseId: number | null;
  harderExerciseId: number | null;
  instructions: readonly Instruction[];
  contraindications: readonly Contraindication[];
}

export interface ExerciseVariant {
  id: number;
  name: string;
}

/** One line of a list. `organizationId` null = global. */
export interface ExerciseSummary {
  id: number;
  organizationId: number | null;
  slug: string;
  name: string;
  category: { id: number; slug: string; name: string };
  difficulty: Difficulty;
  bodyRegions: string[];
  equipment: string[];
  tags: string[];
  defaultParams: ExerciseParams;
  demoSlug: string | null;
  videoProvider: string;
  videoKey: string | null;
  revision: number;
  reviewedBy: string | null;
  deleted: boolean;
}

export interface Exercise extends ExerciseSummary {
  instructions: Instruction[];
  contraindications: Contraindication[];
  easier: ExerciseVariant | null;
  harder: ExerciseVariant | null;
  clonedFromId: number | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface ExerciseFilter {
  category: string | null;
  bodyRegion: string | null;
  equipment: string | null;
  difficulty: Difficulty | null;
  scope: 'global' | 'organization' | null;
  text: string | null;
}

/** What an editor sends: the dose is untrusted JSON until `checkDraft` has read it. */
export type ExerciseDraft = Omit<ExerciseContent, 'defaultParams'> & { defaultParams: unknown };
