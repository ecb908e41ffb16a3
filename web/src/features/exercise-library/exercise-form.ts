import { FIRST_LANGUAGE } from '#domain/exercise-library/lines-in';
import { INSTRUCTION_PHASES, type InstructionPhase } from '#domain/exercise-library/taxonomy';
import type { Difficulty } from '#domain/treatment-plans/plan-content';
import { parseParams } from '#domain/treatment-plans/prescription';
import type { Exercise, ExerciseBody } from './exercise-library.api';

/** A row of a list while it is edited; `id` names it on the screen. */
export interface TextRow {
  readonly id: string;
  readonly text: string;
}

export interface QuestionRow extends TextRow {
  readonly code: string;
}

export interface ExerciseForm {
  readonly name: string;
  readonly category_id: number | null;
  readonly difficulty: Difficulty;
  readonly body_regions: readonly string[];
  readonly equipment: readonly string[];
  /** Comma separated. */
  readonly tags: string;
  readonly mode: 'reps' | 'duration';
  readonly sets: number | null;
  readonly reps: number | null;
  readonly hold_seconds: number | null;
  readonly rest_between_sets_seconds: number | null;
  readonly demo_slug: string | null;
  readonly video_provider: ExerciseBody['video_provider'];
  readonly video_key: string | null;
  readonly easier_exercise_id: number | null;
  readonly harder_exercise_id: number | null;
  readonly instructions: Readonly<Record<InstructionPhase, readonly TextRow[]>>;
  readonly contraindications: readonly QuestionRow[];
  /** The language in which the instructions are written here. */
  readonly language: string;
  /** Instructions in other languages. */
  readonly otherLocales: ExerciseBody['instructions'];
}

const defaults = { sets: 3, reps: 10, hold_seconds: 30, rest: 30 } as const;

export const emptyForm = (): ExerciseForm => ({
  name: '',
  category_id: null,
  difficulty: 'beginner',
  body_regions: [],
  equipment: [],
  tags: '',
  mode: 'reps',
  sets: defaults.sets,
  reps: defaults.reps,
  hold_seconds: defaults.hold_seconds,
  rest_between_sets_seconds: defaults.rest,
  demo_slug: null,
  video_provider: 'local',
  video_key: null,
  easier_exercise_id: null,
  harder_exercise_id: null,
  instructions: { start: [{ id: 'start-0', text: '' }], move: [{ id: 'move-0', text: '' }], feel: [], avoid: [] },
  contraindications: [],
  language: FIRST_LANGUAGE,
  otherLocales: [],
});

const rowsIn = (language: string, lines: Exercise['instructions']): ExerciseForm['instructions'] => {
  const rows = (phase: InstructionPhase): readonly TextRow[] =>
    lines
      .filter((line) => line.locale === language && line.phase === phase)
      .map((line, index) => ({ id: `${language}-${phase}-${index}`, text: line.text }));
  return { start: rows('start'), move: rows('move'), feel: rows('feel'), avoid: rows('avoid') };
};

/** The lines of all languages, those without a text left out. */
const linesOf = (form: ExerciseForm): ExerciseBody['instructions'] => [
  ...form.otherLocales,
  ...INSTRUCTION_PHASES.flatMap((phase) =>
    form.instructions[phase]
      .filter((row) => row.text.trim() !== '')
      .map((row) => ({ locale: form.language, phase, text: row.text.trim() })),
  ),
];

/** The same form with the instructions of another language to write. */
export const inLanguage = (form: ExerciseForm, language: string): ExerciseForm => {
  const lines = linesOf(form);
  return {
    ...form,
    language,
    instructions: rowsIn(language, lines),
    otherLocales: lines.filter((line) => line.locale !== language),
  };
};

const providers = ['local', 's3', 'bunny'] as const;

export const formOf = (exercise: Exercise): ExerciseForm => {
  const parsed = parseParams(exercise.default_params);
  const dose = parsed.ok ? parsed.value : null;
  const empty = emptyForm();
  return {
    name: exercise.name,
    category_id: exercise.category.id,
    difficulty: exercise.difficulty,
    body_regions: exercise.body_regions,
    equipment: exercise.equipment,
    tags: exercise.tags.join(', '),
    mode: dose?.mode ?? 'reps',
    sets: dose?.sets ?? empty.sets,
    reps: dose?.mode === 'reps' ? dose.reps : empty.reps,
    hold_seconds: dose?.mode === 'duration' ? dose.hold_seconds : empty.hold_seconds,
    rest_between_sets_seconds: dose?.rest_between_sets_seconds ?? empty.rest_between_sets_seconds,
    demo_slug: exercise.demo_slug,
    video_provider: providers.find((provider) => provider === exercise.video_provider) ?? 'local',
    video_key: exercise.video_key,
    easier_exercise_id: exercise.easier?.id ?? null,
    harder_exercise_id: exercise.harder?.id ?? null,
    instructions: rowsIn(FIRST_LANGUAGE, exercise.instructions),
    language: FIRST_LANGUAGE,
    contraindications: exercise.contraindications.map(({ code, question }) => ({ id: code, code, text: question })),
    otherLocales: exercise.instructions.filter((line) => line.locale !== FIRST_LANGUAGE),
  };
};

/** A stable code for a question the clinic wrote itself: words joined by `_`, never one that is taken. */
export const codeFor = (text: string, taken: readonly string[]): string => {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/gu) ?? [];
  const base = (words.slice(0, 5).join('_') || 'question').replace(/^(?=\d)/u, 'q_').slice(0, 50);
  if (!taken.includes(base)) return base;
  let n = 2;
  while (taken.includes(`${base}_${n}`)) n += 1;
  return `${base}_${n}`;
};

const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

const questionsOf = (rows: readonly QuestionRow[]): ExerciseBody['contraindications'] => {
  const filled = rows.filter((row) => row.text.trim() !== '');
  const taken = filled.map((row) => row.code).filter((code) => code !== '');
  return filled.map((row) => {
    const code = row.code === '' ? codeFor(row.text, taken) : row.code;
    if (row.code === '') taken.push(code);
    return { code, question: row.text.trim() };
  });
};

export const doseOf = (form: ExerciseForm): Record<string, unknown> => ({
  mode: form.mode,
  sets: form.sets,
  ...(form.mode === 'reps' ? { reps: form.reps } : { hold_seconds: form.hold_seconds }),
  rest_between_sets_seconds: form.rest_between_sets_seconds,
});

export type FormFault = 'name' | 'category' | 'start' | 'move' | 'sets' | 'reps' | 'hold_seconds' | 'rest_between_sets_seconds';

const doseFields = ['sets', 'reps', 'hold_seconds', 'rest_between_sets_seconds'] as const;

/** What is missing before the exercise can be saved, in the order of the form. */
export const formFaults = (form: ExerciseForm): readonly FormFault[] => {
  const dose = parseParams(doseOf(form));
  const lines = linesOf(form);
  const hasText = (phase: InstructionPhase): boolean =>
    lines.some((line) => line.locale === FIRST_LANGUAGE && line.phase === phase);
  return [
    ...(form.name.trim() === '' ? (['name'] as const) : []),
    ...(form.category_id === null ? (['category'] as const) : []),
    ...(dose.ok ? [] : doseFields.filter((field) => dose.error.some((fault) => fault.pointer === `/${field}`))),
    ...(hasText('start') ? [] : (['start'] as const)),
    ...(hasText('move') ? [] : (['move'] as const)),
  ];
};

/** The whole content as the API takes it; null while something is missing. `base`: defaults that the form does not show stay. */
export const exerciseBody = (form: ExerciseForm, base: Readonly<Record<string, unknown>> = {}): ExerciseBody | null => {
  if (form.category_id === null || formFaults(form).length > 0) return null;
  const { reps: _reps, hold_seconds: _hold, ...kept } = base;
  return {
    name: form.name.trim(),
    category_id: form.category_id,
    difficulty: form.difficulty,
    body_regions: [...form.body_regions],
    equipment: [...form.equipment],
    tags: tagsOf(form.tags),
    default_params: { ...kept, ...doseOf(form) },
    demo_slug: form.demo_slug,
    video_provider: form.video_provider,
    video_key: form.video_key,
    easier_exercise_id: form.easier_exercise_id,
    harder_exercise_id: form.harder_exercise_id,
    instructions: linesOf(form),
    contraindications: questionsOf(form.contraindications),
  };
};
