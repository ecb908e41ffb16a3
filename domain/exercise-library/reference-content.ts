import type { Difficulty, PlanType, SessionPlace } from '#domain/treatment-plans/plan-content';
import type { ExerciseParams } from '#domain/treatment-plans/prescription';
import type { Contraindication } from './contraindications';
import type { BodyRegion, Equipment, ExerciseCategory, InstructionPhase } from './taxonomy';

/** A sentence of the instructions; their order in the list is the order they are read. */
export interface Instruction {
  readonly phase: InstructionPhase;
  readonly text: string;
}

/** An exercise of the global library as it is loaded into an installation. */
export interface ReferenceExercise {
  readonly slug: string;
  readonly name: string;
  readonly category: ExerciseCategory;
  readonly body_regions: readonly BodyRegion[];
  readonly equipment: readonly Equipment[];
  readonly tags: readonly string[];
  readonly difficulty: Difficulty;
  readonly instructions: readonly Instruction[];
  readonly contraindications: readonly Contraindication[];
  readonly easier_slug: string | null;
  readonly harder_slug: string | null;
  readonly default_params: ExerciseParams;
  /** Slug of the figure's demonstration, of the video file and of its poster. */
  readonly demo_slug: string;
  readonly video: { readonly provider: 'local'; readonly key: string };
  /** Null: not clinically reviewed; shown as such. */
  readonly reviewed_by: string | null;
}

/** An exercise of a protocol, named by slug because ids differ between installations. */
export interface ReferencePlanExercise {
  readonly slug: string;
  readonly params: ExerciseParams;
}

export interface ReferencePlanSession {
  readonly key: string;
  readonly title: string;
  readonly place: SessionPlace;
  readonly from_week: number;
  readonly to_week: number;
  readonly exercises: readonly ReferencePlanExercise[];
}

export interface ReferenceQuestion {
  readonly key: string;
  readonly text: string;
}

/** A complete plan of the global library. */
export interface ReferenceProtocol {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly condition: string;
  readonly body_regions: readonly BodyRegion[];
  readonly difficulty: Difficulty;
  readonly type: PlanType;
  readonly visibility: 'library';
  readonly requires_approval: boolean;
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
  readonly red_flag_questions: readonly ReferenceQuestion[];
  readonly contraindication_questions: readonly ReferenceQuestion[];
  readonly sessions: readonly ReferencePlanSession[];
  /** Null: not clinically reviewed; shown as such. */
  readonly reviewed_by: string | null;
}
