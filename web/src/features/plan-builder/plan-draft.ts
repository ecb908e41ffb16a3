import type { Difficulty, PlanContent, PlanSession, PlanType, SessionPlace } from '#domain/treatment-plans/plan-content';
import {
  parseParams,
  type AssistanceLevel,
  type ExerciseParams,
  type Load,
  type Side,
} from '#domain/treatment-plans/prescription';
import type { Plan, PlanDraftBody } from './plan-builder.api';

/** A dose while it is being typed: a number may be missing for a moment. */
export interface DoseForm {
  readonly mode: 'reps' | 'duration';
  readonly sets: number | null;
  readonly reps: number | null;
  readonly hold_seconds: number | null;
  readonly rest_between_sets_seconds: number | null;
  readonly side: Side | null;
  readonly load: Load | null;
  readonly tempo: string | null;
  readonly target_rpe: number | null;
  readonly assistance: AssistanceLevel | null;
  readonly note_to_patient: string | null;
}

export interface DraftExercise {
  /** Names the row on the screen; never sent. */
  readonly uid: string;
  readonly exercise_id: number;
  readonly name: string;
  readonly demo_slug: string | null;
  readonly deleted: boolean;
  readonly dose: DoseForm;
  /** The last dose that could be prescribed: what is saved while the shown one is incomplete. */
  readonly valid: ExerciseParams;
}

export interface DraftSession {
  readonly key: string;
  readonly title: string;
  readonly place: SessionPlace;
  readonly from_week: number | null;
  readonly to_week: number | null;
  readonly exercises: readonly DraftExercise[];
}

export interface DraftQuestion {
  readonly key: string;
  readonly text: string;
}

/** The working copy as the builder holds it. */
export interface PlanDraft {
  readonly name: string;
  readonly description: string;
  readonly condition: string;
  readonly body_regions: readonly string[];
  readonly difficulty: Difficulty;
  readonly type: PlanType;
  readonly frequency_per_week: number | null;
  readonly duration_weeks: number | null;
  readonly red_flag_questions: readonly DraftQuestion[];
  readonly contraindication_questions: readonly DraftQuestion[];
  readonly sessions: readonly DraftSession[];
  readonly visibility: 'private' | 'library';
  readonly requires_approval: boolean;
}

/** What an exercise without a usable dose of its own starts from. */
export const plainDose: ExerciseParams = {
  mode: 'reps',
  sets: 3,
  reps: 10,
  rest_between_sets_seconds: 30,
  side: null,
  load: null,
  tempo: null,
  target_rpe: null,
  assistance: null,
  note_to_patient: null,
};

export const doseForm = (params: ExerciseParams): DoseForm => ({
  ...params,
  reps: params.mode === 'reps' ? params.reps : null,
  hold_seconds: params.mode === 'duration' ? params.hold_seconds : null,
});

/** The dose as the API takes it; the number of the other mode is left out. */
export const doseBody = (dose: DoseForm): Record<string, unknown> => {
  const { reps, hold_seconds: hold, ...rest } = dose;
  return dose.mode === 'reps' ? { ...rest, reps } : { ...rest, hold_seconds: hold };
};

/** Keeps the last valid dose beside the shown one. */
export const withDose = (exercise: DraftExercise, dose: DoseForm): DraftExercise => {
  const parsed = parseParams(doseBody(dose));
  return { ...exercise, dose, valid: parsed.ok ? parsed.value : exercise.valid };
};

export const readDose = (value: unknown): ExerciseParams => {
  const parsed = parseParams(value);
  return parsed.ok ? parsed.value : plainDose;
};

export const draftOf = (plan: Plan): PlanDraft => {
  const { content } = plan;
  return {
    name: content.name,
    description: content.description ?? '',
    condition: content.condition ?? '',
    body_regions: content.body_regions,
    difficulty: content.difficulty,
    type: content.type,
    frequency_per_week: content.frequency_per_week,
    duration_weeks: content.duration_weeks,
    red_flag_questions: content.red_flag_questions,
    contraindication_questions: content.contraindication_questions,
    visibility: plan.visibility,
    requires_approval: plan.requires_approval,
    sessions: content.sessions.map((session) => ({
      key: session.key,
      title: session.title,
      place: session.place,
      from_week: session.from_week,
      to_week: session.to_week,
      exercises: session.exercises.map((item, index) => {
        const valid = readDose(item.params);
        return {
          uid: `${session.key}-${index}-${item.exercise_id}`,
          exercise_id: item.exercise_id,
          name: item.name,
          demo_slug: item.demo_slug,
          deleted: item.deleted,
          dose: doseForm(valid),
          valid,
        };
      }),
    })),
  };
};

/** The shape the domain judges and measures; incomplete doses stand in with their last valid one (their faults are found apart). */
export const contentOf = (draft: PlanDraft): PlanContent => ({
  ...draft,
  frequency_per_week: draft.frequency_per_week ?? 0,
  duration_weeks: draft.duration_weeks ?? 0,
  sessions: draft.sessions.map((session): PlanSession => ({
    ...session,
    exercises: session.exercises.map((item) => ({
      exercise_id: item.exercise_id,
      exercise_revision: 1,
      name: item.name,
      params: item.valid,
    })),
  })),
});

/** Numbers and titles that were last good, for the fields that are empty while somebody types. */
export interface LastGood {
  readonly name: string;
  readonly frequency_per_week: number;
  readonly duration_weeks: number;
}

const questions = (list: readonly DraftQuestion[]): DraftQuestion[] =>
  list.filter((question) => question.text.trim() !== '').map(({ key, text }) => ({ key, text }));

/**
 * What is saved. The server takes no half dose and no empty name: what is missing keeps its last good value, so that everything
 * else is safe at once; `isWhole` says whether something was held back.
 */
export const bodyOf = (draft: PlanDraft, good: LastGood, untitled: string): PlanDraftBody => ({
  name: draft.name.trim() === '' ? good.name : draft.name.trim(),
  description: draft.description,
  condition: draft.condition,
  body_regions: [...draft.body_regions],
  difficulty: draft.difficulty,
  type: draft.type,
  frequency_per_week: draft.frequency_per_week ?? good.frequency_per_week,
  duration_weeks: draft.duration_weeks ?? good.duration_weeks,
  red_flag_questions: questions(draft.red_flag_questions),
  contraindication_questions: questions(draft.contraindication_questions),
  visibility: draft.visibility,
  requires_approval: draft.requires_approval,
  sessions: draft.sessions.map((session) => ({
    key: session.key,
    title: session.title.trim() === '' ? untitled : session.title.trim(),
    place: session.place,
    from_week: session.from_week,
    to_week: session.to_week,
    exercises: session.exercises.map((item) => ({ exercise_id: item.exercise_id, params: { ...item.valid } })),
  })),
});

/** True when the shown draft is saved as shown, nothing held back for being incomplete. */
export const isWhole = (draft: PlanDraft): boolean =>
  draft.name.trim() !== '' &&
  draft.frequency_per_week !== null &&
  draft.duration_weeks !== null &&
  [...draft.red_flag_questions, ...draft.contraindication_questions].every((question) => question.text.trim() !== '') &&
  draft.sessions.every(
    (session) => session.title.trim() !== '' && session.exercises.every((item) => parseParams(doseBody(item.dose)).ok),
  );
