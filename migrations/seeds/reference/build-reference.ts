import { askAbout, type ContraindicationCode } from '#domain/exercise-library/contraindications';
import type {
  Instruction,
  ReferenceExercise,
  ReferencePlanExercise,
  ReferencePlanSession,
} from '#domain/exercise-library/reference-content';
import type { BodyRegion, Equipment, ExerciseCategory } from '#domain/exercise-library/taxonomy';
import type { Difficulty } from '#domain/treatment-plans/plan-content';
import type { DurationParams, RepsParams, Side } from '#domain/treatment-plans/prescription';

/** What the author of an exercise writes; the links between variants and the media keys are added by `toReference`. */
export interface ExerciseDraft {
  readonly slug: string;
  readonly name: string;
  readonly category: ExerciseCategory;
  readonly regions: readonly BodyRegion[];
  readonly equipment: readonly Equipment[];
  readonly tags: readonly string[];
  readonly difficulty: Difficulty;
  readonly start: readonly string[];
  readonly move: readonly string[];
  readonly feel: readonly string[];
  readonly avoid: readonly string[];
  readonly ask: readonly ContraindicationCode[];
  readonly dose: RepsParams | DurationParams;
}

const PLAIN = { load: null, tempo: null, target_rpe: null, assistance: null, note_to_patient: null } as const;

/** A dose in repetitions. */
export function reps(sets: number, count: number, restSeconds: number, side: Side | null = null): RepsParams {
  return { mode: 'reps', sets, reps: count, rest_between_sets_seconds: restSeconds, side, ...PLAIN };
}

/** A dose in seconds of holding. */
export function hold(sets: number, seconds: number, restSeconds: number, side: Side | null = null): DurationParams {
  return { mode: 'duration', sets, hold_seconds: seconds, rest_between_sets_seconds: restSeconds, side, ...PLAIN };
}

/** An exercise of a protocol session. */
export function does(slug: string, params: RepsParams | DurationParams): ReferencePlanExercise {
  return { slug, params };
}

/** A session done at home in weeks `from` to `to`. */
export function session(
  key: string,
  title: string,
  from: number,
  to: number,
  exercises: readonly ReferencePlanExercise[],
): ReferencePlanSession {
  return { key, title, place: 'home', from_week: from, to_week: to, exercises };
}

function instructionsOf(draft: ExerciseDraft): Instruction[] {
  const phases = ['start', 'move', 'feel', 'avoid'] as const;
  return phases.flatMap((phase) => draft[phase].map((text) => ({ phase, text })));
}

/** Completes drafts to reference exercises; `ladders` lists variants from easiest to hardest. */
export function toReference(drafts: readonly ExerciseDraft[], ladders: readonly (readonly string[])[]): ReferenceExercise[] {
  const easier = new Map<string, string>();
  const harder = new Map<string, string>();
  for (const ladder of ladders) {
    ladder.forEach((slug, index) => {
      const next = ladder[index + 1];
      if (next === undefined) return;
      harder.set(slug, next);
      easier.set(next, slug);
    });
  }
  return drafts.map((draft) => ({
    slug: draft.slug,
    name: draft.name,
    category: draft.category,
    body_regions: draft.regions,
    equipment: draft.equipment,
    tags: draft.tags,
    difficulty: draft.difficulty,
    instructions: instructionsOf(draft),
    contraindications: askAbout(draft.ask),
    easier_slug: easier.get(draft.slug) ?? null,
    harder_slug: harder.get(draft.slug) ?? null,
    default_params: draft.dose,
    demo_slug: draft.slug,
    video: { provider: 'local', key: draft.slug },
    reviewed_by: null,
  }));
}
